package io.opencoc.shift;

import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.sql.Where;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of stand-ins. */
final class StandInRepository {
    private static final String COLUMNS =
            "id, role_id, application, region, engineer_id, replaces_id, starts_at, ends_at, reason, created_by_id, created_by, created_at";

    private static StandIn standIn(Row row) {
        return new StandIn(
                row.getUUID("id"),
                row.getUUID("role_id"),
                new Area(row.getString("application"), row.getString("region")),
                row.getUUID("engineer_id"),
                row.getUUID("replaces_id"),
                Rows.instant(row, "starts_at"),
                Rows.instant(row, "ends_at"),
                row.getString("reason"),
                new Person(row.getUUID("created_by_id"), row.getString("created_by")),
                Rows.instant(row, "created_at"));
    }

    /** Those of some of the time, oldest first. */
    Uni<List<StandIn>> find(Tx tx, UUID scenario, Instant from, Instant to, Collection<Area> areas) {
        Where where = new Where()
                .add("scenario_id = ?", scenario)
                .add("ends_at > ?", from.atOffset(ZoneOffset.UTC))
                .add("starts_at < ?", to.atOffset(ZoneOffset.UTC));
        SlotRepository.within(where, areas);
        return tx.list(
                "SELECT " + COLUMNS + " FROM shift_override" + where.sql() + " ORDER BY created_at, id",
                StandInRepository::standIn,
                where.values());
    }

    /** One, with its scenario. */
    record Of(UUID scenario, StandIn standIn) {}

    Uni<List<Of>> around(Tx tx, Instant from, Instant to, int most) {
        return tx.list(
                "SELECT scenario_id, " + COLUMNS
                        + " FROM shift_override WHERE ends_at > $1 AND starts_at < $2 ORDER BY scenario_id, created_at, id LIMIT $3",
                r -> new Of(r.getUUID("scenario_id"), standIn(r)),
                from,
                to,
                most);
    }

    Uni<@Nullable StandIn> find(Tx tx, UUID scenario, UUID id) {
        return tx.one(
                "SELECT " + COLUMNS + " FROM shift_override WHERE scenario_id = $1 AND id = $2",
                StandInRepository::standIn,
                scenario,
                id);
    }

    Uni<Integer> insert(Tx tx, UUID scenario, StandIn s) {
        return tx.update(
                "INSERT INTO shift_override (tenant_id, scenario_id, id, role_id, application, region, engineer_id, replaces_id, starts_at,"
                        + " ends_at, reason, created_by_id, created_by, created_at)"
                        + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
                tx.tenant(),
                scenario,
                s.id(),
                s.roleId(),
                s.area().application(),
                s.area().region(),
                s.engineerId(),
                s.replacesId(),
                s.startsAt(),
                s.endsAt(),
                s.reason(),
                s.createdBy().id(),
                s.createdBy().name(),
                s.createdAt());
    }

    Uni<Integer> delete(Tx tx, UUID id) {
        return tx.update("DELETE FROM shift_override WHERE id = $1", id);
    }

    Uni<Integer> end(Tx tx, UUID id, Instant at) {
        return tx.update("UPDATE shift_override SET ends_at = $2 WHERE id = $1", id, at);
    }

    /** Of a scenario, or of an engineer, that have not ended. */
    Uni<Long> count(Tx tx, @Nullable UUID scenario, @Nullable UUID engineer, Instant now) {
        Where where = new Where()
                .add("ends_at > ?", now.atOffset(ZoneOffset.UTC))
                .add("scenario_id = ?", scenario)
                .add("(engineer_id = ? OR replaces_id = ?)", engineer);
        return SlotRepository.number(
                tx.one("SELECT count(*) AS n FROM shift_override" + where.sql(), r -> r.getLong("n"), where.values()));
    }
}
