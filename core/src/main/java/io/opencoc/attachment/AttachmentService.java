package io.opencoc.attachment;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the files of things: rows here, content in the store. */
public final class AttachmentService {
    /** Between two downloads of one user. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final long MIB = 1 << 20;

    private final Database database;
    private final Clock clock;
    private final AttachmentStore store;
    private final AttachmentLimits limits;
    private final AttachmentRepository repository = new AttachmentRepository();

    AttachmentService(Database database, Clock clock, AttachmentStore store, AttachmentLimits limits) {
        this.database = database;
        this.clock = clock;
        this.store = store;
        this.limits = limits;
    }

    /** The files of a thing, the oldest first, within a transaction of the feature, which has asked what the actor may see. */
    public Uni<List<Attachment>> of(Tx tx, String type, UUID thing) {
        return repository.of(tx, type, thing);
    }

    /** Refuses before a body is read what would be refused after it. */
    Uni<Void> mayAdd(Actor actor, AttachmentHost host, UUID thing) {
        return database.in(actor, tx -> host.toAdd(tx, actor, thing).chain(t -> refuseFull(tx, host, thing)));
    }

    private Uni<Void> refuseFull(Tx tx, AttachmentHost host, UUID thing) {
        return repository
                .count(tx, host.type(), thing)
                .invoke(n -> {
                    if (n >= limits.mostOfThing()) {
                        throw Problem.conflict("It has " + n + " files already, and cannot have more.");
                    }
                })
                .chain(() -> repository.space(tx))
                .invoke(bytes -> {
                    if (bytes >= limits.mostBytesOfTenant()) {
                        throw full();
                    }
                })
                .replaceWithVoid();
    }

    private Problem full() {
        return Problem.conflict("All files of the tenant together may take " + limits.mostBytesOfTenant() / MIB
                + " MiB: there is no room for this one. Remove others first.");
    }

    /** Writes the row of content that is in its place. */
    Uni<Attachment> add(Actor actor, AttachmentHost host, UUID thing, Attachment attachment) {
        return database.in(actor, tx -> host.toAdd(tx, actor, thing)
                .call(() -> refuseFull(tx, host, thing))
                .call(() -> repository
                        .take(tx, attachment.size(), limits.mostBytesOfTenant())
                        .invoke(taken -> {
                            if (!taken) {
                                throw full();
                            }
                        }))
                .call(() -> repository.insert(tx, host.type(), thing, attachment))
                .call(t -> host.added(tx, actor, t, attachment))
                .invoke(t -> tx.trace(traced(t), null, fields(attachment)))
                .replaceWith(attachment));
    }

    /** Removes a file; its content goes after the commit. */
    public Uni<Void> remove(Actor actor, AttachmentHost host, UUID thing, UUID id) {
        return database.in(actor, tx -> host.toAdd(tx, actor, thing)
                .chain(() -> existing(tx, host, thing, id))
                .chain(found -> host.toRemove(tx, actor, thing, found)
                        .call(() -> repository.delete(tx, id).invoke(deleted -> {
                            if (!deleted) {
                                throw Problem.notFound("attachment");
                            }
                        }))
                        .call(() -> repository.giveBack(tx, found.size()))
                        .call(t -> host.removed(tx, actor, t, found))
                        .invoke(t -> {
                            tx.trace(traced(t), fields(found), null);
                            tx.afterCommit(() -> store.delete(actor.tenant(), id)
                                    .subscribe()
                                    // The sweep finds what is left.
                                    .with(v -> {}, f -> {}));
                        })
                        .replaceWithVoid()));
    }

    /** The file that the actor downloads now; refused while they have to wait. */
    Uni<Attachment> download(Actor actor, AttachmentHost host, UUID thing, UUID id) {
        Instant now = clock.instant();
        return database.in(actor, tx -> host.toRead(tx, actor, thing).chain(t -> existing(tx, host, thing, id)
                .call(() -> pause(tx, actor.id(), now))
                .invoke(found -> tx.trace(traced(t), null, Map.of("file", found.name())))));
    }

    private Uni<Void> pause(Tx tx, @Nullable UUID user, Instant now) {
        if (user == null) {
            return Uni.createFrom().voidItem();
        }
        return repository
                .noteDownload(tx, user, now, now.minus(PAUSE))
                .chain(noted -> noted
                        ? Uni.createFrom().voidItem()
                        : repository.lastDownload(tx, user).map(last -> {
                            Duration left = Duration.between(now, (last == null ? now : last).plus(PAUSE));
                            throw Problem.throttled(
                                    "The next download can begin " + PAUSE.toSeconds()
                                            + " seconds after the one before.",
                                    Duration.ofSeconds(
                                            Math.clamp((left.toMillis() + 999) / 1000, 1, PAUSE.toSeconds())));
                        }));
    }

    private Uni<Attachment> existing(Tx tx, AttachmentHost host, UUID thing, UUID id) {
        return repository.find(tx, host.type(), thing, id).map(found -> {
            if (found == null) {
                throw Problem.notFound("attachment");
            }
            return found;
        });
    }

    private static Trace.Thing traced(AttachmentHost.Thing thing) {
        return Trace.Thing.of(thing.id(), thing.number(), thing.project());
    }

    private static Map<String, Object> fields(Attachment a) {
        return Map.of("file", a.name(), "size", a.size(), "type", a.mediaType(), "sha256", a.sha256());
    }

    /** Which of the ids of a tenant have rows. */
    Uni<List<UUID>> known(UUID tenant, List<UUID> ids) {
        return database.in(tenant, tx -> repository.known(tx, ids));
    }
}
