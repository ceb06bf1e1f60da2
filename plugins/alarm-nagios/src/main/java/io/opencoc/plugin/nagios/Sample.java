package io.opencoc.plugin.nagios;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.SampleRequest;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A test notification as the script posts it. It has no start: it begins when it is received. */
final class Sample {
    private Sample() {}

    static SampleRequest of(String name, boolean firing) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("notification_type", firing ? "PROBLEM" : "RECOVERY");
        fields.put("host", "test.example.com");
        fields.put("host_address", "192.0.2.1");
        fields.put("service", name);
        fields.put("state", firing ? "WARNING" : "OK");
        fields.put("last_state", firing ? "OK" : "WARNING");
        fields.put("state_type", "HARD");
        fields.put("output", "A test notification, sent from OpenCOC's console");
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return new SampleRequest("", "application/x-www-form-urlencoded", body);
    }
}
