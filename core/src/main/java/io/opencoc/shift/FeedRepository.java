package io.opencoc.shift;

import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of calendar feeds. */
final class FeedRepository {
    private static final String COLUMNS = "id, engineer_id, scenario_id, user_id, created_by, created_at";

    /**
     * A feed of one of the two.
     *
     * @param user who made it
     */
    record Feed(
            UUID id,
            @Nullable UUID engineer,
            @Nullable UUID scenario,
            Person createdBy,
            UUID user,
            Instant createdAt) {}

    /** What a key opens. */
    record Found(
            UUID tenant, @Nullable UUID engineer, @Nullable UUID scenario) {}

    private static Feed feed(Row row) {
        return new Feed(
                row.getUUID("id"),
                row.getUUID("engineer_id"),
                row.getUUID("scenario_id"),
                new Person(row.getUUID("user_id"), row.getString("created_by")),
                row.getUUID("user_id"),
                Rows.instant(row, "created_at"));
    }

    Uni<Integer> insert(Tx tx, Feed f, byte[] hash) {
        return tx.update(
                "INSERT INTO shift_feed (tenant_id, id, key_hash, engineer_id, scenario_id, user_id, created_by, created_at)"
                        + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                tx.tenant(),
                f.id,
                Buffer.buffer(hash),
                f.engineer,
                f.scenario,
                f.user,
                f.createdBy.name(),
                f.createdAt);
    }

    Uni<@Nullable Feed> find(Tx tx, UUID id) {
        return tx.one("SELECT " + COLUMNS + " FROM shift_feed WHERE id = $1", FeedRepository::feed, id);
    }

    Uni<Boolean> delete(Tx tx, UUID id) {
        return tx.update("DELETE FROM shift_feed WHERE id = $1", id).map(n -> n == 1);
    }

    Uni<Long> count(Tx tx, UUID user) {
        return SlotRepository.number(
                tx.one("SELECT count(*) AS n FROM shift_feed WHERE user_id = $1", r -> r.getLong("n"), user));
    }

    Uni<Page<Feed>> page(Tx tx, int offset, int size) {
        return tx.one("SELECT count(*) AS n FROM shift_feed", r -> r.getLong("n"))
                .chain(total -> tx.list(
                                "SELECT " + COLUMNS
                                        + " FROM shift_feed ORDER BY created_at DESC, id DESC LIMIT $1 OFFSET $2",
                                FeedRepository::feed,
                                size,
                                offset)
                        .map(items -> new Page<>(items, total == null ? 0 : total)));
    }

    /** What a key opens, before a tenant is known. */
    Uni<@Nullable Found> open(Tx tx, byte[] hash) {
        return tx.one(
                "SELECT tenant_id, engineer_id, scenario_id FROM kernel.find_shift_feed($1)",
                r -> new Found(r.getUUID("tenant_id"), r.getUUID("engineer_id"), r.getUUID("scenario_id")),
                Buffer.buffer(hash));
    }
}
