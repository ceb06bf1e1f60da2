package io.opencoc.notification;

import io.opencoc.api.ContactMethod;
import io.opencoc.engineer.Engineer;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes a message to an engineer as delivery rows: one for each channel that has an address of theirs; one that is skipped, with the
 * reason, when there is none, so that nobody takes silence for delivery.
 */
final class Drafts {
    private final Channels channels;
    private final Subjects projects;
    private final Clock clock;
    private final Runnable wake;
    private final NotificationRepository repository = new NotificationRepository();

    /**
     * Messages over these channels.
     *
     * @param wake runs after rows were committed
     */
    Drafts(Channels channels, Subjects projects, Clock clock, Runnable wake) {
        this.channels = channels;
        this.projects = projects;
        this.clock = clock;
        this.wake = wake;
    }

    Uni<Void> write(Tx tx, Engineer engineer, About about, Message message) {
        return write(tx, engineer, about, message, method -> true);
    }

    /** Over the channels of some kinds only. */
    Uni<Void> write(Tx tx, Engineer engineer, About about, Message message, Predicate<ContactMethod> over) {
        List<Channels.Entry> usable = channels.all().stream()
                .filter(c -> over.test(c.contactMethod()))
                .toList();
        List<Draft> drafts = new ArrayList<>();
        for (Channels.Entry channel : usable) {
            String address = address(engineer, channel.contactMethod());
            if (address != null) {
                drafts.add(draft(about, engineer, channel.descriptor().id(), address, null, message));
            }
        }
        if (drafts.isEmpty()) {
            // One row says it for all channels; it stands under mail, which everybody is expected to have.
            Optional<Channels.Entry> usual =
                    usable.stream().min(Comparator.comparing(c -> c.contactMethod() != ContactMethod.EMAIL));
            drafts.add(draft(
                    about,
                    engineer,
                    usual.map(c -> c.descriptor().id()).orElse("none"),
                    null,
                    usual.isEmpty()
                            ? channels.all().isEmpty()
                                    ? "No notification channel is installed."
                                    : "No notification channel of the kind that was asked for is installed."
                            : "The engineer has no address for any channel.",
                    message));
        }
        tx.afterCommit(wake);
        return repository.insert(tx, drafts, clock.instant()).chain(() -> projects.of(
                        tx, about.incidentId(), about.integrationId(), about.todoId())
                .invoke(project -> drafts.forEach(d -> tx.changed(NotificationService.TOPIC, d.id(), project)))
                .replaceWithVoid());
    }

    private Draft draft(
            About about,
            Engineer engineer,
            String channel,
            @Nullable String address,
            @Nullable String reason,
            Message message) {
        Instant now = clock.instant();
        return new Draft(
                Ids.at(now),
                about.eventId(),
                about.event(),
                about.incidentId(),
                about.alarmId(),
                about.integrationId(),
                about.todoId(),
                about.linkPath(),
                engineer.id(),
                engineer.name(),
                channel,
                address,
                reason,
                engineer.language(),
                message);
    }

    /** The engineer's address of this kind; null when they have none. */
    static @Nullable String address(Engineer engineer, ContactMethod method) {
        return method == ContactMethod.EMAIL ? engineer.email() : null;
    }
}
