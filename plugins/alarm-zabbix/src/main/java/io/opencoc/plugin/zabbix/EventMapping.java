package io.opencoc.plugin.zabbix;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.JsonText;
import io.opencoc.api.Settings;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which macro becomes which field of an alarm; what becomes none is kept as additional entries. */
final class EventMapping {
    private static final int MAX_DIGITS = 20;
    private static final String[] APPLICATION = {"application", "app", "service"};
    private static final String[] REGION = {"region", "zone", "availability_zone"};

    private EventMapping() {}

    /** The alarm; null for what changes none: comments, acknowledgements, and events of discovery. */
    static @Nullable AlarmEvent alarm(Event event, InboundRequest request) throws BadPayloadException {
        String eventId = number(event, "event_id");
        if (eventId == null) {
            throw new BadPayloadException("event_id is missing: use the media type of the integration's instructions");
        }
        boolean update = isYes(event, "event_update_status");
        String action = event.get("event_update_action");
        boolean newSeverity = action != null && action.contains("changed severity");
        if (update && !newSeverity || isDiscovery(event)) {
            return null;
        }
        boolean recovered = !isYes(event, "event_value");
        Settings settings = request.settings();
        Instant now = request.receivedAt();
        Instant began = EventTime.take(event, "event_timestamp", "event_time", settings);
        Instant ended = EventTime.take(event, "event_recovery_timestamp", "event_recovery_time", settings);
        if (update && (recovered || ended != null)) {
            return null;
        }
        Instant startsAt = Objects.requireNonNullElse(began, now);
        Instant endsAt = Objects.requireNonNullElse(ended, now);
        String triggerId = number(event, "trigger_id");
        String message = event.take("message");
        return AlarmEvent.builder(fingerprint(eventId, triggerId, settings), name(event))
                .alarmId(eventId)
                .level(level(event))
                .status(recovered ? AlarmStatus.OK : AlarmStatus.ALARM)
                .startsAt(startsAt)
                .endsAt(!recovered ? null : endsAt.isBefore(startsAt) ? startsAt : endsAt)
                .region(tag(event, REGION))
                .application(tag(event, APPLICATION))
                .resourceName(event.take("host_name"))
                .resourceId(event.take("host_id"))
                .description(message == null ? event.get("opdata") : message)
                .url(url(event, eventId, triggerId))
                .additional(additional(event))
                .raw(new String(request.body(), UTF_8))
                .build();
    }

    /** A recovery carries its problem's event id. By trigger, all problems of one trigger are the same alarm. */
    private static String fingerprint(String eventId, @Nullable String triggerId, Settings settings) {
        boolean byTrigger = settings.text("sameAlarm", "event").equals("trigger");
        return byTrigger && triggerId != null ? "trigger-" + triggerId : eventId;
    }

    private static String name(Event event) throws BadPayloadException {
        String name = event.take("event_name");
        String subject = event.take("subject");
        if (name == null && subject == null) {
            throw new BadPayloadException("event_name is missing");
        }
        return name == null ? Objects.requireNonNull(subject) : name;
    }

    private static AlarmLevel level(Event event) throws BadPayloadException {
        String severity = event.take("event_nseverity");
        if (severity == null) {
            return AlarmLevel.MAJOR;
        }
        return switch (severity) {
            case "5" -> AlarmLevel.CRITICAL;
            case "4" -> AlarmLevel.MAJOR;
            case "3", "2" -> AlarmLevel.MINOR;
            case "1", "0" -> AlarmLevel.SUGGESTION;
            default -> throw new BadPayloadException("event_nseverity " + JsonText.shown(severity) + " is not 0 to 5");
        };
    }

    /** Sources 1 and 2, discovery and autoregistration, have other values than problem and recovery. */
    private static boolean isDiscovery(Event event) {
        String source = event.get("event_source");
        return "1".equals(source) || "2".equals(source);
    }

    private static boolean isYes(Event event, String field) throws BadPayloadException {
        String value = event.take(field);
        if (value == null) {
            if (field.equals("event_value")) {
                throw new BadPayloadException("event_value is missing: 1 is a problem, 0 its recovery");
            }
            return false;
        }
        return switch (value) {
            case "1" -> true;
            case "0" -> false;
            default -> throw new BadPayloadException(field + " " + JsonText.shown(value) + " is neither 0 nor 1");
        };
    }

    private static @Nullable String number(Event event, String field) throws BadPayloadException {
        String value = event.get(field);
        if (value != null && (value.length() > MAX_DIGITS || !value.chars().allMatch(c -> c >= '0' && c <= '9'))) {
            throw new BadPayloadException(field + " " + JsonText.shown(value) + " is not a number");
        }
        return value;
    }

    private static @Nullable String tag(Event event, String[] names) {
        for (String name : names) {
            String value = event.tags.get(name);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return null;
    }

    /** The problem in Zabbix's own console, where the global macro {$ZABBIX.URL} is set. */
    private static @Nullable String url(Event event, String eventId, @Nullable String triggerId) {
        String base = event.take("zabbix_url");
        if (base == null || triggerId == null || !base.startsWith("http://") && !base.startsWith("https://")) {
            return null;
        }
        return base + (base.endsWith("/") ? "" : "/") + "tr_events.php?triggerid=" + URLEncoder.encode(triggerId, UTF_8)
                + "&eventid=" + URLEncoder.encode(eventId, UTF_8);
    }

    private static Map<String, String> additional(Event event) {
        event.take("event_id");
        Map<String, String> additional = new TreeMap<>(event.rest());
        event.tags.forEach((tag, value) -> additional.put("tags." + tag, value));
        return additional;
    }
}
