package io.opencoc.crash;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What happens to alarms of one kind. Each is a forwarding rule, but for the last, which none takes. */
enum Rule {
    /** An incident for each fingerprint. */
    EACH(List.of("alarmId"), "P1"),
    /** An incident for all alarms of a group. */
    GROUPED(List.of("additional.group"), "P1"),
    /** Taken, and no incident. */
    SILENT(List.of("alarmId"), "none"),
    UNMATCHED(List.of(), "none");

    private final List<String> groupBy;
    private final String level;

    Rule(List<String> groupBy, String level) {
        this.groupBy = groupBy;
        this.level = level;
    }

    boolean opensIncidents() {
        return !level.equals("none");
    }

    /** The forwarding rule as the API takes it. */
    Map<String, Object> input(String engineer) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("name", name());
        rule.put("conditions", Map.of("key", "additional.rule", "operator", "equals", "value", name()));
        rule.put("groupBy", groupBy);
        rule.put("levels", Map.of("critical", level, "major", level, "minor", level, "suggestion", level));
        if (opensIncidents()) {
            rule.put("assignment", Map.of("type", "individual", "engineerId", engineer));
        }
        return rule;
    }

    /** What the alarms of one incident have in common. */
    String incidentOf(Series series) {
        return this == EACH ? name() + " " + series.name() : name() + " " + series.group();
    }
}
