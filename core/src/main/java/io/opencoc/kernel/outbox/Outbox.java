package io.opencoc.kernel.outbox;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.live.LiveBus;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Tx;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Writes the events of a change beside it, one row for each subscriber, and after the commit wakes the relay and tells the bus. Subscribe
 * before the relay starts. Safe for all threads.
 */
public final class Outbox implements Database.AfterCommit {
    private final Clock clock;
    private final LiveBus bus;
    private final Map<String, Subscriber<?>> subscribers = new ConcurrentHashMap<>();
    private final List<Runnable> wakers = new CopyOnWriteArrayList<>();

    public Outbox(Clock clock, LiveBus bus) {
        this.clock = clock;
        this.bus = bus;
    }

    /** Adds a subscriber; its name must be new. */
    public void subscribe(Subscriber<?> subscriber) {
        if (subscribers.putIfAbsent(subscriber.name(), subscriber) != null) {
            throw new IllegalArgumentException("there is a subscriber " + subscriber.name() + " already");
        }
    }

    java.util.Optional<Subscriber<?>> subscriber(String name) {
        return java.util.Optional.ofNullable(subscribers.get(name));
    }

    void onWrite(Runnable waker) {
        wakers.add(waker);
    }

    @Override
    public Future<?> write(Tx tx, DomainEvent event) {
        List<Future<?>> written = new ArrayList<>();
        Instant now = clock.instant();
        for (Subscriber<?> s : subscribers.values()) {
            if (s.types().contains(event.type())) {
                written.add(io.opencoc.kernel.reactive.Reactive.future(tx.query(
                        "INSERT INTO kernel.outbox (id, tenant_id, subscriber, event_id, type, aggregate_id, version, payload, blocks, next_at, created_at)"
                                + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb, $9, $10, $10)",
                        Ids.at(now),
                        tx.tenant(),
                        s.name(),
                        event.eventId(),
                        event.type(),
                        event.aggregateId(),
                        event.version(),
                        Json.write(event),
                        s.blocks(),
                        now)));
            }
        }
        return written.isEmpty() ? Future.succeededFuture() : Future.join(written);
    }

    @Override
    public void committed(Tx tx) {
        tx.runnables().forEach(Runnable::run);
        tx.changes().forEach(c -> bus.changed(c.tenant(), c.topic(), c.id()));
        if (!tx.events().isEmpty()) {
            tx.events().forEach(e -> bus.publish(e.tenant(), e.event()));
            wakers.forEach(Runnable::run);
        }
    }
}
