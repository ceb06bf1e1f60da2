package io.opencoc.notification;

import io.opencoc.engineer.EngineerService;
import io.opencoc.incident.IncidentEvent;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.outbox.Subscriber;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns events of incidents into delivery rows, in the transaction that takes the event off the outbox. Who is told: of a creation (when
 * the incident says so), a new submission and a failed verification the owner, of a forwarding the new owner, of a rejection the creator
 * if that is an engineer.
 */
final class IncidentMessages {
    private final EngineerService engineers;
    private final Drafts drafts;

    IncidentMessages(EngineerService engineers, Drafts drafts) {
        this.engineers = engineers;
        this.drafts = drafts;
    }

    Subscriber<IncidentEvent> subscriber() {
        return new Subscriber<>(
                "notification",
                Set.of(
                        IncidentEvent.CREATED,
                        IncidentEvent.FORWARDED,
                        IncidentEvent.REJECTED,
                        IncidentEvent.RESUBMITTED,
                        IncidentEvent.VERIFICATION_FAILED),
                IncidentEvent.class,
                false,
                this::tell);
    }

    private Uni<Void> tell(Tx tx, IncidentEvent event) {
        UUID recipient = recipient(event);
        if (recipient == null) {
            return Uni.createFrom().voidItem();
        }
        return engineers.find(tx, recipient).chain(engineer -> {
            if (engineer == null) {
                return Uni.createFrom().voidItem();
            }
            Message message = MessageTexts.of(event, engineer.language());
            return drafts.write(
                    tx, engineer, About.incident(event.eventId(), kind(event), event.aggregateId()), message);
        });
    }

    static @Nullable UUID recipient(IncidentEvent event) {
        Person person =
                switch (event) {
                    case IncidentEvent.Created e ->
                        e.notifyOwner() ? e.incident().owner() : null;
                    case IncidentEvent.Forwarded e -> e.incident().owner();
                    case IncidentEvent.Resubmitted e -> e.incident().owner();
                    case IncidentEvent.VerificationFailed e -> e.incident().owner();
                    case IncidentEvent.Rejected e -> e.incident().createdBy();
                    default -> null;
                };
        return person == null ? null : person.id();
    }

    private static NotificationEvent kind(IncidentEvent event) {
        return switch (event) {
            case IncidentEvent.Created e -> NotificationEvent.INCIDENT_CREATED;
            case IncidentEvent.Forwarded e -> NotificationEvent.INCIDENT_FORWARDED;
            case IncidentEvent.Rejected e -> NotificationEvent.INCIDENT_REJECTED;
            case IncidentEvent.Resubmitted e -> NotificationEvent.INCIDENT_RESUBMITTED;
            case IncidentEvent.VerificationFailed e -> NotificationEvent.VERIFICATION_FAILED;
            default -> throw new IllegalArgumentException("nobody is told of " + event.type());
        };
    }
}
