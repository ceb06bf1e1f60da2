package io.opencoc.kernel.plugin;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.Reply;
import io.opencoc.kernel.plugin.PluginCallException.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The limits of what a source may return: the one place that cuts texts, as {@link AlarmEvent} says, and takes out what the database
 * cannot store. An alarm without an identity becomes a problem; a good one is passed on as the same object.
 */
final class AlarmLimits {
    static final int MAX_ALARMS = 10_000;
    static final int MAX_PROBLEMS = 100;

    private static final int FINGERPRINT = 128;
    private static final int NAME = 255;
    private static final int TEXT = 1024;
    private static final int DESCRIPTION = 4096;
    private static final int RAW = 65_536;
    private static final int ADDITIONAL = 64;
    private static final int REPLY = 65_536;
    private static final Set<String> HANDSHAKE = Set.of("allow", "webhook-allowed-origin", "webhook-allowed-rate");
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private AlarmLimits() {}

    /**
     * Checks what a source returned.
     *
     * @throws BadPayloadException if there are too many alarms
     * @throws PluginCallException if it is nothing that a source may return
     */
    static ParsedRequest check(@Nullable ParsedRequest parsed) throws BadPayloadException {
        if (parsed == null) {
            throw new PluginCallException(Kind.DEFECT, "parse() returned null");
        }
        if (parsed.alarms().size() > MAX_ALARMS) {
            throw new BadPayloadException("more than " + MAX_ALARMS + " alarms in one request");
        }
        checkReply(parsed.accepted());
        List<AlarmEvent> alarms = new ArrayList<>(parsed.alarms().size());
        List<String> problems = new ArrayList<>(parsed.problems());
        boolean changed = false;
        for (AlarmEvent alarm : parsed.alarms()) {
            String problem = problem(alarm);
            if (problem == null) {
                AlarmEvent fitting = fit(alarm);
                changed |= fitting != alarm;
                alarms.add(fitting);
            } else {
                changed = true;
                problems.add("alarm " + (alarms.size() + 1) + ": " + problem);
            }
        }
        if (!changed && problems.isEmpty()) {
            return parsed;
        }
        return new ParsedRequest(alarms, fewer(problems), parsed.accepted());
    }

    @SuppressWarnings("ConstantConditions") // the types say not null; what a stranger returns need not keep to that
    private static @Nullable String problem(AlarmEvent alarm) {
        if (isBlank(alarm.fingerprint())) {
            return "it has no fingerprint";
        }
        if (alarm.fingerprint().length() > FINGERPRINT) {
            return "its fingerprint is longer than " + FINGERPRINT + " characters";
        }
        if (isBlank(alarm.name())) {
            return "it has no name";
        }
        if (alarm.level() == null || alarm.status() == null || alarm.startsAt() == null) {
            return "it has no level, no status or no start";
        }
        if (isOutside(alarm.startsAt()) || isOutside(alarm.endsAt()) || isOutside(alarm.expiresAt())) {
            return "a time of it is not in the years 1970 to 9999";
        }
        return null;
    }

    private static AlarmEvent fit(AlarmEvent a) {
        String fingerprint = text(a.fingerprint(), FINGERPRINT);
        String id = a.alarmId() == null ? fingerprint : text(a.alarmId(), TEXT);
        String name = text(a.name(), NAME);
        String namespace = optional(a.namespace(), TEXT);
        String region = optional(a.region(), TEXT);
        String application = optional(a.application(), TEXT);
        String resourceName = optional(a.resourceName(), TEXT);
        String resourceId = optional(a.resourceId(), TEXT);
        String description = optional(a.description(), DESCRIPTION);
        String url = optional(a.url(), TEXT);
        Map<String, String> additional = additional(a.additional());
        String raw = raw(a.raw());
        // identity is enough to see whether anything was cut: what fits comes back as it is
        boolean same = fingerprint == a.fingerprint()
                && id == a.alarmId()
                && name == a.name()
                && namespace == a.namespace()
                && region == a.region()
                && application == a.application()
                && resourceName == a.resourceName()
                && resourceId == a.resourceId()
                && description == a.description()
                && url == a.url()
                && additional == a.additional()
                && raw == a.raw();
        return same
                ? a
                : new AlarmEvent(
                        fingerprint,
                        id,
                        name,
                        a.level(),
                        a.status(),
                        a.startsAt(),
                        a.endsAt(),
                        a.expiresAt(),
                        namespace,
                        region,
                        application,
                        resourceName,
                        resourceId,
                        description,
                        url,
                        additional,
                        raw);
    }

