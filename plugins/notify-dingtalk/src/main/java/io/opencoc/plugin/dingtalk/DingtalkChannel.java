package io.opencoc.plugin.dingtalk;

import io.opencoc.api.ContactMethod;
import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.Descriptor;
import io.opencoc.api.HttpPort.Request;
import io.opencoc.api.NotificationChannel;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.PluginContext;
import io.opencoc.api.Recipient;
import io.opencoc.api.Settings;
import io.opencoc.api.Text;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.Set;

/** Sends a message to a group robot. Stateless; does not block. */
final class DingtalkChannel implements NotificationChannel {
    static final String DEFAULT_HOST = "oapi.dingtalk.com";

    /** Texts for the console in English, and in Chinese under {@code x-zh}. */
    private static final String SCHEMA = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "secret": {
                  "type": "string", "maxLength": 200, "pattern": "^(SEC[0-9A-Za-z]{1,197})?$", "writeOnly": true,
                  "title": "Signing secret",
                  "description": "SEC…, of robots with the security setting “Additional signature”. It is for all robots; one robot's own goes \
            behind its address, …/send?access_token=TOKEN#SEC…. For the security setting “Custom keywords” no secret is needed: give the robot the \
            keyword OpenCOC",
                  "x-zh": {"title": "加签密钥", "description": "机器人安全设置为“加签”时以 SEC 开头的密钥，对所有机器人生效；某个机器人自己的密钥写在其地址之后：\
            …/send?access_token=TOKEN#SEC…。安全设置为“自定义关键词”时无需密钥，请将关键词设为 OpenCOC"}
                },
                "host": {
                  "type": "string", "default": "oapi.dingtalk.com", "maxLength": 260,
                  "pattern": "^(http://)?[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(:[0-9]{1,5})?$", "x-destination": true,
                  "title": "Host of the robots",
                  "description": "Messages go to robots on this host only. Change it for a DingTalk of your own; http:// in front for one without \
            TLS on a trusted network. To mention people, append to a robot's address: #mention= and mobile numbers or user ids with commas between, \
            or all for everybody, for example …#mention=13800000001, or behind a secret …#SEC…&mention=13800000001",
                  "x-zh": {"title": "机器人所在主机", "description": "只向此主机上的机器人发送消息。使用专属钉钉时修改；可信网络内未启用 TLS 时在前面加 http://。\
            如需 @ 成员，在机器人地址后追加 #mention= 以及手机号或 userId，以逗号分隔，all 表示所有人，例如 …#mention=13800000001；\
            有密钥时为 …#SEC…&mention=13800000001"}
                }
              }
            }
            """;

    private static final Descriptor DESCRIPTOR = new Descriptor(
            "dingtalk",
            new Text("DingTalk robot", "钉钉群机器人"),
            new Text(
                    "Sends messages to group robots of DingTalk. In the group, open Group settings > Robots > Add robot > Custom, choose a security"
                            + " setting, and give the webhook address that it shows as the person's DingTalk address. A robot takes 20 messages a"
                            + " minute; more go out as one.",
                    "向钉钉群机器人发送消息。在群聊中打开“群设置 > 机器人 > 添加机器人 > 自定义”，选择安全设置，把得到的 Webhook 地址填为人员的钉钉地址。"
                            + "每个机器人每分钟最多 20 条消息，超出部分合并为一条发送。"),
            SCHEMA,
            Set.of("secret"));

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public ContactMethod contactMethod() {
        return ContactMethod.DINGTALK;
    }

    @Override
    public int messagesPerMinute() {
        return 20;
    }

    @Override
    public Uni<DeliveryReceipt> send(OutboundMessage message, Recipient recipient, PluginContext context) {
        return Uni.createFrom().deferred(() -> {
            RobotAddress robot;
            Settings settings = context.settings();
            try {
                robot = RobotAddress.of(
                        recipient.address(), settings.text("host", DEFAULT_HOST), settings.text("secret", ""));
            } catch (DeliveryException e) {
                return Uni.createFrom().failure(e);
            }
            Request request = Request.post(
                    robot.signed(context.clock().millis()),
                    "application/json; charset=utf-8",
                    Body.of(message, robot.mentions()));
            return context.http()
                    .send(request)
                    .onFailure(IOException.class)
                    .transform(e -> DeliveryException.transientFailure(String.valueOf(e.getMessage())))
                    .map(answer -> Answers.read(answer, context.http(), robot.secrets()));
        });
    }
}
