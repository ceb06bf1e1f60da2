package io.opencoc.plugin.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmSource;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.contract.RecordedRequest;
import io.opencoc.kernel.json.JacksonJsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;

/** What is sent to the sources, and what they make of it. */
final class Requests {
    static final WebhookSource WEBHOOK = new WebhookSource();
    static final CloudEventsSource CLOUD_EVENTS = new CloudEventsSource();
    static final PagerDutySource PAGER_DUTY = new PagerDutySource();

    private Requests() {}

    static RecordedRequest request(String path, String body) {
        return RecordedRequest.post(path, body.getBytes(UTF_8), JacksonJsonReader::new);
    }

    /** Any JSON by these settings. */
    static ParsedRequest webhook(Map<String, String> settings, String body) throws BadPayloadException {
        return WEBHOOK.parse(request("", body).to(settings));
    }

    /** The only alarm in any JSON, by these settings. */
    static AlarmEvent alarm(Map<String, String> settings, String body) throws BadPayloadException {
        return only(webhook(settings, body));
    }

    /** Why a webhook is refused. */
    static String refusal(Map<String, String> settings, String body) {
        return refusal(WEBHOOK, request("", body).to(settings)).getMessage() + "";
    }

    static BadPayloadException refusal(AlarmSource source, RecordedRequest request) {
        return assertThrows(BadPayloadException.class, () -> source.parse(request));
    }

    static AlarmEvent only(ParsedRequest parsed) {
        if (!parsed.problems().isEmpty() || parsed.alarms().size() != 1) {
            throw new AssertionError(parsed.toString());
        }
        return parsed.alarms().get(0);
    }

    /** Something as it stands in a file of samples. */
    static String sample(String file, String name) throws IOException, BadPayloadException {
        Node root = TreeReader.read(new JacksonJsonReader(resource(file).getBytes(UTF_8)));
        Node node = Objects.requireNonNull(((Node.Obj) root).get(name), name);
        return ((Node.Obj) node).raw(resource(file).getBytes(UTF_8));
    }

    static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Requests.class.getResourceAsStream("/" + name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    static Node tree(String json) throws BadPayloadException {
        return TreeReader.read(new JacksonJsonReader(json.getBytes(UTF_8)));
    }
}
