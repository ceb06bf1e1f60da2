package io.opencoc.plugin.grafana;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import io.opencoc.api.JsonText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which field of an alert becomes which field of an alarm; labels that become none are kept as additional entries. The alarms that Grafana
 * makes of its own when a rule cannot be evaluated ({@code DatasourceError}, {@code DatasourceNoData}) are all of the same name there: here
 * each says its rule.
 */
final class AlertMapping {
    private static final int MAX_FINGERPRINT = 128;
    private static final Instant GO_ZERO = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final String[] REGION = {"region", "zone", "availability_zone"};
    private static final String[] NAMESPACE = {"namespace"};
    private static final String[] APPLICATION = {"application", "app", "service"};
    private static final String[] RESOURCE_NAME = {"instance", "pod", "node", "host"};
    private static final String[] RESOURCE_ID = {"resource_id", "instance_id"};
    private static final String[] DESCRIPTION = {"description", "message", "summary", "Error"};
    private static final String[] BLIND_DESCRIPTION = {"Error", "description", "message", "summary"};
    private static final String[] LINKS = {"dashboardURL", "panelURL", "silenceURL", "imageURL", "valueString"};

    private AlertMapping() {}

    /** Why an alert cannot be used. */
    static final class BadAlertException extends Exception {
        private static final long serialVersionUID = 1L;

        BadAlertException(String message) {
            super(message, null, false, false);
        }
    }

    static AlarmEvent event(Alert alert, Map<String, String> envelope, Instant now) throws BadAlertException {
        if (alert.problem != null) {
            throw new BadAlertException(alert.problem);
        }
        TreeMap<String, String> rest = new TreeMap<>(alert.labels);
        String alertname = Objects.requireNonNullElse(rest.remove("alertname"), "(unnamed)");
        String rule = alert.labels.get("rulename");
        boolean blind = alertname.equals("DatasourceError") || alertname.equals("DatasourceNoData");
        if (blind) {
            rest.put("alertname", alertname);
        }
        Instant startsAt = Objects.requireNonNullElse(time(alert, "startsAt"), now);
        Instant endsAt = time(alert, "endsAt");
        boolean recovered = recovered(alert);
        if (recovered && endsAt != null && endsAt.isBefore(startsAt)) {
            throw new BadAlertException("endsAt is before startsAt");
        }
        AlarmEvent.Builder event = AlarmEvent.builder(
                        fingerprint(alert), blind && rule != null ? alertname + ": " + rule : alertname)
                .level(level(rest, blind ? AlarmLevel.MINOR : AlarmLevel.MAJOR))
                .status(recovered ? AlarmStatus.OK : AlarmStatus.ALARM)
                .startsAt(startsAt)
                .endsAt(recovered ? Objects.requireNonNullElse(endsAt, now) : null)
                .region(takeFirst(rest, REGION))
                .namespace(takeFirst(rest, NAMESPACE))
                .application(takeFirst(rest, APPLICATION))
                .resourceName(takeFirst(rest, RESOURCE_NAME))
                .resourceId(takeFirst(rest, RESOURCE_ID))
                .description(first(alert.annotations, blind ? BLIND_DESCRIPTION : DESCRIPTION))
                .url(alert.fields.get("generatorURL"))
                .raw(alert.raw);
        alert.annotations.forEach((name, value) -> rest.put("annotations." + name, value));
        alert.values.forEach((name, value) -> rest.put("values." + name, value));
        for (String link : LINKS) {
            String value = alert.fields.get(link);
            if (value != null) {
                rest.put(link, value);
            }
        }
        envelope.forEach(rest::putIfAbsent);
        return event.additional(rest).build();
    }

    /** Grafana's own: it also covers labels that are not sent, so that it cannot be computed here. */
    private static String fingerprint(Alert alert) throws BadAlertException {
        String given = alert.fields.get("fingerprint");
        if (given == null || given.isBlank()) {
            throw new BadAlertException("fingerprint is missing");
        }
        if (given.length() > MAX_FINGERPRINT) {
            throw new BadAlertException("fingerprint is longer than " + MAX_FINGERPRINT + " characters");
        }
        return given;
    }

    private static boolean recovered(Alert alert) throws BadAlertException {
        String status = alert.fields.get("status");
        if (status == null) {
            throw new BadAlertException("status is missing");
        }
        return switch (status) {
            case "firing" -> false;
            case "resolved" -> true;
            default ->
                throw new BadAlertException("status " + JsonText.shown(status) + " is neither firing nor resolved");
        };
    }

    /** The time; null for none, which Go writes as the year 1. */
    private static @Nullable Instant time(Alert alert, String field) throws BadAlertException {
        String text = alert.fields.get(field);
        if (text == null) {
            return null;
        }
        Instant time;
        try {
            time = Instant.parse(text);
        } catch (DateTimeException e) {
            throw new BadAlertException(field + " " + JsonText.shown(text) + " is not an RFC 3339 time");
        }
        if (time.equals(GO_ZERO)) {
            return null;
        }
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST)) {
            throw new BadAlertException(field + " " + JsonText.shown(text) + " is not in the years 1970 to 9999");
        }
        return time;
    }

    /** The level by the severity label, which stays an additional entry when its value is not known. */
    private static AlarmLevel level(Map<String, String> labels, AlarmLevel otherwise) {
        String severity = labels.get("severity");
        AlarmLevel level = severity == null ? null : byName(severity);
        if (level == null) {
            return otherwise;
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
