package io.opencoc.todo;

import io.opencoc.kernel.access.Person;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of a to-do. Immutable.
 *
 * @param from old state; null when it stayed
 * @param to new state; null when it stayed
 * @param text what the person wrote, or the name of the file; plain
 */
public record TodoHistoryEntry(
        UUID id,
        Instant at,
        Kind kind,
        Person by,
        @Nullable String from,
        @Nullable String to,
        @Nullable String text) {

    /** What happened. */
    public enum Kind {
        CREATED,
        UPDATED,
        ACCEPTED,
        CLOSED,
        CANCELLED,
        REMARKED,
        ATTACHED,
        DETACHED,
        OVERDUE
    }
}
