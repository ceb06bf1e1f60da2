package io.opencoc.kernel.timer;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.Loop;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Durable timers: rows that are written in the transaction of the change that wants them and fire once, on any node, in a transaction with
 * their handler's work. A handler that fails is tried again with growing pauses up to 5 min. They fire within a second of their time; those
 * that fell due while no server ran fire at the start. Register handlers before {@link #start}.
 */
public final class Timers {
    private static final Logger LOG = LoggerFactory.getLogger(Timers.class);
    private static final UUID SYSTEM = new UUID(0, 0);

    private final Database database;
    private final Clock clock;
    private final Loop loop;
    private final Map<String, BiFunction<Tx, Timer, Uni<Void>>> handlers = new ConcurrentHashMap<>();
    private final Map<String, Duration> repeats = new ConcurrentHashMap<>();

    /**
     * A timer that fires.
     *
     * @param ref what it is about, unique within tenant and kind
     * @param dueAt when it was to fire
     * @param payload what it was given
     */
    public record Timer(UUID id, UUID tenant, String kind, String ref, Instant dueAt, JsonNode payload, int attempts) {
        static Timer of(Row row) {
            return new Timer(
                    row.getUUID("id"),
                    row.getUUID("tenant_id"),
                    row.getString("kind"),
                    row.getString("ref"),
                    Rows.instant(row, "due_at"),
                    Json.tree(row.getString("payload_text")),
                    row.getInteger("attempts"));
        }
    }

    public Timers(Vertx vertx, Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.loop = new Loop(vertx, "timers", Duration.ofMillis(500), this::once);
    }

    /** Says what happens when timers of this kind fire. */
    public void on(String kind, BiFunction<Tx, Timer, Uni<Void>> handler) {
        if (handlers.putIfAbsent(kind, handler) != null) {
            throw new IllegalArgumentException("there is a handler for " + kind + " already");
        }
    }

    /** A task of the system itself, at the start and then each time the duration has passed; its transaction has no tenant. */
    public void every(String kind, Duration repeat, BiFunction<Tx, Timer, Uni<Void>> handler) {
        on(kind, handler);
        repeats.put(kind, repeat);
    }

    /** Sets or moves a timer of the transaction's tenant. */
    public Uni<Void> set(Tx tx, String kind, String ref, Instant dueAt, Object payload) {
        tx.afterCommit(loop::wake);
        return tx.query(
                        "INSERT INTO kernel.timer (id, tenant_id, kind, ref, due_at, payload) VALUES ($1, $2, $3, $4, $5, $6::text::jsonb)"
                                + " ON CONFLICT (tenant_id, kind, ref) DO UPDATE SET due_at = excluded.due_at, payload = excluded.payload, attempts = 0",
                        Ids.at(clock.instant()),
                        tx.tenant(),
                        kind,
                        ref,
                        dueAt,
                        Json.write(payload))
                .replaceWithVoid();
    }

    /** Takes a timer of the transaction's tenant back, if it is there. */
    public Uni<Void> cancel(Tx tx, String kind, String ref) {
        return tx.query("DELETE FROM kernel.timer WHERE kind = $1 AND ref = $2", kind, ref)
                .replaceWithVoid();
    }

    /** Starts firing. */
    public void start() {
        Uni<Void> ready = Uni.createFrom().voidItem();
        for (String kind : repeats.keySet()) {
            ready = ready.chain(() -> database.withoutTenant(tx -> tx.query(
                            "SELECT kernel.timer_system($1, $2, $3)", Ids.at(clock.instant()), kind, clock.instant())
                    .replaceWithVoid()));
        }
        ready.subscribe().with(v -> loop.start(), failure -> {
            LOG.error("The system's own timers could not be set; the others run", failure);
            loop.start();
        });
    }

    /** Fires one timer; true when one was due. */
    Uni<Boolean> once() {
        return database.withoutTenant(tx -> tx.one(
                        "SELECT id, tenant_id, kind, ref, due_at, payload::text AS payload_text, attempts FROM kernel.timer_claim($1, $2)",
                        Timer::of,
                        clock.instant(),
                        handlers.keySet().toArray(String[]::new))
                .chain(timer -> timer == null
                        ? Uni.createFrom().item(false)
                        : tx.attempt(() -> fire(tx, timer))
                                .onFailure()
                                .recoverWithUni(failure -> failed(tx, timer, failure))
                                .replaceWith(true)));
    }

    private Uni<Void> fire(Tx tx, Timer timer) {
        BiFunction<Tx, Timer, Uni<Void>> handler = java.util.Objects.requireNonNull(handlers.get(timer.kind));
        Uni<Void> tenant = timer.tenant.equals(SYSTEM) ? Uni.createFrom().voidItem() : tx.switchTenant(timer.tenant);
        Duration repeat = repeats.get(timer.kind);
        // First the timer, then its work: a handler may set the same timer again.
        Uni<?> moved = repeat == null
                ? tx.query("SELECT kernel.timer_done($1)", timer.id)
                : tx.query(
                        "SELECT kernel.timer_again($1, $2, NULL)",
                        timer.id,
                        clock.instant().plus(repeat));
        return moved.chain(() -> tenant).chain(() -> handler.apply(tx, timer));
    }

    private Uni<Void> failed(Tx tx, Timer timer, Throwable failure) {
        long pause = Math.min(300, 1L << Math.min(timer.attempts + 1, 9));
        LOG.warn("Timer {} {} failed and is tried again in {} s", timer.kind, timer.ref, pause, failure);
        return tx.query(
                        "SELECT kernel.timer_again($1, $2, $3)",
                        timer.id,
                        clock.instant().plusSeconds(pause),
                        String.valueOf(failure))
                .replaceWithVoid();
    }

    /** Ends firing once the timer under way is done. */
    public Future<Void> stop() {
        return loop.stop();
    }
}
