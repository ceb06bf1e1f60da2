package io.opencoc.plugin.webhook;

import io.opencoc.api.AlarmSource;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.Descriptor;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.SampleRequest;
import io.opencoc.api.Settings;
import io.opencoc.api.Text;
import io.opencoc.plugin.webhook.Node.Obj;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PagerDuty's Events API v2, so that whatever can page through PagerDuty sends its alarms here. An acknowledgement changes nothing: here it is people
 * who accept incidents. Change events are taken and left aside. Stateless.
 */
final class PagerDutySource implements AlarmSource {
    private static final String ROUTING_KEY = "routing_key";
    private static final int MAX_BODY = 512 * 1024;
    private static final String ENQUEUE = "/v2/enqueue";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "pagerduty",
            new Text("PagerDuty events", "PagerDuty 事件"),
            new Text(
                    "Alarms from whatever can send to PagerDuty's Events API v2: to it OpenCOC looks like PagerDuty.",
                    "来自任何能向 PagerDuty Events API v2 发送事件的系统的告警：对其而言 OpenCOC 就是 PagerDuty。"),
            """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "routing_key": {
                  "type": "string", "maxLength": 255, "writeOnly": true,
                  "title": "Routing key",
                  "description": "When set, only events with this routing_key are taken. The key in the address suffices",
                  "x-zh": {"title": "Routing key", "description": "设置后只接收 routing_key 与此一致的事件。地址中的密钥已足够"}
                }
              }
            }
            """,
            Set.of(ROUTING_KEY));

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public ParsedRequest parse(InboundRequest request) throws BadPayloadException {
        String path = request.path();
        boolean change = path.equals("/v2/change/enqueue");
        if (!change && !path.equals(ENQUEUE) && !path.isEmpty() && !path.equals("/")) {
            throw Inbound.nothingAt(path, "post events to …" + ENQUEUE);
        }
        Inbound.requirePost(request);
        if (request.body().length > MAX_BODY) {
            throw PagerDutyReply.refusal(
                    413, "Event is too large", List.of("the event is larger than " + MAX_BODY + " bytes"));
        }
        Obj event = event(request);
        return change
                ? new ParsedRequest(List.of(), List.of(), PagerDutyReply.changeProcessed())
                : read(new PagerDutyEvent(event), request);
    }

    private static Obj event(InboundRequest request) throws BadPayloadException {
        Node body;
        try {
            body = Inbound.json(request);
        } catch (BadPayloadException e) {
            throw PagerDutyReply.invalid(List.of(String.valueOf(e.getMessage())));
        }
        if (body instanceof Obj event) {
            return event;
        }
        throw PagerDutyReply.invalid(List.of("the body is " + body.described() + ", not an object"));
    }

    private static ParsedRequest read(PagerDutyEvent event, InboundRequest request) throws BadPayloadException {
        event.check(routingKey(request.settings()));
        String given = event.dedupKey();
        Instant now = request.receivedAt();
        // one that differs with body and time, so that the same request gives the same key
        String key = given == null
                ? Fingerprint.of(request.body(), now.getEpochSecond() * 1_000_000_000 + now.getNano())
                : given;
        return new ParsedRequest(
                event.acknowledges() ? List.of() : List.of(event.alarm(key, now)),
                List.of(),
                PagerDutyReply.processed(key));
    }

    private static @Nullable String routingKey(Settings settings) {
        String key = settings.text(ROUTING_KEY, "");
        return key.isBlank() ? null : key;
    }

    @Override
    public Text instructions(IntegrationPoint point) {
        return PagerDutyInstructions.of(point.url());
    }

    @Override
    public SampleRequest sample(IntegrationPoint point, String name, boolean firing) {
        return sample(point, setting -> null, name, firing);
    }

    @Override
    public SampleRequest sample(IntegrationPoint point, Settings settings, String name, boolean firing) {
        String key = routingKey(settings);
        String body = """
                {
                  "routing_key": %1$s,
                  "event_action": "%2$s",
                  "dedup_key": %3$s,
                  "payload": {
                    "summary": %4$s,
                    "source": "test.example.com",
                    "severity": "warning",
                    "custom_details": {"note": "A test alarm, sent from OpenCOC's console"}
                  }
                }
                """.formatted(
                        JsonText.quoted(key == null ? "test" : key),
                        firing ? "trigger" : "resolve",
                        JsonText.quoted("opencoc-test-" + Fingerprint.of(List.of(name))),
                        JsonText.quoted(name));
        return new SampleRequest(ENQUEUE, "application/json", body);
    }
}
