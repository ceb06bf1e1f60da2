package io.opencoc.plugin.prometheus;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.JsonReader;
import java.util.ArrayList;
import java.util.List;

/** The alerts of one request: those that become alarms and what was wrong with the others. */
final class Batch {
    private static final int MAX_ALERTS = 10_000;
    private static final int MAX_PROBLEMS = 100;

    private final List<AlarmEvent> alarms = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int bad;

    /** Turns an alert into an alarm. */
    interface Mapping {
        AlarmEvent event(Alert alert) throws BadAlertException;
    }

    /** Why an alert cannot be used. */
    static final class BadAlertException extends Exception {
        private static final long serialVersionUID = 1L;

        BadAlertException(String message) {
            super(message, null, false, false);
        }
    }

    /** The next value, an array of alerts. */
    static List<Alert> read(JsonReader json, byte[] body) throws BadPayloadException {
        AlertReader reader = new AlertReader(json, body);
        List<Alert> alerts = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            if (alerts.size() == MAX_ALERTS) {
                throw json.problem("more than " + MAX_ALERTS + " alerts in one request");
            }
            alerts.add(reader.read(alerts.size()));
        }
        json.endArray();
        return alerts;
    }

    void add(Alert alert, Mapping mapping) {
        String problem = alert.problem;
        if (problem == null) {
            try {
                alarms.add(mapping.event(alert));
                return;
            } catch (BadAlertException e) {
                problem = String.valueOf(e.getMessage());
            }
        }
        if (++bad <= MAX_PROBLEMS) {
            problems.add("alerts[" + alert.index + "]: " + problem);
        }
    }

    List<AlarmEvent> alarms() {
        return alarms;
    }

    /** One line for each alert that is left out; when there are very many, the last line counts the rest. */
    List<String> problems() {
        if (bad > MAX_PROBLEMS && problems.size() == MAX_PROBLEMS) {
            problems.add("… and " + (bad - MAX_PROBLEMS) + " more");
        }
        return problems;
    }

    /** All problems in one line, as Alertmanager writes them. */
    String summary() {
        return (bad > 1 ? bad + " errors: " : "") + String.join("; ", problems());
    }
}
