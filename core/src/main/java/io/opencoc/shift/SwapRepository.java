package io.opencoc.shift;

import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.json.Wire;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.sql.Where;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of swaps. The names of people and scenarios are found by their features, not here: a swap has ids alone. */
final class SwapRepository {
    private static final String COLUMNS =
            "id, scenario_id, slot_id, other_slot_id, engineer_id, other_id, state, starts_at, ends_at, other_starts_at,"
                    + " other_ends_at, message, asked_at, answered_at";

    private static Swap swap(Row row) {
        return new Swap(
                row.getUUID("id"),
                new Person(row.getUUID("scenario_id"), ""),
                row.getUUID("slot_id"),
                row.getUUID("other_slot_id"),
                new Person(row.getUUID("engineer_id"), ""),
                new Person(row.getUUID("other_id"), ""),
                Wire.parse(SwapState.class, row.getString("state")),
                Rows.instant(row, "starts_at"),
                Rows.instant(row, "ends_at"),
                Rows.instantOrNull(row, "other_starts_at"),
                Rows.instantOrNull(row, "other_ends_at"),
                row.getString("message"),
                Rows.instant(row, "asked_at"),
                Rows.instantOrNull(row, "answered_at"));
    }

    Uni<Integer> insert(Tx tx, Swap s) {
        return tx.update(
                "INSERT INTO shift_swap (tenant_id, id, scenario_id, slot_id, other_slot_id, engineer_id, other_id, state, starts_at, ends_at,"
                        + " other_starts_at, other_ends_at, message, asked_at)"
                        + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
                tx.tenant(),
                s.id(),
                s.scenario().id(),
                s.slotId(),
                s.otherSlotId(),
                s.engineer().id(),
                s.other().id(),
                Wire.name(s.state()),
                s.startsAt(),
                s.endsAt(),
                s.otherStartsAt(),
                s.otherEndsAt(),
                s.message(),
                s.askedAt());
    }

    Uni<@Nullable Swap> find(Tx tx, UUID scenario, UUID id) {
        return tx.one(
                "SELECT " + COLUMNS + " FROM shift_swap WHERE scenario_id = $1 AND id = $2",
                SwapRepository::swap,
                scenario,
                id);
    }

    /** Moves it on; gives false when it is not asked any more. */
    Uni<Boolean> answer(Tx tx, UUID id, SwapState to, Instant at) {
        return tx.update(
                        "UPDATE shift_swap SET state = $2, answered_at = $3 WHERE id = $1 AND state = 'asked'",
                        id,
                        Wire.name(to),
                        at)
                .map(n -> n == 1);
    }

    /** What an engineer asks for at present. */
    Uni<Long> asked(Tx tx, UUID engineer, Instant now) {
        return SlotRepository.number(tx.one(
                "SELECT count(*) AS n FROM shift_swap WHERE engineer_id = $1 AND state = 'asked' AND starts_at > $2",
                r -> r.getLong("n"),
                engineer,
                now));
    }

    /**
     * The newest first.
     *
     * @param of only those of this engineer; null for all
     */
    Uni<Page<Swap>> page(
            Tx tx, @Nullable UUID scenario, @Nullable String state, @Nullable UUID of, int offset, int size) {
        Where where = new Where()
                .add("scenario_id = ?", scenario)
                .add("state = ?", state)
                .add("(engineer_id = ? OR other_id = ?)", of);
        String from = " FROM shift_swap" + where.sql();
        return tx.one("SELECT count(*) AS n" + from, r -> r.getLong("n"), where.values())
                .chain(total -> tx.list(
                                "SELECT " + COLUMNS + from + " ORDER BY asked_at DESC, id DESC LIMIT "
                                        + where.next(size) + " OFFSET " + where.next(offset),
                                SwapRepository::swap,
                                where.values())
                        .map(items -> new Page<>(items, total == null ? 0 : total)));
    }
}
