package io.opencoc.todo;

import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.access.Target;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A to-do.
 *
 * @param number for people, as {@code TODO000123}
 * @param projectId of its enterprise project
 * @param type {@code scheduledIncident}, {@code riskWarning} or {@code other}
 * @param severity {@code critical}, {@code major}, {@code minor} or {@code suggestion}
 * @param owners engineers, at least one
 * @param deadline when it is to be closed
 * @param solution that is recommended
 * @param createdBy the user who made it
 * @param acceptedBy the owner who took it on, an engineer; null while nobody has
 * @param endedAt when it was closed or cancelled
 * @param version one more with each step
 */
public record Todo(
        UUID id,
        String number,
        UUID projectId,
        String name,
        String description,
        String type,
        String severity,
        TodoState state,
        List<Person> owners,
        TodoNotification notification,
        Instant deadline,
        List<String> labels,
        String solution,
        Person createdBy,
        @Nullable Person acceptedBy,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant endedAt,
        long version) {

    /** The number for people. */
    static String number(long value) {
        return String.format(Locale.ROOT, "TODO%06d", value);
    }

    /** What permissions are asked on. */
    Target target() {
        return Target.of(projectId, id);
    }

    /** Whether it is open past its deadline. */
    boolean isOverdue(Instant now) {
        return state.open() && deadline.isBefore(now);
    }
}
