package io.opencoc.notification;

import io.opencoc.engineer.Engineer;
import io.opencoc.engineer.EngineerService;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.access.Target;
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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows the delivery log and sends dead letters again. */
public final class NotificationService {
    static final String TOPIC = "notification";

    private final Database database;
    private final Clock clock;
    private final EngineerService engineers;
    private final Subjects subjects;
    private final Channels channels;
    private final Runnable wake;
    private final NotificationRepository repository = new NotificationRepository();

    NotificationService(
            Database database,
            Clock clock,
            EngineerService engineers,
            Subjects subjects,
            Channels channels,
            Runnable wake) {
        this.database = database;
        this.clock = clock;
        this.engineers = engineers;
        this.subjects = subjects;
        this.channels = channels;
        this.wake = wake;
    }

    Uni<Page<Notification>> page(Actor actor, NotificationFilter filter, String sort, int offset, int size) {
        Scope scope = actor.scope("coc:notification:list");
        return database.in(actor, tx -> repository
                .page(tx, scope, filter, sort, offset, size)
                .chain(page -> subjects.of(tx, actor, page.items())
                        .map(items -> new Page<>(
                                items.stream().map(Notification::shown).toList(), page.total()))));
    }

    Uni<Notification.Detail> get(Actor actor, UUID id) {
        return database.in(actor, tx -> repository
                .find(tx, id)
                .chain(found -> allowed(tx, actor, "coc:notification:get", found))
                .chain(found -> repository.text(tx, id).chain(text -> repository
                        .tries(tx, id)
                        .map(tries -> new Notification.Detail(found.shown(), Objects.requireNonNull(text), tries)))));
    }

    /** Makes a delivery wait again, to the address that its engineer has now. */
    Uni<Notification> resend(Actor actor, UUID id) {
        return database.in(actor, tx -> repository
                .lock(tx, id)
                .chain(found -> allowed(tx, actor, "coc:notification:resend", found))
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
                .chain(again -> withSubject(tx, actor, present(again)))
                .map(Notification::shown));
    }

    private Uni<@Nullable Notification> again(Tx tx, Notification failed, @Nullable Engineer engineer) {
        Channels.Entry channel = (failed.state() == NotificationState.SKIPPED
                        ? reaching(engineer)
                        : Optional.<Channels.Entry>empty())
                .or(() -> channels.find(failed.channel()))
                .orElseThrow(() -> Problem.conflict("The channel " + failed.channel() + " is not installed."));
        String address = engineer == null ? failed.address() : Drafts.address(engineer, channel.contactMethod());
        if (address == null) {
            throw Problem.conflict(failed.recipient().name() + " has no address for this channel.");
        }
        tx.changed(TOPIC, failed.id(), failed.projectId());
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

    /** The first channel that has an address of theirs: what was skipped was for none in particular. */
    private Optional<Channels.Entry> reaching(@Nullable Engineer engineer) {
        return channels.all().stream()
                .filter(c -> engineer != null && Drafts.address(engineer, c.contactMethod()) != null)
                .findFirst();
    }

    private record TracedFields(
            NotificationState state,
            String recipient,
            @Nullable String address,
            String channel,
            int attempts) {
        static TracedFields of(Notification n) {
            return new TracedFields(
                    n.state(), n.recipient().name(), ShownAddress.of(n.address()), n.channel(), n.attempts());
        }
    }

    /** The delivery, which the actor may do this to. */
    private Uni<Notification> allowed(Tx tx, Actor actor, String action, @Nullable Notification found) {
        return withSubject(tx, actor, present(found))
                .invoke(n -> actor.require(action, Target.of(n.projectId(), n.id()), "notification", n.subject()));
    }

    private Uni<Notification> withSubject(Tx tx, Actor actor, Notification notification) {
        return subjects.of(tx, actor, List.of(notification)).map(List::getFirst);
    }

    private static Notification present(@Nullable Notification notification) {
        if (notification == null) {
            throw Problem.notFound("notification");
        }
        return notification;
    }
}
