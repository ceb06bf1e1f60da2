package io.opencoc.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Forwarding rules for the alarms of {@link Alerts}. However many there are, they open an incident for each of 100 applications, half of
 * all alarms; the others are about applications that send nothing.
 */
final class Rules {
    private static final int TAKEN = Alerts.APPLICATIONS / 2;

    private Rules() {}

    /** Makes so many through the API. */
    static void make(Api api, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            api.post(
                    "/api/v1/forwarding-rules",
                    Map.of("name", "rule " + i, "groupBy", List.of("application"), "conditions", conditions(i, count)));
        }
    }

    private static Map<String, Object> conditions(int i, int count) {
        List<Map<String, Object>> items = new ArrayList<>();
        items.add(comparison("application", applications(i, count)));
        switch (i % 10) {
            case 8 -> items.add(Map.of("key", "additional.team", "operator", "contains", "value", "team-"));
            case 9 ->
                items.add(Map.of(
                        "key", "resourceName", "operator", "regex", "value", "^host-[0-9]+\\.example\\.org:9100$"));
            default -> items.add(comparison("alarmLevel", List.of("critical", "minor", "suggestion")));
        }
        return Map.of("join", "and", "items", items);
    }

    private static List<String> applications(int i, int count) {
        int taking = Math.min(count, TAKEN);
        return i >= taking
                ? List.of("elsewhere-" + i)
                : IntStream.range(0, TAKEN)
                        .filter(n -> n % taking == i)
                        .mapToObj(n -> "shop-" + n)
                        .toList();
    }

    private static Map<String, Object> comparison(String key, List<String> values) {
        return values.size() == 1
                ? Map.of("key", key, "operator", "equals", "value", values.getFirst())
                : Map.of("key", key, "operator", "in", "values", values);
    }
}
