package io.opencoc.crash;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What became of the attempts: each original alarm is as it was sent and there as often as its answer allows, and the alarms are what they
 * fold into, each once, with the right count, recovered, and with an incident where its rule opens one.
 */
final class StoredAlarms {
    /** An alarm's identity: with another start it is another one. */
    record Key(String name, Instant startsAt) {
        static Key of(JsonNode alarm) {
            return new Key(
                    alarm.get("name").asString(),
                    Instant.parse(alarm.get("startsAt").asString()));
        }

        static Key of(Series.Occurrence o) {
            return new Key(o.series().name(), o.startsAt());
        }
    }

    private final Map<String, Attempt> attempts;
    private final Findings findings;
    private final Map<String, Integer> stored = new HashMap<>();
    /** How often each was stored as firing. */
    private final Map<Key, Integer> counts = new HashMap<>();

    private final Map<Key, Series> series = new HashMap<>();
    private final Map<String, Set<String>> incidents = new HashMap<>();
    private final Map<String, Integer> alarmsOf = new HashMap<>();
    private final Map<Rule, Integer> taken = new HashMap<>();

    StoredAlarms(Map<String, Attempt> attempts, Findings findings) {
        this.attempts = attempts;
        this.findings = findings;
    }

    /** By what its alarms have in common, each incident that they name; one each, when all is well. */
    Map<String, Set<String>> incidents() {
        return incidents;
    }

    /** How many alarms name the incident. */
    int alarmsOf(String incident) {
        return alarmsOf.getOrDefault(incident, 0);
    }

    /** How many alarms each rule took. */
    Map<Rule, Integer> taken() {
        return taken;
    }

    int originals() {
        return stored.values().stream().mapToInt(Integer::intValue).sum();
    }

    int alarms() {
        return counts.size();
    }

    void check(Reader reader) throws IOException, InterruptedException {
        reader.chain("/api/v1/original-alarms?", this::original);
        for (Attempt a : attempts.values()) {
            int n = stored.getOrDefault(a.id, 0);
            findings.check(n >= a.answer().least, "acknowledged and not stored", a.id);
            findings.check(
                    n <= a.answer().most,
                    "stored more often than the answer allows",
                    a.id + " " + a.answer() + " " + n);
        }
        Set<Key> seen = new HashSet<>();
        reader.pages("/api/v1/alarms?view=all&sort=name", alarm -> alarm(alarm, seen));
        counts.keySet().forEach(k -> findings.check(seen.contains(k), "stored and not routed", k));
    }

    private void original(JsonNode original) {
        String id = original.path("description").asString("");
        Attempt a = attempts.get(id);
        findings.check(a != null, "stored and never sent", original);
        if (a == null) {
            return;
        }
        stored.merge(id, 1, Integer::sum);
        Key key = Key.of(a.occurrence);
        findings.check(
                Key.of(original).equals(key)
                        && original.get("status").asString().equals(a.firing ? "alarm" : "ok"),
                "not stored as it was sent",
                original);
        if (a.firing) {
            counts.merge(key, 1, Integer::sum);
            series.put(key, a.occurrence.series());
        }
    }

    private void alarm(JsonNode alarm, Set<Key> seen) {
        Key key = Key.of(alarm);
        findings.check(seen.add(key), "an alarm is there twice", key);
        int count = counts.getOrDefault(key, 0);
        findings.check(
                alarm.get("count").asInt() == count,
                "wrong count",
                key + " " + alarm.get("count") + " in place of " + count);
        findings.check(alarm.get("state").asString().equals("recovered"), "not recovered", key);
        Series of = series.get(key);
        if (of == null) {
            findings.check(false, "an alarm of nothing", alarm);
            return;
        }
        Rule rule = of.rule();
        taken.merge(rule, 1, Integer::sum);
        findings.check(
                alarm.path("ruleName").asString("").equals(rule == Rule.UNMATCHED ? "" : rule.name()),
                "taken by the wrong rule",
                alarm);
        String incident = alarm.path("incident").path("id").asString("");
        findings.check(incident.isEmpty() != rule.opensIncidents(), "with or without incident against its rule", alarm);
        if (!incident.isEmpty()) {
            incidents.computeIfAbsent(rule.incidentOf(of), g -> new HashSet<>()).add(incident);
            alarmsOf.merge(incident, 1, Integer::sum);
        }
    }
}
