package io.opencoc.plugin.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import io.opencoc.plugin.webhook.Node.Arr;
import io.opencoc.plugin.webhook.Node.Obj;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** CloudEvents 1.0 over HTTP in all three modes. Without state but for the mappings that were read. */
final class CloudEventsSource implements AlarmSource {
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "cloudevents",
            new Text("CloudEvents", "CloudEvents"),
            new Text(
                    "Alarms as CloudEvents 1.0 over HTTP, structured, in batches, or binary; their data by the same mapping as any JSON.",
                    "以 CloudEvents 1.0（HTTP）方式发送的告警：结构化、批量或二进制模式；其 data 按与任意 JSON 相同的映射读取。"),
            MappingSchema.of(true),
            Set.of());
    private static final Settings NONE = name -> null;
    private static final Reply STORED = new Reply(204, "", "");
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    private static final Pattern ORIGIN = Pattern.compile("[A-Za-z0-9._-]{1,253}");

    private final MappingCache mappings = new MappingCache(true);

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
        Batch batch = new Batch();
        String type = Inbound.mediaType(request);
        if (type.equals(BATCH)) {
            Node body = json(request);
            if (!(body instanceof Arr events)) {
                throw new BadPayloadException(
                        "a batch of CloudEvents is an array, but the body is " + body.described());
            }
            batch(events, mapping, request, batch);
        } else if (type.equals(STRUCTURED)) {
            structured(json(request), "", mapping, request, batch);
        } else if (type.startsWith("application/cloudevents")) {
            throw Inbound.refusal(
                    415,
                    "CloudEvents as " + JsonText.shown(type) + " are not understood: send " + STRUCTURED + " or "
                            + BATCH);
        } else if (request.header("ce-specversion") != null) {
            binary(mapping, request, batch);
        } else {
            unlabelled(type, mapping, request, batch);
        }
        return batch.result(STORED);
    }

    /** The handshake of "Web Hooks for Event Delivery": whoever has the key may send, from anywhere and as much as it likes. */
    @Override
    public Map<String, String> handshake(InboundRequest request) throws BadPayloadException {
        String origin = request.header("WebHook-Request-Origin");
        if (origin == null) {
            return Map.of();
        }
        if (!ORIGIN.matcher(origin).matches()) {
            throw new BadPayloadException(
                    "WebHook-Request-Origin is " + JsonText.shown(origin) + ", which is no name of a host");
        }
        return Map.of("Allow", "POST", "WebHook-Allowed-Origin", origin, "WebHook-Allowed-Rate", "*");
    }

    private static Node json(InboundRequest request) throws BadPayloadException {
        String type = String.valueOf(request.header("Content-Type")).toLowerCase(java.util.Locale.ROOT);
        int at = type.indexOf("charset=");
        if (at >= 0) {
            String charset = type.substring(at + 8).split(";", 2)[0].strip().replace("\"", "");
            if (!charset.equals("utf-8") && !charset.equals("utf8") && !charset.equals("us-ascii")) {
                throw Inbound.refusal(
                        415, "the charset " + JsonText.shown(charset) + " is not understood, only UTF-8 is");
            }
        }
        return TreeReader.read(request.json());
    }

    /** JSON that is said to be only that: events all the same if it looks like them, as when somebody pastes one. */
    private static void unlabelled(String type, Mapping mapping, InboundRequest request, Batch batch)
            throws BadPayloadException {
        Node body = Inbound.isJson(type) || type.isEmpty() ? json(request) : Obj.EMPTY;
        Node first = body instanceof Arr array && !array.elements().isEmpty()
                ? array.elements().get(0)
                : body;
        if (!(first instanceof Obj object) || object.get("specversion") == null) {
            throw Inbound.refusal(
                    415,
                    "this is no CloudEvent: it has neither the header ce-specversion nor Content-Type " + STRUCTURED
                            + " or " + BATCH);
        }
        if (body instanceof Arr events) {
            batch(events, mapping, request, batch);
        } else {
            structured(body, "", mapping, request, batch);
        }
    }

    private static void batch(Arr events, Mapping mapping, InboundRequest request, Batch batch)
            throws BadPayloadException {
        List<Node> elements = events.elements();
        Batch.checkCount(elements.size(), "events");
        for (int i = 0; i < elements.size(); i++) {
            structured(elements.get(i), "[" + i + "]", mapping, request, batch);
        }
    }

    private static void structured(Node node, String place, Mapping mapping, InboundRequest request, Batch batch) {
        try {
            CloudEvent event = CloudEvent.structured(node);
            map(event, place, mapping, request, a -> event.root().raw(request.body()), batch);
        } catch (BadAlarmException e) {
            batch.problem(place, String.valueOf(e.getMessage()));
        }
    }

    private static void binary(Mapping mapping, InboundRequest request, Batch batch) throws BadPayloadException {
        try {
            CloudEvent event = CloudEvent.binary(request, mapping.rootNames());
            String raw = new String(request.body(), UTF_8);
            map(event, "", mapping, request, a -> raw, batch);
        } catch (BadAlarmException e) {
            batch.problem("", String.valueOf(e.getMessage()));
        }
    }

    private static void map(
            CloudEvent event,
            String place,
            Mapping mapping,
            InboundRequest request,
            Function<Obj, String> raw,
            Batch batch)
            throws BadAlarmException {
        AlarmList alarms;
        try {
            alarms = AlarmList.find(mapping, event.data(), event.root());
        } catch (BadPayloadException e) {
            throw new BadAlarmException(String.valueOf(e.getMessage()));
        }
        String prefix = place.isEmpty() ? "" : alarms.place().isEmpty() ? place : place + ".";
        alarms.map(mapping, event.surroundings(request.receivedAt()), prefix, raw, batch);
    }

    @Override
    public Text instructions(IntegrationPoint point) {
        return CloudEventsInstructions.of(point.url());
    }

    @Override
    public SampleRequest sample(IntegrationPoint point, String name, boolean firing) {
        String status = firing ? "raised" : "cleared";
        String body = """
                {
                  "specversion": "1.0",
                  "id": "opencoc-test-%2$s",
                  "source": "/opencoc/test",
                  "type": "io.opencoc.test.alarm.%2$s",
                  "subject": "test.example.com",
                  "datacontenttype": "application/json",
                  "data": {"title": %1$s, "severity": "warning", "description": "A test alarm, sent from OpenCOC's console"}
                }
                """.formatted(JsonText.quoted(name), status);
        return new SampleRequest(Inbound.TEST, STRUCTURED, body);
    }
}
