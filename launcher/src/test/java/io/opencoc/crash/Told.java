package io.opencoc.crash;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What the alarms led to: one incident for each group, one notification for each incident, one mail for each notification. A second mail is
 * right only when a crash kept the outcome of the first from being recorded: then the delivery log has more tries begun than ended.
 */
final class Told {
    private final StoredAlarms alarms;
    private final Map<String, Integer> mails;
    private final Findings findings;
    private final Map<String, String> notifications = new HashMap<>();
    private final Set<String> incidents = new HashSet<>();
    private int repeated;

    /** @param mails how often each came, by notification */
    Told(StoredAlarms alarms, Map<String, Integer> mails, Findings findings) {
        this.alarms = alarms;
        this.mails = mails;
        this.findings = findings;
    }

    int incidents() {
        return incidents.size();
    }

    /** Notifications with more than one mail, each for a reason. */
    int repeated() {
        return repeated;
    }

    void check(Reader reader) throws IOException, InterruptedException {
        Set<String> expected = new HashSet<>();
        alarms.incidents().forEach((group, ids) -> {
            findings.check(ids.size() == 1, "a group has several incidents", group + " " + ids);
            ids.forEach(id -> findings.check(expected.add(id), "an incident has alarms of several groups", id));
        });
        reader.pages("/api/v1/incidents?sort=number", i -> incident(i, expected));
        findings.check(incidents.containsAll(expected), "an alarm's incident is not there", expected.size());
        Map<String, JsonNode> several = new HashMap<>();
        reader.pages("/api/v1/notifications?sort=createdAt", n -> notification(n, several));
        findings.check(
                notifications.size() == incidents.size(),
                "incidents without notification",
                incidents.size() - notifications.size());
        for (JsonNode n : several.values()) {
            severalMails(n, reader.get("/api/v1/notifications/" + n.get("id").asString()));
        }
        mails.keySet().forEach(id -> findings.check(notifications.containsValue(id), "a mail of no notification", id));
        reader.pages("/api/v1/forwarding-rules?", this::rule);
    }

    private void incident(JsonNode i, Set<String> expected) {
        String id = i.get("id").asString();
        findings.check(incidents.add(id) && expected.contains(id), "an incident of no alarm", i);
        findings.check(
                i.get("alarmCount").asInt() == alarms.alarmsOf(id),
                "an incident's number of alarms is wrong",
                id + " " + i.get("alarmCount") + " in place of " + alarms.alarmsOf(id));
        findings.check(i.has("alarmsRecoveredAt"), "an incident does not say that its alarms recovered", id);
    }

    private void notification(JsonNode n, Map<String, JsonNode> several) {
        String id = n.get("id").asString();
        String incident = n.path("incident").path("id").asString("");
        findings.check(
                n.get("event").asString().equals("incidentCreated") && incidents.contains(incident),
                "a notification of something else",
                n);
        findings.check(notifications.put(incident, id) == null, "an incident has several notifications", incident);
        findings.check(n.get("state").asString().equals("sent"), "a notification is not sent", n);
        int came = mails.getOrDefault(id, 0);
        findings.check(came > 0, "a notification without mail", n);
        if (came > 1) {
            several.put(id, n);
        }
    }

    private void severalMails(JsonNode n, JsonNode detail) {
        String id = n.get("id").asString();
        int began = n.get("attempts").asInt();
        int ended = detail.get("tries").size();
        int came = mails.getOrDefault(id, 0);
        findings.check(
                came <= began && ended < began,
                "several mails without reason",
                came + " mails, " + ended + " tries of " + began + ": " + id);
        repeated++;
    }

    private void rule(JsonNode rule) {
        int taken = alarms.taken().getOrDefault(Rule.valueOf(rule.get("name").asString()), 0);
        findings.check(
                rule.get("hits").asInt() == taken,
                "a rule counted wrong",
                rule.get("name") + " " + rule.get("hits") + " in place of " + taken);
    }
}
