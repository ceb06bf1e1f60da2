package io.opencoc.iam;

import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.sql.Where;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of agencies; their policies are attachments. */
final class AgencyRepository {
    private static final Map<String, String> SORTS = Map.of(
            "name", "name", "trustedTenant", "trusted_tenant", "expiresAt", "expires_at", "createdAt", "created_at");

    private static Agency agency(Row row) {
        return new Agency(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("description"),
                row.getString("trusted_tenant"),
                List.of(),
                null,
                Rows.instantOrNull(row, "expires_at"),
                Rows.instant(row, "created_at"),
                new Person(row.getUUID("created_by"), row.getString("created_by_name")));
    }

    /** The tenant of this name; null when there is none. */
    Uni<@Nullable UUID> tenant(Tx tx, String name) {
        return tx.one("SELECT kernel.find_tenant($1) AS id", r -> r.getUUID("id"), name);
    }

    Uni<Long> count(Tx tx) {
        return tx.one("SELECT count(*) AS n FROM agency", r -> r.getLong("n")).map(Objects::requireNonNull);
    }

    /** Gives false when the id is there already. */
    Uni<Boolean> insert(Tx tx, UUID id, Agency.Input input, UUID trusted, Person by, Instant now) {
        return tx.update(
                        "INSERT INTO agency (tenant_id, id, name, description, trusted_tenant_id, trusted_tenant, expires_at, created_at, created_by, created_by_name)"
                                + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (tenant_id, id) DO NOTHING",
                        tx.tenant(),
                        id,
                        input.name(),
                        input.description(),
                        trusted,
                        input.trustedTenant(),
                        input.expiry(),
                        now,
                        by.id(),
                        by.name())
                .map(n -> n == 1);
    }

    Uni<Void> update(Tx tx, UUID id, Agency.Input input, UUID trusted) {
        return tx.query(
                        "UPDATE agency SET name = $2, description = $3, trusted_tenant_id = $4, trusted_tenant = $5, expires_at = $6 WHERE id = $1",
                        id,
                        input.name(),
                        input.description(),
                        trusted,
                        input.trustedTenant(),
                        input.expiry())
                .replaceWithVoid();
    }

    Uni<Void> delete(Tx tx, UUID id) {
        return tx.query("DELETE FROM agency WHERE id = $1", id).replaceWithVoid();
    }

    /** Without its policies. */
    Uni<@Nullable Agency> find(Tx tx, UUID id) {
        return tx.one("SELECT * FROM agency WHERE id = $1", AgencyRepository::agency, id);
    }

    /** Without their policies. */
    Uni<Page<Agency>> page(Tx tx, Agency.Query query) {
        Where where = new Where()
                .add(
                        "(name ILIKE ? OR description ILIKE ? OR trusted_tenant ILIKE ?)",
                        query.q() == null ? null : Rows.containing(query.q()));
        @Nullable Object[] values = where.values();
        return tx.one("SELECT count(*) AS n FROM agency" + where.sql(), r -> r.getLong("n"), values)
                .chain(total -> tx.list(
                                "SELECT * FROM agency" + where.sql() + " ORDER BY "
                                        + Rows.orderBy(SORTS, query.sort(), "id") + " LIMIT " + where.next(query.size())
                                        + " OFFSET " + where.next(query.offset()),
                                AgencyRepository::agency,
                                where.values())
                        .map(items -> new Page<>(items, total == null ? 0 : total)));
    }

    /** Ends the sessions of others in this tenant; gives which. */
    Uni<List<UUID>> endSessions(Tx tx, @Nullable UUID agency) {
        return tx.list("SELECT s FROM kernel.agency_sessions_end($1) AS s", r -> r.getUUID("s"), agency);
    }

    /** Those of other tenants that trust this one. */
    Uni<List<TrustingAgency>> trusting(Tx tx, Instant now) {
        return tx.list(
                "SELECT * FROM kernel.trusting_agencies($1)",
                r -> new TrustingAgency(
                        r.getUUID("id"),
                        r.getString("name"),
                        r.getString("description"),
                        r.getUUID("tenant_id"),
                        r.getString("tenant_name"),
                        Rows.instantOrNull(r, "expires_at")),
                now);
    }
}