    /** It is kept as bytes, so that only its length matters; and it is most of what comes in. */
    private static String raw(@Nullable String raw) {
        if (raw == null) {
            return "";
        }
        return raw.length() <= RAW && raw.indexOf(0) < 0 ? raw : text(raw, RAW);
    }

    private static Map<String, String> additional(@Nullable Map<String, String> entries) {
        if (entries == null) {
            return Map.of();
        }
        boolean fits = entries.size() <= ADDITIONAL;
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            String key = entry.getKey();
            String value = entry.getValue();
            fits = fits && key != null && value != null && text(key, NAME) == key && text(value, TEXT) == value;
        }
        if (fits) {
            return entries;
        }
        Map<String, String> cut = new TreeMap<>();
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            if (cut.size() < ADDITIONAL && entry.getKey() != null && entry.getValue() != null) {
                cut.put(text(entry.getKey(), NAME), text(entry.getValue(), TEXT));
            }
        }
        return cut;
    }

    private static @Nullable String optional(@Nullable String text, int limit) {
        return text == null ? null : text(text, limit);
    }

    /** The same object if it fits; else cut, never inside a surrogate pair, and with U+FFFD for what PostgreSQL does not take. */
    static String text(String text, int limit) {
        int length = Math.min(text.length(), limit);
        if (!hasOdd(text, length)) {
            return length == text.length() ? text : text.substring(0, length);
        }
        if (length < text.length() && Character.isHighSurrogate(text.charAt(length - 1))) {
            length--;
        }
        StringBuilder clean = new StringBuilder(length);
        text.substring(0, length)
                .codePoints()
                .map(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(clean::appendCodePoint);
        return clean.compareTo(new StringBuilder(text)) == 0 ? text : clean.toString();
    }

    private static boolean hasOdd(String text, int length) {
        for (int i = 0; i < length; i++) {
            if (isOdd(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOdd(char c) {
        return c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static List<String> fewer(List<String> problems) {
        List<String> shown = new ArrayList<>();
        for (String problem : problems.subList(0, Math.min(problems.size(), MAX_PROBLEMS))) {
            shown.add(text(problem, TEXT));
        }
        if (problems.size() > MAX_PROBLEMS) {
            shown.add("… and " + (problems.size() - MAX_PROBLEMS) + " more");
        }
        return shown;
    }

    @SuppressWarnings("ConstantConditions")
    /**
     * Checks what a source answers to OPTIONS: nothing but what belongs there goes out in the server's name.
     *
     * @throws PluginCallException if it is nothing that a source may return
     */
    static Map<String, String> checkHandshake(@Nullable Map<String, String> headers) {
        if (headers == null) {
            throw new PluginCallException(Kind.DEFECT, "handshake() returned null");
        }
        Map<String, String> checked = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            if (name == null || !HANDSHAKE.contains(name.toLowerCase(Locale.ROOT))) {
                throw new PluginCallException(
                        Kind.DEFECT, "handshake() must not set the header " + text(name + "", 50));
            }
            if (value == null || value.length() > NAME || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw new PluginCallException(Kind.DEFECT, "handshake() set " + name + " to what no header can hold");
            }
            checked.put(name, value);
        });
        return checked;
    }

    private static void checkReply(Reply reply) {
        if (reply == null || reply.contentType() == null || reply.body() == null) {
            throw new PluginCallException(Kind.DEFECT, "the reply is null");
        }
        if (reply.body().length() > REPLY || reply.contentType().chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new PluginCallException(Kind.DEFECT, "the reply is too long or its content type is not one");
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static boolean isOutside(@Nullable Instant time) {
        return time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST));
    }
}
