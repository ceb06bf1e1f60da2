package io.opencoc.plugin.webhook;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import io.opencoc.api.BadPayloadException;
import io.opencoc.plugin.webhook.Node.Arr;
import io.opencoc.plugin.webhook.Node.Leaf;
import io.opencoc.plugin.webhook.Node.Obj;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One event of PagerDuty's Events API v2: checked as PagerDuty does, with its words. For one request. */
final class PagerDutyEvent {
    private static final int MAX_SUMMARY = 1024;
    private static final int MAX_KEY = 255;
    private static final int MAX_RAW = 65_536;

    private final Obj event;
    private final Obj payload;
    private final List<String> errors = new ArrayList<>();

    PagerDutyEvent(Obj event) {
        this.event = event;
        this.payload = event.get("payload") instanceof Obj object ? object : Obj.EMPTY;
    }

    /** Fails with all that is wrong; {@code routingKey} is the only one that is taken, null for any. */
    void check(@Nullable String routingKey) throws BadPayloadException {
        if (routingKey != null) {
            String given = required("'routing_key'", event.get("routing_key"));
            if (given != null && !same(given, routingKey)) {
                errors.add("Invalid routing key");
            }
        }
        String action = required("'event_action'", event.get("event_action"));
        if (action != null && !List.of("trigger", "acknowledge", "resolve").contains(action)) {
            errors.add(
                    "'event_action' is invalid (must be one of the following: 'trigger', 'acknowledge' or 'resolve')");
        }
        if ("trigger".equals(action)) {
            checkPayload();
        } else if (action != null) {
            required("'dedup_key'", event.get("dedup_key"));
        }
        Node key = event.get("dedup_key");
        if (key != null && !(key instanceof Leaf)) {
            errors.add("'dedup_key' must be a string");
        } else if (key instanceof Leaf leaf && leaf.text().length() > MAX_KEY) {
            errors.add("'dedup_key' is too long (maximum is " + MAX_KEY + " characters)");
        }
        if (!errors.isEmpty()) {
            throw PagerDutyReply.invalid(errors);
        }
    }

    private void checkPayload() {
        if (payload.entries().isEmpty()) {
            Node node = event.get("payload");
            errors.add(
                    node == null || node.isAbsent() || node instanceof Obj
                            ? "'payload' is missing or blank"
                            : "'payload' must be an object");
            return;
        }
        String summary = required("'payload.summary'", payload.get("summary"));
        if (summary != null && summary.length() > MAX_SUMMARY) {
            errors.add("'payload.summary' is too long (maximum is " + MAX_SUMMARY + " characters)");
        }
        required("'payload.source'", payload.get("source"));
        String severity = required("'payload.severity'", payload.get("severity"));
        if (severity != null && level(severity) == null) {
            errors.add(
                    "'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error' or 'info')");
        }
    }

    private @Nullable String required(String field, @Nullable Node node) {
        if (node == null || node.isAbsent()) {
            errors.add(field + " is missing or blank");
            return null;
        }
        if (!(node instanceof Leaf leaf)) {
            errors.add(field + " must be a string");
            return null;
        }
        return leaf.text();
    }

    /** Takes the same time wherever they differ. */
    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    boolean acknowledges() {
        return "acknowledge".equals(text(event, "event_action"));
    }

    /** The sender's key of the alert; null when it leaves it to us. */
    @Nullable
    String dedupKey() {
        return text(event, "dedup_key");
    }

    /** The alarm; only after {@link #check}, and not for an acknowledgement. */
    AlarmEvent alarm(String dedupKey, Instant now) {
        boolean recovered = "resolve".equals(text(event, "event_action"));
        String name = text(payload, "summary");
        String severity = text(payload, "severity");
        AlarmLevel level = severity == null ? null : level(severity);
        Instant time = time(now);
        Set<Node> used = Collections.newSetFromMap(new IdentityHashMap<>());
        for (String field : List.of("summary", "source", "severity", "group")) {
            use(used, payload.get(field));
        }
        if (time != now) {
            use(used, payload.get("timestamp"));
        }
        return AlarmEvent.builder(Fingerprint.fitting(dedupKey), name == null ? dedupKey : name)
                .alarmId(dedupKey)
                .level(level == null ? AlarmLevel.MAJOR : level)
                .status(recovered ? AlarmStatus.OK : AlarmStatus.ALARM)
                .startsAt(time)
                .endsAt(recovered ? time : null)
                .resourceName(text(payload, "source"))
                .application(text(payload, "group"))
                .url(url())
                .additional(additional(used))
                .raw(raw())
                .build();
    }

    private static void use(Set<Node> used, @Nullable Node node) {
        if (node != null) {
            used.add(node);
        }
    }

    private Map<String, String> additional(Set<Node> used) {
        Map<String, String> additional = new LinkedHashMap<>();
        for (String field : List.of("client", "client_url", "links", "images")) {
            Node node = event.get(field);
            if (node != null
                    && !node.isAbsent()
                    && !(node instanceof Arr array && array.elements().isEmpty())) {
                additional.put(field, JsonText.plain(node, 1024));
            }
        }
        new Additional(List.of(), true).collect(payload, payload, used, additional);
        return additional;
    }

    private @Nullable String url() {
        if (event.get("links") instanceof Arr links) {
            for (Node link : links.elements()) {
                String href = link instanceof Obj object ? text(object, "href") : null;
                if (href != null) {
                    return href;
                }
            }
        }
        return text(event, "client_url");
    }

    /** When it happened, as the sender says; a time that cannot be read loses no alarm. */
    private Instant time(Instant now) {
        String timestamp = text(payload, "timestamp");
        try {
            Instant time = timestamp == null ? null : Times.parse(timestamp, ZoneOffset.UTC);
            return time == null ? now : time;
        } catch (DateTimeException e) {
            return now;
        }
    }

    /** The event without the key, which is a secret. */
    private String raw() {
        Map<String, Node> entries = new LinkedHashMap<>(event.entries());
        entries.remove("routing_key");
        return JsonText.compact(new Obj(entries, 0, 0), MAX_RAW);
    }

    private static @Nullable String text(Obj object, String field) {
        return object.get(field) instanceof Leaf leaf && !leaf.isAbsent() ? leaf.text() : null;
    }

    private static @Nullable AlarmLevel level(String severity) {
        return switch (severity) {
            case "critical" -> AlarmLevel.CRITICAL;
            case "error" -> AlarmLevel.MAJOR;
            case "warning" -> AlarmLevel.MINOR;
            case "info" -> AlarmLevel.SUGGESTION;
            default -> null;
        };
    }
}
