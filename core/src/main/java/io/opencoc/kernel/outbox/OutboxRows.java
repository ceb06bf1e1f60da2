package io.opencoc.kernel.outbox;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Rows of the outbox, gathered to be written in one statement. */
final class OutboxRows {
    private record Row(Subscriber<?> subscriber, DomainEvent event, String payload) {}

    private final List<Row> rows = new ArrayList<>();

    void add(Subscriber<?> subscriber, DomainEvent event) {
        rows.add(new Row(subscriber, event, Json.write(event)));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    Uni<Integer> insert(Tx tx, Instant now) {
        return tx.update(
                "INSERT INTO kernel.outbox (id, tenant_id, subscriber, event_id, type, aggregate_id, version, payload, blocks, next_at, created_at)"
                        + " SELECT r.id, $1, r.subscriber, r.event_id, r.type, r.aggregate_id, r.version, r.payload::jsonb, r.blocks, $2, $2"
                        + " FROM unnest($3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::uuid[], $8::bigint[], $9::text[], $10::boolean[])"
                        + " AS r (id, subscriber, event_id, type, aggregate_id, version, payload, blocks)",
                tx.tenant(),
                now,
                rows.stream().map(r -> Ids.at(now)).toArray(UUID[]::new),
                rows.stream().map(r -> r.subscriber.name()).toArray(String[]::new),
                rows.stream().map(r -> r.event.eventId()).toArray(UUID[]::new),
                rows.stream().map(r -> r.event.type()).toArray(String[]::new),
                rows.stream().map(r -> r.event.aggregateId()).toArray(UUID[]::new),
                rows.stream().map(r -> r.event.version()).toArray(Long[]::new),
                rows.stream().map(Row::payload).toArray(String[]::new),
                rows.stream().map(r -> r.subscriber.blocks()).toArray(Boolean[]::new));
    }
}
