package io.opencoc.plugin.sms;

import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.Descriptor;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.PluginContext;
import io.opencoc.api.Text;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/** Sends through Huawei Cloud: its notification service, which is open to all, or its message service, which takes no new customers. */
final class HuaweiChannel extends SmsChannel {

    HuaweiChannel() {
        super(new Descriptor(
                "sms-huawei",
                new Text("SMS (Huawei Cloud)", "短信（华为云）"),
                new Text(
                        "Sends text messages through Huawei Cloud. With SMN: 1. create one topic for each person, named opencoc-8613800000001"
                                + " (country code and number); 2. add a subscription, protocol SMS, endpoint +8613800000001, which the person"
                                + " confirms on the phone within 48 h; 3. enter region, project ID and the access key of an IAM user with SMN rights."
                                + " With Message & SMS (existing customers): enter application key and secret, channel number and template.",
                        "通过华为云发送短信。使用 SMN：1. 为每个人创建一个主题，名称为 opencoc-8613800000001（国家码加号码）；"
                                + "2. 添加订阅，协议选“短信”，终端填 +8613800000001，由本人在 48 小时内在手机上确认；"
                                + "3. 在此填写区域、项目 ID 以及有 SMN 权限的 IAM 用户的访问密钥。"
                                + "使用“消息&短信”（仅限已开通的客户）：填写 Application Key 和 Secret、通道号和模板。"),
                HuaweiSettings.SCHEMA,
                Set.of("secretKey")));
    }

    @Override
    Uni<DeliveryReceipt> send(OutboundMessage message, Mobile to, Given given, PluginContext context) {
        HuaweiSettings settings = HuaweiSettings.of(given);
        return settings.smn()
                ? Smn.of(given, settings, context).send(message, to)
                : MsgSms.of(given, settings, context).send(message, to);
    }
}
