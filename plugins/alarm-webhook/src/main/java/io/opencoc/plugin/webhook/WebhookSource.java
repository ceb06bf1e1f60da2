package io.opencoc.plugin.webhook;

import io.opencoc.api.AlarmSource;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.Descriptor;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.Reply;
import io.opencoc.api.SampleRequest;
import io.opencoc.api.Settings;
import io.opencoc.api.Text;
import io.opencoc.plugin.webhook.Node.Obj;
import java.util.Set;

/** Any JSON, by a mapping. Without state but for the mappings that were read. */
final class WebhookSource implements AlarmSource {
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "webhook",
            new Text("Webhook (any JSON)", "Webhook（任意 JSON）"),
            new Text(
                    "Alarms from any system that posts JSON. Common shapes are understood without any setting; for others say where each field stands.",
                    "来自任何能以 POST 方式发送 JSON 的系统的告警。常见格式无需设置即可识别；其他格式只需说明各字段在 JSON 中的位置。"),
            MappingSchema.of(false),
            Set.of());
    private static final Settings NONE = name -> null;

    private final MappingCache mappings = new MappingCache(false);

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public void check(Settings settings) throws BadPayloadException {
        mappings.of(settings);
    }

    @Override
    public ParsedRequest parse(InboundRequest request) throws BadPayloadException {
        String path = request.path();
        if (!path.isEmpty() && !path.equals("/") && !path.equals(Inbound.TEST)) {
            throw Inbound.nothingAt(path, "post to the integration's address itself");
        }
        Inbound.requirePost(request);
        Mapping mapping = mappings.of(path.equals(Inbound.TEST) ? NONE : request.settings());
        Node root = Inbound.json(request);
        byte[] body = request.body();
        Batch batch = new Batch();
        AlarmList.find(mapping, root, root)
                .map(mapping, Surroundings.of(root, request.receivedAt()), "", (Obj a) -> a.raw(body), batch);
        return batch.result(Reply.OK);
    }

    @Override
    public Text instructions(IntegrationPoint point) {
        return WebhookInstructions.of(point.url());
    }

    @Override
    public SampleRequest sample(IntegrationPoint point, String name, boolean firing) {
        String body = """
                {
                  "title": %s,
                  "status": "%s",
                  "severity": "warning",
                  "host": "test.example.com",
                  "description": "A test alarm, sent from OpenCOC's console"
                }
                """.formatted(JsonText.quoted(name), firing ? "firing" : "resolved");
        return new SampleRequest(Inbound.TEST, "application/json", body);
    }
}
