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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of deliveries on their way, of all tenants: functions of the database that may look past row-level security. */
final class DeliveryRepository {

    /**
     * Leases due rows of channels that take any number of messages.
     *
     * @param busy tenants to pass over
     * @param limited channels to leave out
     */
    Uni<List<Leased>> lease(Tx tx, Instant now, Instant until, int n, UUID[] busy, Set<String> limited) {
        return tx.list(
                "SELECT * FROM kernel.notification_lease($1, $2, $3, $4, $5)",
                row -> leased(row, until),
                now,
                until,
                n,
                busy,
                Rows.array(limited));
    }

    /**
     * Leases due rows of channels that take only so many messages a minute at one address. What does not fit is held; what was held comes
     * together.
     *
     * @param n calls at most
     * @param busy tenants to pass over
     * @param limits messages a minute, by channel
     */
    Uni<List<Leased>> leaseLimited(Tx tx, Instant now, Instant until, int n, UUID[] busy, Map<String, Integer> limits) {
        List<String> channels = List.copyOf(limits.keySet());
        return tx.list(
                "SELECT * FROM kernel.notification_lease_limited($1, $2, $3, $4, $5, $6)",
                row -> leased(row, until),
                now,
                until,
                n,
                busy,
                Rows.array(channels),
                channels.stream().map(limits::get).toArray(Integer[]::new));
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
                row.getUUID("project_id"),
                row.getUUID("call_id"));
    }

    /** The tenant's own settings in the columns settings and secrets. */
    static @Nullable StoredSettings own(Row row) {
        String settings = row.getString("settings");
        Buffer secrets = row.getBuffer("secrets");
        return settings == null ? null : new StoredSettings(settings, secrets == null ? null : secrets.getBytes());
    }

    Uni<Void> record(Tx tx, Instant now, List<Result> results) {
        return tx.query(
                        "SELECT kernel.notification_record($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                        now,
                        results.stream().map(r -> r.delivery().tenant()).toArray(UUID[]::new),
                        results.stream().map(r -> r.delivery().id()).toArray(UUID[]::new),
                        results.stream()
                                .map(r -> Rows.offset(r.delivery().until()))
                                .toArray(OffsetDateTime[]::new),
                        results.stream().map(r -> Wire.name(r.state())).toArray(String[]::new),
                        results.stream().map(Result::answer).toArray(String[]::new),
                        results.stream().map(r -> Rows.offset(r.nextAt())).toArray(OffsetDateTime[]::new),
                        results.stream().map(Result::tryId).toArray(UUID[]::new),
                        results.stream().map(Result::digestOf).toArray(Integer[]::new),
                        results.stream()
                                .map(r -> r.delivery().call())
                                .filter(Objects::nonNull)
                                .distinct()
                                .toArray(UUID[]::new))
                .replaceWithVoid();
    }
}
