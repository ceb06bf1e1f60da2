package io.opencoc.plugin.grafana;

import io.opencoc.api.AlarmSource;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.Descriptor;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.JsonText;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.PluginContext;
import io.opencoc.api.Reply;
import io.opencoc.api.SampleRequest;
import io.opencoc.api.Text;
import io.smallrye.mutiny.Uni;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Grafana's webhook contact point. Stateless. */
final class GrafanaSource implements AlarmSource {
    private static final String SETTINGS = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "hmacSecret": {
                  "type": "string", "minLength": 8, "maxLength": 1024, "writeOnly": true,
                  "title": "HMAC secret", "description": "When set, requests without its signature are refused",
                  "x-zh": {"title": "HMAC 密钥", "description": "设置后，没有正确签名的请求会被拒绝"}
                },
                "timestampHeader": {
                  "type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[A-Za-z0-9-]+$",
                  "default": "X-Grafana-Alerting-Timestamp",
                  "title": "Timestamp header", "description": "As named in the contact point",
                  "x-zh": {"title": "时间戳请求头", "description": "与联络点中填写的名称一致"}
                },
                "requireTimestamp": {
                  "type": "boolean", "default": true,
                  "title": "Timestamp required", "description": "Without it a captured request can be sent again",
                  "x-zh": {"title": "必须带时间戳", "description": "不要求时间戳时，被截获的请求可以重放"}
                }
              }
            }
            """;

    private static final Descriptor DESCRIPTOR = new Descriptor(
            "grafana",
            new Text("Grafana", "Grafana"),
            new Text(
                    "Alerts from Grafana Alerting, by a contact point of type Webhook; signed if you like.",
                    "来自 Grafana Alerting 的告警，通过 Webhook 类型的联络点发送，可选签名。"),
            SETTINGS,
            Set.of("hmacSecret"));

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    /** Here and not in parse(), so that the console's own test alarms pass unsigned. */
    @Override
    public @Nullable Uni<Void> prepare(InboundRequest request, PluginContext context) {
        try {
            Signature.check(request, context.settings());
            return null;
        } catch (BadPayloadException e) {
            return Uni.createFrom().failure(e);
        }
    }

    @Override
    public ParsedRequest parse(InboundRequest request) throws BadPayloadException {
        if (!request.path().isEmpty() && !request.path().equals("/")) {
            throw refused(
                    404, "nothing is at " + JsonText.shown(request.path()) + ": post to the integration's address");
        }
        if (!request.method().equals("POST") && !request.method().equals("PUT")) {
            throw refused(405, "method " + JsonText.shown(request.method()) + " is neither POST nor PUT");
        }
        return Webhook.parse(request);
    }

    @Override
    public Text instructions(IntegrationPoint point) {
        return Instructions.of(point);
    }

    @Override
    public SampleRequest sample(IntegrationPoint point, String name, boolean firing) {
        return Sample.of(name, firing);
    }

    private static BadPayloadException refused(int status, String message) {
        return new BadPayloadException(message, new Reply(status, "text/plain; charset=utf-8", message + "\n"));
    }
}
