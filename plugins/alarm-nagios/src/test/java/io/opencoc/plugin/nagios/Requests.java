package io.opencoc.plugin.nagios;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.contract.RecordedRequest;
import io.opencoc.kernel.json.JacksonJsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is sent to the source, and what it makes of it. */
final class Requests {
    static final NagiosSource SOURCE = new NagiosSource();
    static final String FORM = "application/x-www-form-urlencoded";

    private Requests() {}

    static ParsedRequest json(String body) throws BadPayloadException {
        return SOURCE.parse(RecordedRequest.post("", body.getBytes(UTF_8), JacksonJsonReader::new));
    }

    static ParsedRequest form(String body) throws BadPayloadException {
        return SOURCE.parse(RecordedRequest.post("", body.getBytes(UTF_8), JacksonJsonReader::new)
                .with("Content-Type", FORM));
    }

    /** A problem of a service with these fields changed or added, as a form. */
    static ParsedRequest notification(String... changes) throws BadPayloadException {
        Map<String, String> fields = new TreeMap<>(
                Map.of("notification_type", "PROBLEM", "host", "web-1", "service", "disk", "state", "CRITICAL"));
        for (int i = 0; i < changes.length; i += 2) {
            fields.put(changes[i], changes[i + 1]);
        }
        return form(fields.entrySet().stream()
                .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), UTF_8))
                .collect(Collectors.joining("&")));
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
