package io.opencoc.notification;

import io.opencoc.engineer.Engineer;
import io.opencoc.engineer.EngineerService;
import io.opencoc.incident.IncidentService;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.json.Wire;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows the delivery log and sends dead letters again. */
public final class NotificationService {
    static final String TOPIC = "notification";

    private final Database database;
    private final Clock clock;
    private final EngineerService engineers;
    private final IncidentService incidents;
    private final Channels channels;
    private final Runnable wake;
    private final NotificationRepository repository = new NotificationRepository();

    NotificationService(
            Database database,
            Clock clock,
            EngineerService engineers,
            IncidentService incidents,
            Channels channels,
            Runnable wake) {
        this.database = database;
        this.clock = clock;
        this.engineers = engineers;
        this.incidents = incidents;
        this.channels = channels;
        this.wake = wake;
    }

    Uni<Page<Notification>> page(Actor actor, NotificationFilter filter, String sort, int offset, int size) {
        actor.require("coc:notification:list");
        return database.in(actor, tx -> repository
                .page(tx, filter, sort, offset, size)
                .chain(page -> withIncidents(tx, page.items()).map(items -> new Page<>(items, page.total()))));
    }

    Uni<Notification.Detail> get(Actor actor, UUID id) {
        actor.require("coc:notification:get");
        return database.in(actor, tx -> repository
                .find(tx, id)
                .map(NotificationService::present)
                .chain(found -> withIncident(tx, found))
                .chain(found -> repository.text(tx, id).chain(text -> repository
                        .tries(tx, id)
                        .map(tries -> new Notification.Detail(found, Objects.requireNonNull(text), tries)))));
    }

    /** Makes a delivery wait again, to the address that its engineer has now. */
    Uni<Notification> resend(Actor actor, UUID id) {
        actor.require("coc:notification:resend");
        return database.in(actor, tx -> repository
                .lock(tx, id)
                .map(NotificationService::present)
                .chain(found -> {
                    if (found.state() != NotificationState.FAILED && found.state() != NotificationState.SKIPPED) {
                        throw Problem.conflict(
                                "The message is " + Wire.name(found.state()) + ": only failed ones are sent again.");
                    }
                    UUID engineer = found.recipient().id();
                    return (engineer == null
                                    ? Uni.createFrom().<@Nullable Engineer>nullItem()
                                    : engineers.find(tx, engineer))
                            .chain(e -> again(tx, found, e));
                })
                .chain(again -> withIncident(tx, present(again))));
    }

    private Uni<@Nullable Notification> again(Tx tx, Notification failed, @Nullable Engineer engineer) {
        Channels.Entry channel = channels.find(failed.channel())
                .or(() -> failed.state() == NotificationState.SKIPPED
                        ? channels.all().stream().findFirst()
                        : java.util.Optional.empty())
                .orElseThrow(() -> Problem.conflict("The channel " + failed.channel() + " is not installed."));
        String address = engineer == null ? failed.address() : Drafts.address(engineer, channel.contactMethod());
        if (address == null) {
            throw Problem.conflict(failed.recipient().name() + " has no address for this channel.");
        }
        tx.changed(TOPIC, failed.id());
        tx.afterCommit(wake);
        return repository
                .again(tx, failed.id(), channel.descriptor().id(), address, clock.instant())
                .invoke(after -> {
                    if (after != null) {
                        tx.trace(
                                Trace.Thing.of(failed.id(), failed.subject()),
                                TracedFields.of(failed),
                                TracedFields.of(after));
                    }
                });
    }

    private record TracedFields(
            NotificationState state,
            String recipient,
            @Nullable String address,
            String channel,
            int attempts) {
        static TracedFields of(Notification n) {
            return new TracedFields(n.state(), n.recipient().name(), n.address(), n.channel(), n.attempts());
        }
    }

    private Uni<Notification> withIncident(Tx tx, Notification notification) {
        return withIncidents(tx, List.of(notification)).map(List::getFirst);
    }

    private Uni<List<Notification>> withIncidents(Tx tx, List<Notification> notifications) {
        List<UUID> ids = notifications.stream()
                .map(Notification::incidentId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return incidents.refs(tx, ids).map(refs -> notifications.stream()
                .map(n -> n.incidentId() == null ? n : n.about(refs.get(n.incidentId())))
                .toList());
    }

    private static Notification present(@Nullable Notification notification) {
        if (notification == null) {
            throw Problem.notFound("notification");
        }
        return notification;
    }
}
