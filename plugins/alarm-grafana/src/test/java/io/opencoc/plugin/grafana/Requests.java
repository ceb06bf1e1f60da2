package io.opencoc.plugin.grafana;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.contract.RecordedRequest;
import io.opencoc.kernel.json.JacksonJsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** What is sent to the source, and what it makes of it. */
final class Requests {
    static final GrafanaSource SOURCE = new GrafanaSource();

    private Requests() {}

    static ParsedRequest post(String body) throws BadPayloadException {
        return SOURCE.parse(RecordedRequest.post("", body.getBytes(UTF_8), JacksonJsonReader::new));
    }

    /** Alerts, without the brackets, in a webhook. */
    static ParsedRequest webhook(String alerts) throws BadPayloadException {
        return post("{\"version\":\"1\",\"orgId\":1,\"alerts\":[" + alerts + "]}");
    }

    static AlarmEvent only(ParsedRequest parsed) {
        if (!parsed.problems().isEmpty() || parsed.alarms().size() != 1) {
            throw new AssertionError(parsed.toString());
        }
        return parsed.alarms().get(0);
    }

    static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Requests.class.getResourceAsStream("/" + name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
