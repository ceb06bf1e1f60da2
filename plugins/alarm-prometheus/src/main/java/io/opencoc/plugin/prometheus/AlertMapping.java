package io.opencoc.plugin.prometheus;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.api.JsonText;
import io.opencoc.plugin.prometheus.Batch.BadAlertException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which label becomes which field of an alarm; what becomes none is kept as additional entries. */
final class AlertMapping {
    private static final String UNNAMED = "(unnamed)";
    private static final int MAX_FINGERPRINT = 128;
    private static final String[] REGION = {"region", "zone", "availability_zone"};
    private static final String[] NAMESPACE = {"namespace"};
    private static final String[] APPLICATION = {"application", "app", "service"};
    private static final String[] RESOURCE_NAME = {"instance", "pod", "node", "host"};
    private static final String[] RESOURCE_ID = {"resource_id", "instance_id"};
    private static final String[] DESCRIPTION = {"description", "message", "summary"};

    private AlertMapping() {}

    /**
     * All but the times and the status. Takes the mapped labels out of the alert: the rest of that very map becomes the additional
     * entries.
     */
    static AlarmEvent.Builder builder(Alert alert, Map<String, String> envelope) throws BadAlertException {
        TreeMap<String, String> labels = alert.labels;
        String fingerprint = fingerprint(alert);
        String name = labels.remove("alertname");
        AlarmEvent.Builder event = AlarmEvent.builder(fingerprint, name == null ? UNNAMED : name)
                .level(level(labels))
                .region(takeFirst(labels, REGION))
                .namespace(takeFirst(labels, NAMESPACE))
                .application(takeFirst(labels, APPLICATION))
                .resourceName(takeFirst(labels, RESOURCE_NAME))
                .resourceId(takeFirst(labels, RESOURCE_ID))
                .description(first(alert.annotations, DESCRIPTION))
                .url(alert.generatorUrl)
                .raw(alert.raw);
        alert.annotations.forEach((key, value) -> labels.put("annotations." + key, value));
        envelope.forEach(labels::putIfAbsent);
        return event.additional(labels);
    }

    private static String fingerprint(Alert alert) throws BadAlertException {
        for (String label : alert.labels.keySet()) {
            if (!isValidName(label)) {
                throw new BadAlertException("invalid label set: invalid name " + JsonText.shown(label));
            }
        }
        String given = alert.fingerprint;
        if (!alert.labels.isEmpty() || given == null) {
            return Fingerprint.of(alert.labels);
        }
        if (given.isBlank() || given.length() > MAX_FINGERPRINT) {
            throw new BadAlertException("fingerprint is longer than " + MAX_FINGERPRINT + " characters or blank");
        }
        return given;
    }

    /** Newer Prometheus and Alertmanager allow any UTF-8, {@code service.name} for one; control characters help nobody. */
    private static boolean isValidName(String label) {
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (c < ' ' || c == 0x7F) {
                return false;
            }
        }
        return !label.isEmpty();
    }

    /** The level by the severity label, which stays an additional entry when its value is not known. */
    private static AlarmLevel level(Map<String, String> labels) {
        String severity = labels.get("severity");
        AlarmLevel level = severity == null ? null : byName(severity);
        if (level == null) {
            return AlarmLevel.MAJOR;
        }
        labels.remove("severity");
        return level;
    }

    private static @Nullable AlarmLevel byName(String severity) {
        return switch (severity.toLowerCase(Locale.ROOT)) {
            case "critical", "page", "emergency", "fatal" -> AlarmLevel.CRITICAL;
            case "major", "error", "high" -> AlarmLevel.MAJOR;
            case "warning", "warn", "minor", "medium" -> AlarmLevel.MINOR;
            case "info", "information", "none", "suggestion", "low" -> AlarmLevel.SUGGESTION;
            default -> null;
        };
    }

    private static @Nullable String takeFirst(Map<String, String> labels, String[] names) {
        for (String name : names) {
            String value = labels.remove(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable String first(Map<String, String> annotations, String[] names) {
        for (String name : names) {
            String value = annotations.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
