package io.opencoc.plugin.nagios;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.JsonText;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a notification means: by its type a problem, a recovery, flapping, or nothing that is an alarm. */
final class Notification {
    /** The name of a host's own problem, which has no service. */
    static final String HOST_CHECK = "Host check";

    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private Notification() {}

    /** What a type means. */
    private enum Meaning {
        PROBLEM,
        RECOVERY,
        FLAPPING,
        CALM,
        NOTHING
    }

    /** The alarm; null for what changes none: acknowledgements, downtimes, and custom messages about what is well. */
    static @Nullable AlarmEvent alarm(Fields fields, InboundRequest request) throws BadPayloadException {
        String type = required(fields, "notification_type").toUpperCase(Locale.ROOT);
        String host = required(fields, "host");
        String service = fields.take("service");
        String state = fields.take("state");
        Meaning meaning = meaning(type, state);
        if (meaning == Meaning.NOTHING) {
            return null;
        }
        boolean flaps = meaning == Meaning.FLAPPING || meaning == Meaning.CALM;
        boolean fires = meaning == Meaning.PROBLEM || meaning == Meaning.FLAPPING;
        Instant changed = time(fields, "last_state_change");
        Instant sent = time(fields, "time");
        Instant began = flaps || changed == null ? sent : changed;
        Instant when = began == null ? request.receivedAt() : began;
        String name = service == null ? HOST_CHECK : service;
        String lastState = fields.take("last_state");
        String output = fields.take("output");
        String more = fields.take("long_output");
        AlarmEvent.Builder event = AlarmEvent.builder(
                        Fingerprint.of(host, service, flaps), flaps ? name + " is flapping" : name)
                .alarmId(flaps ? null : problemId(fields))
                .level(flaps ? AlarmLevel.MINOR : State.ofAlarm(fires ? state : lastState))
                .status(fires ? AlarmStatus.ALARM : AlarmStatus.OK)
                .startsAt(when)
                .endsAt(fires ? null : when)
                .resourceName(host)
                .resourceId(fields.take("host_address"))
                .description(more == null ? output : (output == null ? "" : output + "\n") + more.replace("\\n", "\n"))
                .url(fields.take("notes_url"))
                .raw(new String(request.body(), UTF_8));
        if (state != null) {
            fields.rest().put("state", state);
        }
        fields.rest().put("notification_type", type);
        return event.additional(fields.rest()).build();
    }

    private static Meaning meaning(String type, @Nullable String state) throws BadPayloadException {
        return switch (type) {
            case "PROBLEM" -> {
                if (State.level(state) == null) {
                    throw new BadPayloadException("state " + JsonText.shown(String.valueOf(state)) + " is no problem");
                }
                yield Meaning.PROBLEM;
            }
            case "RECOVERY" -> Meaning.RECOVERY;
            case "FLAPPINGSTART" -> Meaning.FLAPPING;
            case "FLAPPINGSTOP", "FLAPPINGDISABLED" -> Meaning.CALM;
            case "CUSTOM" -> State.level(state) == null ? Meaning.NOTHING : Meaning.PROBLEM;
            case "ACKNOWLEDGEMENT", "DOWNTIMESTART", "DOWNTIMEEND", "DOWNTIMECANCELLED" -> Meaning.NOTHING;
            default -> throw new BadPayloadException("notification_type " + JsonText.shown(type) + " is not known");
        };
    }

    private static String required(Fields fields, String name) throws BadPayloadException {
        String value = fields.take(name);
        if (value == null) {
            throw new BadPayloadException(name + " is missing: use the script of the integration's instructions");
        }
        return value;
    }

    /** Nagios writes 0 for none. */
    private static @Nullable String problemId(Fields fields) {
        String now = fields.take("problem_id");
        String last = fields.take("last_problem_id");
        return now != null && !now.equals("0") ? now : last != null && !last.equals("0") ? last : null;
    }

    private static @Nullable Instant time(Fields fields, String field) throws BadPayloadException {
        String text = fields.take(field);
        if (text == null || text.equals("0")) {
            return null;
        }
        try {
            long seconds = Long.parseLong(text);
            if (seconds > 0 && seconds <= LAST_SECOND) {
                return Instant.ofEpochSecond(seconds);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new BadPayloadException(field + " " + JsonText.shown(text) + " is not a number of seconds since 1970");
    }
}
