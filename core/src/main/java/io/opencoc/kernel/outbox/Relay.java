package io.opencoc.kernel.outbox;

import io.opencoc.kernel.Loop;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings outbox rows to their subscribers: the head of each (subscriber, thing) in the thing's order, a few of them in one transaction
 * with the subscribers' work. What fails is tried again with growing pauses (1 s to 5 min), and rests after ten tries until it is sent again by
 * hand. Several relays, on one node or many, share the work.
 */
public final class Relay {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int TRIES = 10;
    private static final int AT_ONCE = 32;

    private final Database database;
    private final Outbox outbox;
    private final Clock clock;
    private final List<Loop> loops = new ArrayList<>();
    private volatile long waiting;
    private volatile long dead;

    private record Head(UUID id, UUID tenant, String subscriber, String payload, int attempts) {
        static Head of(Row row) {
            return new Head(
                    row.getUUID("id"),
                    row.getUUID("tenant_id"),
                    row.getString("subscriber"),
                    row.getString("payload_text"),
                    row.getInteger("attempts"));
        }
    }

    public Relay(Vertx vertx, Database database, Outbox outbox, Clock clock, int workers) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
        for (int i = 0; i < workers; i++) {
            loops.add(new Loop(vertx, "outbox relay", Duration.ofSeconds(1), this::once));
        }
        outbox.onWrite(() -> loops.forEach(Loop::wake));
    }

    /** Starts relaying. */
    public void start() {
        loops.forEach(Loop::start);
    }

    /** Relays the heads of some things; true when there may be more. */
    Uni<Boolean> once() {
        // The rows stay locked until the outcome is written: two relays never try the same event at the same time. The
        // commit need not wait for the
        // disk: should it be lost with the machine, the events are there again.
        return database.withoutTenant(tx -> tx.list(
                        "SELECT id, tenant_id, subscriber, payload::text AS payload_text, attempts,"
                                + " set_config('synchronous_commit', 'off', true) FROM kernel.outbox_claim($1, $2)",
                        Head::of,
                        clock.instant(),
                        AT_ONCE)
                .chain(heads -> together(tx, heads).replaceWith(!heads.isEmpty())));
    }

    /** All or, when one of them fails, each by itself. */
    private Uni<Void> together(Tx tx, List<Head> heads) {
        if (heads.size() < 2) {
            return heads.isEmpty() ? Uni.createFrom().voidItem() : alone(tx, heads.getFirst());
        }
        return tx.attempt(() -> oneAfterTheOther(heads, head -> handle(tx, head)))
                .onItemOrFailure()
                .transformToUni((done, failure) ->
                        failure == null ? taken(tx, heads) : oneAfterTheOther(heads, head -> alone(tx, head)));
    }

    private static Uni<Void> oneAfterTheOther(List<Head> heads, Function<Head, Uni<Void>> step) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Head head : heads) {
            all = all.chain(() -> step.apply(head));
        }
        return all;
    }

    private Uni<Void> alone(Tx tx, Head head) {
        return tx.attempt(() -> handle(tx, head))
                .onItemOrFailure()
                .transformToUni(
                        (done, failure) -> failure == null ? taken(tx, List.of(head)) : failed(tx, head, failure));
    }

    private static Uni<Void> taken(Tx tx, List<Head> heads) {
        return tx.query("SELECT kernel.outbox_done($1)", (Object)
                        heads.stream().map(Head::id).toArray(UUID[]::new))
                .replaceWithVoid();
    }

    private Uni<Void> handle(Tx tx, Head head) {
        Subscriber<?> subscriber = outbox.subscriber(head.subscriber)
                .orElseThrow(() -> new IllegalStateException("no subscriber " + head.subscriber + " in this version"));
        return tx.switchTenant(head.tenant).chain(() -> deliver(tx, subscriber, head.payload));
    }

    private static <E extends DomainEvent> Uni<Void> deliver(Tx tx, Subscriber<E> subscriber, String payload) {
        return subscriber.handler().apply(tx, Json.read(payload, subscriber.eventClass()));
    }

    private Uni<Void> failed(Tx tx, Head head, Throwable failure) {
        int attempts = head.attempts + 1;
        boolean giveUp = attempts >= TRIES;
        long pause = Math.min(300_000, 1_000L << Math.min(attempts, 10));
        Instant again = clock.instant()
                .plusMillis(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2));
        LOG.warn(
                "Event {} for {} failed, try {}{}",
                head.id,
                head.subscriber,
                attempts,
                giveUp ? ", it rests now" : "",
                failure);
        return tx.query("SELECT kernel.outbox_failed($1, $2, $3, $4)", head.id, String.valueOf(failure), again, giveUp)
                .replaceWithVoid();
    }

    /** Whether nothing at all can be relayed at the moment. */
    public boolean isFailing() {
        return loops.stream().allMatch(Loop::isFailing);
    }

    /** How many events wait, as of some seconds ago. */
    public double waiting() {
        count();
        return waiting;
    }

    /** How many events rest after ten tries, as of some seconds ago. */
    public double dead() {
        return dead;
    }

    private void count() {
        database.withoutTenant(tx -> tx.one("SELECT waiting, resting FROM kernel.outbox_counts()", r -> {
                    waiting = r.getLong("waiting");
                    dead = r.getLong("resting");
                    return true;
                }))
                .subscribe()
                .with(done -> {}, failure -> LOG.debug("The outbox could not be counted", failure));
    }

    /** Ends relaying once the events under way are done. */
    public Future<Void> stop() {
        return Future.join(loops.stream().map(Loop::stop).toList()).mapEmpty();
    }
}
