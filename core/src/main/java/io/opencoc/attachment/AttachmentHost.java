package io.opencoc.attachment;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A kind of things that have files; its feature says who may do what, within the transaction of the room. */
public interface AttachmentHost {

    /**
     * A thing that has files.
     *
     * @param number for people, as {@code TODO000123}
     */
    record Thing(UUID id, String number, @Nullable UUID project) {}

    /** The kind, in rows: stable. */
    String type();

    /** The thing when the actor may see its files; else fails with a problem. */
    Uni<Thing> toRead(Tx tx, Actor actor, UUID id);

    /** The thing, locked until the transaction ends, when the actor may add files to it as it is; else fails with a problem. */
    Uni<Thing> toAdd(Tx tx, Actor actor, UUID id);

    /** As {@link #toAdd}, which was asked before, when the actor may also remove this file of it. */
    Uni<Thing> toRemove(Tx tx, Actor actor, UUID id, Attachment attachment);

    /** A file was added, by the actor, in this transaction: history and live views. The room leaves the trace. */
    Uni<Void> added(Tx tx, Actor actor, Thing thing, Attachment attachment);

    /** A file was removed. */
    Uni<Void> removed(Tx tx, Actor actor, Thing thing, Attachment attachment);
}
