package io.opencoc.tenant;

import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.sql.Where;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of tenants: functions that find and change nothing unless the transaction's tenant is the operator. */
final class TenantRepository {
    private static final Map<String, String> SORTS =
            Map.of("name", "name", "createdAt", "created_at", "users", "users");

    /** Without a tenant: gives the tenant of this name, made when it is new. */
    Uni<UUID> ensure(Tx tx, UUID id, String name, Instant now) {
        return tx.one("SELECT kernel.tenant_create($1, $2, $3) AS id", r -> r.getUUID("id"), id, name, now)
                .map(java.util.Objects::requireNonNull);
    }

    /** With its default enterprise project; gives false when the id or the name is taken. */
    Uni<Boolean> insert(Tx tx, UUID id, String name, @Nullable String displayName, Instant now) {
        return did(tx, "SELECT kernel.tenant_add($1, $2, $3, $4) AS did", id, name, displayName, now);
    }

    Uni<Boolean> rename(Tx tx, UUID id, @Nullable String displayName) {
        return did(tx, "SELECT kernel.tenant_rename($1, $2) AS did", id, displayName);
    }

    /**
     * Disables or enables; gives false when it was so already, or is the operator's own.
     *
     * @param since null enables
     */
    Uni<Boolean> disable(Tx tx, UUID id, @Nullable Instant since) {
        return did(tx, "SELECT kernel.tenant_disable($1, $2) AS did", id, since);
    }

    private static Uni<Boolean> did(Tx tx, String sql, @Nullable Object... values) {
        return tx.one(sql, r -> r.getBoolean("did"), values).map(Boolean.TRUE::equals);
    }

    Uni<@Nullable Tenant> find(Tx tx, UUID id) {
        return tx.one("SELECT * FROM kernel.tenants() WHERE id = $1", TenantRepository::tenant, id);
    }

    Uni<Page<Tenant>> page(Tx tx, @Nullable String q, @Nullable Boolean enabled, String sort, int offset, int size) {
        Where where = new Where()
                .add("(name ILIKE ? OR display_name ILIKE ?)", q == null ? null : Rows.containing(q))
                .add("(disabled_at IS NULL) = ?", enabled);
        @Nullable Object[] filter = where.values();
        String from = " FROM kernel.tenants()" + where.sql();
        return tx.one("SELECT count(*) AS n" + from, r -> r.getLong("n"), filter)
                .chain(total -> tx.list(
                                "SELECT *" + from + " ORDER BY " + Rows.orderBy(SORTS, sort, "id") + " LIMIT "
                                        + where.next(size) + " OFFSET " + where.next(offset),
                                TenantRepository::tenant,
                                where.values())
                        .map(items -> new Page<>(items, total == null ? 0 : total)));
    }

    private static Tenant tenant(Row row) {
        return Tenant.of(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("display_name"),
                Rows.instantOrNull(row, "disabled_at"),
                row.getLong("users"),
                Rows.instant(row, "created_at"));
    }
}
