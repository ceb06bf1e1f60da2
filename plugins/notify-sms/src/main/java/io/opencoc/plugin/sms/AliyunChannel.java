package io.opencoc.plugin.sms;

import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.Descriptor;
import io.opencoc.api.HttpPort.Answer;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.PluginContext;
import io.opencoc.api.Text;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sends through Aliyun's SendSms. It does not recognise repetitions: before a later try the receipts of the number are asked for, and what
 * went out is not sent again.
 */
final class AliyunChannel extends SmsChannel {

    AliyunChannel() {
        super(new Descriptor(
                "sms-aliyun",
                new Text("SMS (Aliyun)", "短信（阿里云）"),
                new Text(
                        "Sends text messages through Alibaba Cloud SMS. In its console: 1. apply for a signature and for a notification template"
                                + " such as \"Alert: ${subject}, see https://coc.example.com/incidents/${link}\"; 2. create a RAM user for API calls"
                                + " with dysms:SendSms and dysms:QuerySendDetails (AliyunDysmsFullAccess has both); 3. enter its AccessKey,"
                                + " the signature's name and the template's code here.",
                        "通过阿里云短信服务发送短信。在阿里云短信控制台：1. 申请签名和通知类模板，"
                                + "例如“告警：${subject}，详情 https://coc.example.com/incidents/${link}”；"
                                + "2. 在 RAM 中创建仅用于 API 调用的用户，授予 dysms:SendSms 和 dysms:QuerySendDetails（AliyunDysmsFullAccess 已包含）；"
                                + "3. 在此填写其 AccessKey、签名名称和模板 CODE。"),
                AliyunSettings.SCHEMA,
                Set.of("accessKeySecret")));
    }

    @Override
    Uni<DeliveryReceipt> send(OutboundMessage message, Mobile to, Given given, PluginContext context) {
        AliyunSettings settings = AliyunSettings.of(given);
        AliyunApi api = new AliyunApi(settings, context);
        if (message.attempt() <= 1) {
            return sendSms(message, to, settings, api, "");
        }
        return new AliyunReceipts(api, context.clock())
                .find(to, outId(message))
                .onItem()
                .transform(found -> new Asked(found, ""))
                .onFailure(AliyunChannel::cannotBeAsked)
                .recoverWithItem(failure -> {
                    // a message twice is better than none: without the right to ask it is sent
                    context.logger().warn("receipts of earlier tries cannot be asked for: {}", failure.getMessage());
                    return new Asked(
                            AliyunReceipts.NONE, "; earlier tries could not be asked for: " + failure.getMessage());
                })
                .chain(asked -> asked.found.isEmpty()
                        ? sendSms(message, to, settings, api, asked.remark)
                        : Uni.createFrom()
                                .item(new DeliveryReceipt(
                                        "", "OK: not sent again, an earlier try went out (" + asked.found + ")")));
    }

    private record Asked(String found, String remark) {}

    private static boolean cannotBeAsked(Throwable failure) {
        return failure instanceof DeliveryException e && !e.retryable();
    }

    private static Uni<DeliveryReceipt> sendSms(
            OutboundMessage message, Mobile to, AliyunSettings settings, AliyunApi api, String remark) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("PhoneNumbers", to.domestic());
        parameters.put("SignName", settings.signName());
        parameters.put("TemplateCode", settings.templateCode());
        parameters.put("TemplateParam", settings.template().json(message));
        parameters.put("OutId", outId(message));
        return api.call("SendSms", parameters).map(answer -> receipt(answer, api, remark));
    }

    private static DeliveryReceipt receipt(Answer answer, AliyunApi api, String remark) {
        Map<String, String> said = api.accepted(answer);
        String bizId = Answers.first(said, "BizId");
        return new DeliveryReceipt(bizId, Clean.shown("OK, BizId " + bizId + remark));
    }

    /** The id under which the message is found again: the same at each try. */
    private static String outId(OutboundMessage message) {
        return Clean.line(message.id(), 100).replaceAll("[^A-Za-z0-9-]", "-");
    }
}
