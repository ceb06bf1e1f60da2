package io.opencoc.kernel.trace;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Database;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Writes what was refused or failed into the trail, in a transaction of its own that nobody waits for. Somebody who tries without end cannot
 * fill the trail: at most {@value #MOST_A_MINUTE} lines a minute of one user or address for one operation, of which the next one says how many are
 * missing. Each operation counts by itself, so that many attempts at one do not hide the attempt at another. Safe for all threads.
 */
public final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final int MOST_A_MINUTE = 30;
    private static final int MOST_AT_ONCE = 200;

    private final Database database;
    private final TraceRows rows;
    private final AtomicInteger writing = new AtomicInteger();
    private final Cache<String, AtomicInteger> counts;
    private final Cache<String, AtomicInteger> omitted;

    public Attempts(Database database, TraceRows rows, Clock clock) {
        this.database = database;
        this.rows = rows;
        this.counts = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(Duration.ofMinutes(1))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
        this.omitted = Caffeine.newBuilder().maximumSize(10_000).build();
    }

    /**
     * Keeps that somebody did not succeed.
     *
     * @param actor who tried; for one who is not signed in, with the name that they gave
     * @param resource what they tried it on
     * @param problem what they were told
     */
    public void record(Actor actor, String name, Trace.Resource resource, Problem problem) {
        String who = actor.tenant() + " "
                + (actor.id() == null ? actor.caller().address() : actor.id().toString()) + " " + name;
        AtomicInteger left = omitted.get(who, k -> new AtomicInteger());
        if (counts.get(who, k -> new AtomicInteger()).incrementAndGet() > MOST_A_MINUTE
                || writing.get() >= MOST_AT_ONCE) {
            left.incrementAndGet();
            return;
        }
        boolean refused = problem.kind() == Problem.Kind.FORBIDDEN
                || problem.kind() == Problem.Kind.UNAUTHENTICATED
                || problem.kind() == Problem.Kind.THROTTLED;
        int missing = left.getAndSet(0);
        Trace trace = new Trace(
                name,
                resource,
                null,
                new Trace.Outcome(refused ? "refused" : "failed", problem.status(), problem.getMessage()),
                JsonNodeFactory.instance.objectNode(),
                missing);
        writing.incrementAndGet();
        database.in(actor.tenant(), tx -> rows.insert(tx, actor, trace))
                .onTermination()
                .invoke(() -> writing.decrementAndGet())
                .subscribe()
                .with(v -> {}, f -> {
                    left.addAndGet(missing + 1);
                    LOG.warn("An attempt is missing in the trail: {}", f.toString());
                });
    }

    /** Keeps that an operation was done that changed nothing in the database, as a download. Fails when it cannot be kept. */
    public Uni<Void> done(Actor actor, Trace.Thing thing) {
        return done(actor, thing, Map.of());
    }

    /**
     * As {@link #done(Actor, Trace.Thing)}.
     *
     * @param given what was asked for; no secrets
     */
    public Uni<Void> done(Actor actor, Trace.Thing thing, Map<String, ?> given) {
        Objects.requireNonNull(actor.caller().trace(), "this operation leaves no trace");
        return database.in(actor, tx -> rows.insert(tx, actor, thing, Changes.between(null, given)));
    }
}
