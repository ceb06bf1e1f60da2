package io.opencoc.plugin.prometheus;

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
    static final PrometheusSource SOURCE = new PrometheusSource();

    private Requests() {}

    static ParsedRequest post(String path, String body) throws BadPayloadException {
        return SOURCE.parse(RecordedRequest.post(path, body.getBytes(UTF_8), JacksonJsonReader::new));
    }

    /** Alerts, without the brackets, to API v2. */
    static ParsedRequest apiV2(String alerts) throws BadPayloadException {
        return post("/api/v2/alerts", "[" + alerts + "]");
    }

    /** Alerts, without the brackets, in a webhook. */
    static ParsedRequest webhook(String alerts) throws BadPayloadException {
        return post("", "{\"version\":\"4\",\"alerts\":[" + alerts + "]}");
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
