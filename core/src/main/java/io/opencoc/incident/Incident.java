package io.opencoc.incident;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.opencoc.kernel.access.Person;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An incident.
 *
 * @param number for people, as {@code INC000123}
 * @param projectId of its enterprise project
 * @param level {@code P1} to {@code P5}
 * @param source {@code manual}, {@code transfer} (opened by a forwarding rule) or {@code alarm}
 * @param owner the engineer whose it is; null for nobody
 * @param rule the forwarding rule that opened it; null when none did
 * @param recoveredAt when the service was back, as its handler said
 * @param alarmsRecoveredAt when the last of its alarms recovered; null while one fires, or without alarms
 * @param version one more with each step
 * @param notifyOwner whether the owner is told of its creation
 */
public record Incident(
        UUID id,
        String number,
        UUID projectId,
        String title,
        @Nullable String description,
        String level,
        IncidentState state,
        String category,
        String source,
        @Nullable String region,
        @Nullable String application,
        @Nullable Person owner,
        Person createdBy,
        @Nullable Person rule,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant resolvedAt,
        @Nullable Instant endedAt,
        @Nullable Instant recoveredAt,
        @Nullable Instant alarmsRecoveredAt,
        long alarmCount,
        @Nullable String cause,
        @Nullable String solution,
        @Nullable String rejectReason,
        long version,
        @JsonIgnore boolean notifyOwner) {

    /** The number for people. */
    static String number(long value) {
        return String.format(java.util.Locale.ROOT, "INC%06d", value);
    }

    /** How others speak of it. */
    IncidentRef ref() {
        return new IncidentRef(id, projectId, number, title, state, level);
    }
}
