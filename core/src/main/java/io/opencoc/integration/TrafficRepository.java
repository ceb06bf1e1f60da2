package io.opencoc.integration;

import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The SQL of traffic. Rows are locked in the order of their ids, so that servers do not wait for each other in a circle. */
final class TrafficRepository {

    /** Gives the enterprise project of each integration. */
    Uni<Map<UUID, UUID>> write(Tx tx, SortedMap<UUID, Traffic> traffic) {
        return minutes(tx, traffic).chain(() -> lasts(tx, traffic));
    }

    private static Uni<Void> minutes(Tx tx, SortedMap<UUID, Traffic> traffic) {
        List<UUID> ids = new ArrayList<>();
        List<@Nullable OffsetDateTime> minutes = new ArrayList<>();
        List<Long> received = new ArrayList<>();
        List<Long> rejected = new ArrayList<>();
        traffic.forEach((id, t) -> t.minutes().forEach((minute, counts) -> {
            ids.add(id);
            minutes.add(Rows.offset(minute));
            received.add(counts.received);
            rejected.add(counts.rejected);
        }));
        return tx.query(
                        "INSERT INTO integration_traffic AS t (tenant_id, integration_id, minute, received, rejected)"
                                + " SELECT $1, n.id, n.minute, n.received, n.rejected"
                                + " FROM unnest($2::uuid[], $3::timestamptz[], $4::bigint[], $5::bigint[]) AS n(id, minute, received, rejected)"
                                + " ORDER BY n.id, n.minute ON CONFLICT (tenant_id, integration_id, minute)"
                                + " DO UPDATE SET received = t.received + excluded.received, rejected = t.rejected + excluded.rejected",
                        tx.tenant(),
                        ids.toArray(UUID[]::new),
                        minutes.toArray(OffsetDateTime[]::new),
                        received.toArray(Long[]::new),
                        rejected.toArray(Long[]::new))
                .replaceWithVoid();
    }

    private static Uni<Map<UUID, UUID>> lasts(Tx tx, SortedMap<UUID, Traffic> traffic) {
        UUID[] ids = traffic.keySet().toArray(UUID[]::new);
        List<Traffic> all = List.copyOf(traffic.values());
        return tx.list(
                        "WITH locked AS (SELECT id FROM integration WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE)"
                                + " UPDATE integration i SET last_received_at = greatest(i.last_received_at, n.received_at),"
                                + " last_error = CASE WHEN n.error_at >= coalesce(i.last_error_at, '-infinity') THEN n.error ELSE i.last_error END,"
                                + " last_error_at = greatest(i.last_error_at, n.error_at)"
                                + " FROM locked JOIN unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::timestamptz[]) AS n(id, received_at, error, error_at)"
                                + " ON n.id = locked.id WHERE i.id = locked.id RETURNING i.id, i.project_id",
                        r -> Map.entry(r.getUUID("id"), r.getUUID("project_id")),
                        ids,
                        all.stream().map(t -> Rows.offset(t.lastReceivedAt())).toArray(OffsetDateTime[]::new),
                        all.stream().map(Traffic::lastError).toArray(String[]::new),
                        all.stream().map(t -> Rows.offset(t.lastErrorAt())).toArray(OffsetDateTime[]::new))
                .map(list -> list.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** For all tenants, in a transaction without one. */
    Uni<Void> expire(Tx tx, Instant before) {
        return tx.query("SELECT kernel.integration_traffic_expire($1)", before).replaceWithVoid();
    }
}
