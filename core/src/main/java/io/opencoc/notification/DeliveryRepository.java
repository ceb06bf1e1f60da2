package io.opencoc.notification;

import io.opencoc.kernel.json.Wire;
import io.opencoc.kernel.settings.StoredSettings;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of deliveries on their way, of all tenants: functions of the database that may look past row-level security. */
final class DeliveryRepository {

    /**
     * Leases due rows.
     *
     * @param busy tenants to pass over
     */
    Uni<List<Leased>> lease(Tx tx, Instant now, Instant until, int n, UUID[] busy) {
        return tx.list(
                "SELECT * FROM kernel.notification_lease($1, $2, $3, $4)",
                row -> leased(row, until),
                now,
                until,
                n,
                busy);
    }

    private static Leased leased(Row row, Instant until) {
        return new Leased(
                row.getUUID("tenant_id"),
                row.getUUID("id"),
                row.getString("channel"),
                row.getString("recipient_name"),
                row.getString("address"),
                row.getString("language"),
                row.getString("subject"),
                row.getString("text"),
                row.getString("facts"),
                row.getString("link_path"),
                row.getInteger("attempts"),
                Rows.instant(row, "created_at"),
                until,
                own(row),
                row.getUUID("project_id"));
    }

    /** The tenant's own settings in the columns settings and secrets. */
    static @Nullable StoredSettings own(Row row) {
        String settings = row.getString("settings");
        Buffer secrets = row.getBuffer("secrets");
        return settings == null ? null : new StoredSettings(settings, secrets == null ? null : secrets.getBytes());
    }

    Uni<Void> record(Tx tx, Instant now, List<Result> results) {
        return tx.query(
                        "SELECT kernel.notification_record($1, $2, $3, $4, $5, $6, $7, $8)",
                        now,
                        results.stream().map(r -> r.delivery().tenant()).toArray(UUID[]::new),
                        results.stream().map(r -> r.delivery().id()).toArray(UUID[]::new),
                        results.stream()
                                .map(r -> Rows.offset(r.delivery().until()))
                                .toArray(OffsetDateTime[]::new),
                        results.stream().map(r -> Wire.name(r.state())).toArray(String[]::new),
                        results.stream().map(Result::answer).toArray(String[]::new),
                        results.stream().map(r -> Rows.offset(r.nextAt())).toArray(OffsetDateTime[]::new),
                        results.stream().map(Result::tryId).toArray(UUID[]::new))
                .replaceWithVoid();
    }
}
