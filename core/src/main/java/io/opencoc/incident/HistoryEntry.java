package io.opencoc.incident;

import io.opencoc.kernel.access.Person;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of an incident. Immutable.
 *
 * @param from old state, level or owner's name
 * @param to new state, level or owner's name
 * @param text what the person wrote, plain
 * @param alarm that did it; null for the steps of people
 */
public record HistoryEntry(
        UUID id,
        Instant at,
        Kind kind,
        Person by,
        @Nullable String from,
        @Nullable String to,
        @Nullable String text,
        @Nullable AlarmRef alarm) {

    /** What happened. */
    public enum Kind {
        CREATED,
        ACCEPTED,
        REJECTED,
        RESUBMITTED,
        CLOSED,
        FORWARDED,
        LEVEL_CHANGED,
        REMARKED,
        HANDLED,
        VERIFIED,
        VERIFICATION_FAILED,
        ALARM_ATTACHED,
        ALARM_RECOVERED,
        ALARMS_RECOVERED
    }
}
