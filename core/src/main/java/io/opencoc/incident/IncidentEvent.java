package io.opencoc.incident;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.outbox.DomainEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to an incident. In JSON, {@code type} tells which. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = IncidentEvent.Created.class, name = IncidentEvent.CREATED),
    @JsonSubTypes.Type(value = IncidentEvent.Accepted.class, name = "incident.accepted"),
    @JsonSubTypes.Type(value = IncidentEvent.Rejected.class, name = IncidentEvent.REJECTED),
    @JsonSubTypes.Type(value = IncidentEvent.Resubmitted.class, name = IncidentEvent.RESUBMITTED),
    @JsonSubTypes.Type(value = IncidentEvent.Closed.class, name = "incident.closed"),
    @JsonSubTypes.Type(value = IncidentEvent.Forwarded.class, name = IncidentEvent.FORWARDED),
    @JsonSubTypes.Type(value = IncidentEvent.LevelChanged.class, name = "incident.levelChanged"),
    @JsonSubTypes.Type(value = IncidentEvent.Remarked.class, name = "incident.remarked"),
    @JsonSubTypes.Type(value = IncidentEvent.Handled.class, name = "incident.handled"),
    @JsonSubTypes.Type(value = IncidentEvent.Verified.class, name = "incident.verified"),
    @JsonSubTypes.Type(value = IncidentEvent.VerificationFailed.class, name = IncidentEvent.VERIFICATION_FAILED)
})
public sealed interface IncidentEvent extends DomainEvent {
    String CREATED = "incident.created";
    String REJECTED = "incident.rejected";
    String RESUBMITTED = "incident.resubmitted";
    String FORWARDED = "incident.forwarded";
    String VERIFICATION_FAILED = "incident.verificationFailed";

    /**
     * The incident after what happened.
     *
     * @param projectId of its enterprise project; null in events of versions before there were any
     * @param version of the incident, which is the event's
     */
    record Snapshot(
            UUID id,
            @Nullable UUID projectId,
            String number,
            String title,
            String level,
            IncidentState state,
            @Nullable String application,
            @Nullable String region,
            @Nullable String description,
            @Nullable Person owner,
            Person createdBy,
            Instant createdAt,
            long version) {

        static Snapshot of(Incident i) {
            return new Snapshot(
                    i.id(),
                    i.projectId(),
                    i.number(),
                    i.title(),
                    i.level(),
                    i.state(),
                    i.application(),
                    i.region(),
                    i.description(),
                    i.owner(),
                    i.createdBy(),
                    i.createdAt(),
                    i.version());
        }
    }

    Snapshot incident();

    /** When it happened. */
    Instant at();

    /** Who did it. */
    Person by();

    @Override
    default UUID aggregateId() {
        return incident().id();
    }

    @Override
    default long version() {
        return incident().version();
    }

    @Override
    default String type() {
        String name = getClass().getSimpleName();
        return "incident." + Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /**
     * It was created, by hand or by a forwarding rule.
     *
     * @param notifyOwner whether the owner is to be told
     * @param alarm that opened it; null when a person did
     */
    record Created(
            UUID eventId,
            Snapshot incident,
            Instant at,
            Person by,
            boolean notifyOwner,
            @Nullable AlarmRef alarm) implements IncidentEvent {}

    record Accepted(UUID eventId, Snapshot incident, Instant at, Person by) implements IncidentEvent {}

    record Rejected(UUID eventId, Snapshot incident, Instant at, Person by, String reason) implements IncidentEvent {}

    record Resubmitted(UUID eventId, Snapshot incident, Instant at, Person by) implements IncidentEvent {}

    record Closed(
            UUID eventId,
            Snapshot incident,
            Instant at,
            Person by,
            @Nullable String comment) implements IncidentEvent {}

    /** It has another owner. */
    record Forwarded(
            UUID eventId,
            Snapshot incident,
            Instant at,
            Person by,
            @Nullable String comment) implements IncidentEvent {}

    /**
     * It was upgraded or downgraded.
     *
     * @param from the level before
     */
    record LevelChanged(UUID eventId, Snapshot incident, Instant at, Person by, String from, String reason)
            implements IncidentEvent {}

    record Remarked(UUID eventId, Snapshot incident, Instant at, Person by, String text) implements IncidentEvent {}

    record Handled(UUID eventId, Snapshot incident, Instant at, Person by, String solution) implements IncidentEvent {}

    record Verified(
            UUID eventId,
            Snapshot incident,
            Instant at,
            Person by,
            @Nullable String comment) implements IncidentEvent {}

    record VerificationFailed(UUID eventId, Snapshot incident, Instant at, Person by, String comment)
            implements IncidentEvent {}
}
