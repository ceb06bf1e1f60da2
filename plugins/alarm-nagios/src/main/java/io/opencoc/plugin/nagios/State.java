package io.opencoc.plugin.nagios;

import io.opencoc.api.AlarmLevel;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.JsonText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The states of Nagios: OK, WARNING, CRITICAL and UNKNOWN of services, UP, DOWN and UNREACHABLE of hosts. */
final class State {
    private State() {}

    /** How bad a state is; null for one that is well. */
    static @Nullable AlarmLevel level(@Nullable String state) throws BadPayloadException {
        if (state == null) {
            throw new BadPayloadException("state is missing");
        }
        return switch (state.toUpperCase(Locale.ROOT)) {
            case "OK", "UP" -> null;
            case "CRITICAL", "DOWN" -> AlarmLevel.CRITICAL;
            case "UNREACHABLE" -> AlarmLevel.MAJOR;
            case "WARNING", "UNKNOWN" -> AlarmLevel.MINOR;
            default ->
                throw new BadPayloadException("state " + JsonText.shown(state)
                        + " is none of OK, WARNING, CRITICAL, UNKNOWN, UP, DOWN, UNREACHABLE");
        };
    }

    /** The level of an alarm in this state; what recovered is told with its state before, which may be missing. */
    static AlarmLevel ofAlarm(@Nullable String state) throws BadPayloadException {
        AlarmLevel level = state == null ? null : level(state);
        return level == null ? AlarmLevel.MAJOR : level;
    }
}
