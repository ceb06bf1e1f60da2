package io.opencoc.plugin.wecom;

import io.opencoc.api.ContactMethod;
import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.Descriptor;
import io.opencoc.api.HttpPort.Request;
import io.opencoc.api.NotificationChannel;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.PluginContext;
import io.opencoc.api.Recipient;
import io.opencoc.api.Text;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.Set;

/** Sends a message to a group robot. Stateless; does not block. */
final class WecomChannel implements NotificationChannel {
    static final String DEFAULT_HOST = "qyapi.weixin.qq.com";

    /** Texts for the console in English, and in Chinese under {@code x-zh}. */
    private static final String SCHEMA = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "host": {
                  "type": "string", "default": "qyapi.weixin.qq.com", "maxLength": 260,
                  "pattern": "^(http://)?[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(:[0-9]{1,5})?$", "x-destination": true,
                  "title": "Host of the robots",
                  "description": "Messages go to robots on this host only. Change it for a WeCom of your own; http:// in front for one without TLS \
            on a trusted network. To mention people, append to a robot's address: #mention= and user ids or mobile numbers with commas between, or \
            all for everybody, for example …/send?key=KEY#mention=zhangsan,13800000001",
                  "x-zh": {"title": "机器人所在主机", "description": "只向此主机上的机器人发送消息。使用私有化部署的企业微信时修改；可信网络内未启用 TLS \
            时在前面加 http://。如需 @ 成员，在机器人地址后追加 #mention= 以及成员 userid 或手机号，以逗号分隔，all 表示所有人，例如 \
            …/send?key=KEY#mention=zhangsan,13800000001"}
                }
              }
            }
            """;

    private static final Descriptor DESCRIPTOR = new Descriptor(
            "wecom",
            new Text("WeCom robot", "企业微信群机器人"),
            new Text(
                    "Sends messages to group robots of WeCom. In the group, open Settings > Group robots > Add, and give the webhook address that"
                            + " it shows as the person's WeCom address. A robot takes 20 messages a minute; more go out as one.",
                    "向企业微信群机器人发送消息。在群聊中打开“群设置 > 群机器人 > 添加机器人”，把得到的 Webhook 地址填为人员的企业微信地址。"
                            + "每个机器人每分钟最多 20 条消息，超出部分合并为一条发送。"),
            SCHEMA,
            Set.of());

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public ContactMethod contactMethod() {
        return ContactMethod.WECOM;
    }

    @Override
    public int messagesPerMinute() {
        return 20;
    }

    @Override
    public Uni<DeliveryReceipt> send(OutboundMessage message, Recipient recipient, PluginContext context) {
        return Uni.createFrom().deferred(() -> {
            RobotAddress robot;
            try {
                robot = RobotAddress.of(recipient.address(), context.settings().text("host", DEFAULT_HOST));
            } catch (DeliveryException e) {
                return Uni.createFrom().failure(e);
            }
            Request request = Request.post(robot.url(), "application/json", Body.of(message, robot.mentions()));
            return context.http()
                    .send(request)
                    .onFailure(IOException.class)
                    .transform(e -> DeliveryException.transientFailure(String.valueOf(e.getMessage())))
                    .map(answer -> Answers.read(answer, context.http(), robot.key()));
        });
    }
}
