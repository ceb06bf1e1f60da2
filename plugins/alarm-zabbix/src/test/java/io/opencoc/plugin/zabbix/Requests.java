package io.opencoc.plugin.zabbix;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.JsonText;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.contract.RecordedRequest;
import io.opencoc.kernel.json.JacksonJsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What is sent to the source, and what it makes of it. */
final class Requests {
    static final ZabbixSource SOURCE = new ZabbixSource();

    private Requests() {}

    static RecordedRequest request(String body) {
        return RecordedRequest.post("", body.getBytes(UTF_8), JacksonJsonReader::new);
    }

    static ParsedRequest post(String body) throws BadPayloadException {
        return SOURCE.parse(request(body));
    }

    /** A problem with these fields changed or added; an empty value leaves one out. */
    static String event(String... changes) {
        Map<String, String> fields = new TreeMap<>(
                Map.of("event_id", "21243", "event_name", "High CPU", "event_nseverity", "4", "event_value", "1"));
        for (int i = 0; i < changes.length; i += 2) {
            fields.put(changes[i], changes[i + 1]);
        }
        StringBuilder json = new StringBuilder("{");
        fields.forEach((name, value) -> {
            if (!value.isEmpty()) {
                json.append(json.length() > 1 ? "," : "")
                        .append(JsonText.quoted(name))
                        .append(':')
                        .append(value.startsWith("[") ? value : JsonText.quoted(value));
            }
        });
        return json.append('}').toString();
    }

    static AlarmEvent only(ParsedRequest parsed) {
        if (!parsed.problems().isEmpty() || parsed.alarms().size() != 1) {
            throw new AssertionError(parsed.toString());
        }
        return parsed.alarms().get(0);
    }

    static List<AlarmEvent> alarms(String... changes) throws BadPayloadException {
        return post(event(changes)).alarms();
    }

    static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Requests.class.getResourceAsStream("/" + name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
