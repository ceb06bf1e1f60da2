package io.opencoc.kernel.outbox;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.live.LiveBus;
import io.opencoc.kernel.reactive.Reactive;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.opencoc.kernel.trace.TraceRows;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/**
 * Writes the events of a change beside it, one row for each subscriber, and after the commit wakes the relay and tells the bus. Subscribe
 * before the relay starts. Safe for all threads.
 */
public final class Outbox implements Database.AfterCommit {
    private final Clock clock;
    private final LiveBus bus;
    private final TraceRows traces;
    private final Map<String, Subscriber<?>> subscribers = new ConcurrentHashMap<>();
    private final List<Runnable> wakers = new CopyOnWriteArrayList<>();

    public Outbox(Clock clock, LiveBus bus) {
        this.clock = clock;
        this.bus = bus;
        this.traces = new TraceRows(clock);
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
    public Future<?> write(Tx tx, List<? extends DomainEvent> events) {
        OutboxRows rows = new OutboxRows();
        for (DomainEvent event : events) {
            for (Subscriber<?> s : subscribers.values()) {
                if (s.types().contains(event.type())) {
                    rows.add(s, event);
                }
            }
        }
        return rows.isEmpty() ? Future.succeededFuture() : Reactive.future(rows.insert(tx, clock.instant()));
    }

    @Override
    public Uni<Void> trace(Tx tx, Actor actor, Trace.Thing thing, JsonNode changes) {
        return traces.insert(tx, actor, thing, changes);
    }

    @Override
    public void committed(Tx tx) {
        tx.runnables().forEach(Runnable::run);
        tx.changes().forEach(c -> bus.changed(c.tenant(), c.topic(), c.id(), c.project()));
        if (!tx.events().isEmpty()) {
            tx.events().forEach(e -> bus.publish(e.tenant(), e.event()));
            wakers.forEach(Runnable::run);
        }
    }
}
