package io.opencoc.audit;

import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.sql.Where;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of reading a tenant's trail. */
final class TraceRepository {
    private static final String TEXT = "actor_name ILIKE ? OR resource_name ILIKE ? OR resource_id ILIKE ?"
            + " OR detail ILIKE ? OR name ILIKE ? OR credential_name ILIKE ? OR address ILIKE ?";

    /** Lines that wait for their seal. */
    record Waiting(long count, @Nullable Instant oldest) {}

    /**
     * The newest lines.
     *
     * @param look how many lines a free text is looked for in
     */
    Uni<List<TraceLine>> newest(Tx tx, TraceFilter filter, @Nullable UUID after, int size, int look) {
        Where where = filter.where(after);
        String from = "kernel.trace" + where.sql();
        if (filter.q() != null) {
            // ILIKE is not leakproof, so that no index would serve it under row-level security: the others narrow
            // first.
            String text = TEXT.replace("?", where.next(Rows.containing(filter.q())));
            from = "(SELECT * FROM " + from + " ORDER BY id DESC LIMIT " + where.next(look) + ") AS t WHERE " + text;
        }
        return tx.list(
                "SELECT " + TraceLine.COLUMNS + " FROM " + from + " ORDER BY id DESC LIMIT " + where.next(size),
                TraceLine::of,
                where.values());
    }

    Uni<@Nullable TraceLine> find(Tx tx, UUID id) {
        return tx.one("SELECT " + TraceLine.COLUMNS + " FROM kernel.trace WHERE id = $1", TraceLine::of, id);
    }

    /** Sealed lines in the order of their numbers. */
    Uni<List<TraceLine>> sealed(Tx tx, long after, long upTo, int size) {
        return tx.list(
                "SELECT " + TraceLine.COLUMNS
                        + " FROM kernel.trace WHERE number > $1 AND number <= $2 ORDER BY number LIMIT $3",
                TraceLine::of,
                after,
                upTo,
                size);
    }

    Uni<byte @Nullable []> hashOf(Tx tx, long number) {
        return tx.one(
                "SELECT hash FROM kernel.trace WHERE number = $1",
                r -> r.getBuffer("hash").getBytes(),
                number);
    }

    /** A line that says it was sealed after the last one that was. */
    Uni<@Nullable TraceLine> beyond(Tx tx) {
        return tx.one(
                "SELECT " + TraceLine.COLUMNS + " FROM kernel.trace WHERE number >"
                        + " coalesce((SELECT h.number FROM kernel.trail_head h), 0) ORDER BY number LIMIT 1",
                TraceLine::of);
    }

    Uni<TrailHead> head(Tx tx) {
        UUID tenant = tx.tenant();
        return tx.one("SELECT * FROM kernel.trail_head", TrailHead::of)
                .map(head -> head == null ? TrailHead.none(tenant) : head);
    }

    Uni<Waiting> waiting(Tx tx) {
        return tx.one(
                        "SELECT count(*) AS n, min(at) AS oldest FROM (SELECT at FROM kernel.trace WHERE number IS NULL LIMIT 10000) t",
                        r -> new Waiting(r.getLong("n"), Rows.instantOrNull(r, "oldest")))
                .map(w -> w == null ? new Waiting(0, null) : w);
    }

    Uni<Void> verified(Tx tx, Instant at, long number, boolean ok) {
        return tx.query("SELECT kernel.trail_verified($1, $2, $3)", at, number, ok)
                .replaceWithVoid();
    }
}
