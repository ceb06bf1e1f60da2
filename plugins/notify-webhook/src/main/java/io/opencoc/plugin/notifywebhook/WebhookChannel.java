package io.opencoc.plugin.notifywebhook;

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
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Posts a message as signed JSON to the recipient's address. Stateless; does not block. */
final class WebhookChannel implements NotificationChannel {
    private static final int MAX_ADDRESS = 2_048;
    private static final String SCHEMA = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "additionalProperties": false,
              "required": ["secret"],
              "properties": {
                "secret": {
                  "type": "string", "minLength": 16, "maxLength": 256, "writeOnly": true,
                  "title": "Secret",
                  "description": "At least 16 characters, for example from: openssl rand -hex 32. The receiver checks with it, in Python: hmac.compare_digest(sig, 'v1=' + hmac.new(secret, ts + b'.' + body, 'sha256').hexdigest()), where sig is the header OpenCOC-Signature, ts the header OpenCOC-Timestamp and body the bytes received; and refuses timestamps older than 5 minutes.",
                  "x-zh": {"title": "密钥", "description": "至少 16 个字符，可用 openssl rand -hex 32 生成。接收方用它校验，以 Python 为例：hmac.compare_digest(sig, 'v1=' + hmac.new(secret, ts + b'.' + body, 'sha256').hexdigest())，其中 sig 为请求头 OpenCOC-Signature，ts 为请求头 OpenCOC-Timestamp，body 为收到的原始字节；并拒绝 5 分钟以前的时间戳。"}
                }
              }
            }
            """;
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "webhook",
            new Text("Webhook", "Webhook"),
            new Text(
                    "Posts each message as JSON (id, attempt, subject, text, facts, link, language, sentAt) to the recipient's HTTPS address."
                            + " OpenCOC-Signature is v1=hex(HMAC-SHA256(secret, OpenCOC-Timestamp + \".\" + body)); the timestamp is in seconds."
                            + " A message that is repeated has the same Idempotency-Key. Answer 2xx within 10 s; 429 or 503 with Retry-After to be"
                            + " asked later; 401, 403, 404 or 410 ends the delivery.",
                    "将每条消息以 JSON（id、attempt、subject、text、facts、link、language、sentAt）POST 到接收人的 HTTPS 地址。"
                            + "OpenCOC-Signature 为 v1=hex(HMAC-SHA256(密钥, OpenCOC-Timestamp + \".\" + 请求体))，时间戳以秒为单位。"
                            + "重发的消息 Idempotency-Key 相同。请在 10 秒内返回 2xx；返回 429 或 503 并带 Retry-After 表示稍后再发；"
                            + "401、403、404、410 表示不再发送。"),
            SCHEMA,
            Set.of("secret"));

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public ContactMethod contactMethod() {
        return ContactMethod.WEBHOOK;
    }

    @Override
    public Uni<DeliveryReceipt> send(OutboundMessage message, Recipient recipient, PluginContext context) {
        return Uni.createFrom().deferred(() -> {
            try {
                return context.http()
                        .send(request(message, recipient, context))
                        .map(answer -> Outcome.of(answer, context.clock().instant()));
            } catch (DeliveryException e) {
                return Uni.createFrom().failure(e);
            }
        });
    }

    private static Request request(OutboundMessage message, Recipient recipient, PluginContext context) {
        String secret = context.settings().text("secret", "");
        if (secret.isBlank()) {
            throw DeliveryException.permanent(
                    "set 'secret' in the settings of the channel 'webhook': messages are signed with it");
        }
        URI address = address(recipient.address());
        Instant now = context.clock().instant();
        String timestamp = String.valueOf(now.getEpochSecond());
        byte[] body = Body.of(message, now);
        return new Request(
                "POST",
                address,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "OpenCOC-Timestamp",
                        timestamp,
                        "OpenCOC-Signature",
                        Signature.of(secret, timestamp, body),
                        "Idempotency-Key",
                        message.id().replaceAll("[^A-Za-z0-9._-]", "-")),
                body);
    }

    private static URI address(String given) {
        try {
            URI uri = given.length() > MAX_ADDRESS ? new URI("") : new URI(given.strip());
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below, without the address: it may hold a secret
        }
        throw DeliveryException.permanent("the recipient's webhook is not an address like https://host/path, at most "
                + MAX_ADDRESS + " characters, without user or fragment");
    }
}
