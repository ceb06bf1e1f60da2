package io.opencoc.notification;

import io.opencoc.api.ContactMethod;
import io.opencoc.engineer.Engineer;
import io.opencoc.engineer.EngineerService;
import io.opencoc.incident.IncidentEvent;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.outbox.Subscriber;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    private final Channels channels;
    private final Clock clock;
    private final Runnable wake;
    private final NotificationRepository repository = new NotificationRepository();

    /**
     * Messages over these channels.
     *
     * @param wake runs after rows were committed
     */
    IncidentMessages(EngineerService engineers, Channels channels, Clock clock, Runnable wake) {
        this.engineers = engineers;
        this.channels = channels;
        this.clock = clock;
        this.wake = wake;
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
            List<Draft> drafts = drafts(event, engineer);
            drafts.forEach(d -> tx.changed(NotificationService.TOPIC, d.id()));
            tx.afterCommit(wake);
            return repository.insert(tx, drafts, clock.instant());
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

    private List<Draft> drafts(IncidentEvent event, Engineer engineer) {
        Message message = MessageTexts.of(event, engineer.language());
        List<Draft> drafts = new ArrayList<>();
        for (Channels.Entry channel : channels.all()) {
            String address = address(engineer, channel.contactMethod());
            if (address != null) {
                drafts.add(draft(event, engineer, channel.descriptor().id(), address, null, message));
            }
        }
        if (drafts.isEmpty()) {
            boolean none = channels.all().isEmpty();
            drafts.add(draft(
                    event,
                    engineer,
                    none ? "none" : channels.all().getFirst().descriptor().id(),
                    null,
                    none ? "No notification channel is installed." : "The engineer has no address for any channel.",
                    message));
        }
        return drafts;
    }

    private Draft draft(
            IncidentEvent event,
            Engineer engineer,
            String channel,
            @Nullable String address,
            @Nullable String reason,
            Message message) {
        Instant now = clock.instant();
        return new Draft(
                Ids.at(now),
                event.eventId(),
                kind(event),
                event.aggregateId(),
                engineer.id(),
                engineer.name(),
                channel,
                address,
                reason,
                engineer.language(),
                message);
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

    /** The engineer's address of this kind; null when they have none. */
    static @Nullable String address(Engineer engineer, ContactMethod method) {
        return method == ContactMethod.EMAIL ? engineer.email() : null;
    }
}
