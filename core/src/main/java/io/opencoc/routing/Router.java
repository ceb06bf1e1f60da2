package io.opencoc.routing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opencoc.alarm.OriginalAlarm;
import io.opencoc.alarm.StaleOccurrenceException;
import io.opencoc.kernel.Loop;
import io.opencoc.kernel.http.Problems;
import io.opencoc.kernel.reactive.Reactive;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One loop for each lane that there is, this node's or another's: whoever claims a lane's cursor routes its next batch. A batch that fails is
 * tried again smaller, so that one bad alarm does not hold up the rest; an alarm that fails alone five times while the database is well is
 * passed over, loudly: it stays in the log of original alarms.
 */
public final class Router {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final int BATCH = 40_000;
    /**
     * After a batch a lane rests for so many times as long as that took, unless more is waiting than half a batch: what comes meanwhile folds into
     * fewer rows. What comes after a rest is routed at once.
     */
    private static final int REST = 3;

    private static final Duration SHORTEST_REST = Duration.ofMillis(50);
    private static final Duration LONGEST_REST = Duration.ofMillis(600);
    private static final int TRIES = 5;
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Database database;
    private final Routing routing;
    private final LaneLog log = new LaneLog();
    private final Clock clock;
    private final Map<Integer, LaneRoute> routes = new ConcurrentHashMap<>();
    private final Loop discovery;
    private final Counter routed;
    private final Counter skipped;

    Router(Vertx vertx, Database database, Routing routing, Clock clock, MeterRegistry metrics) {
        this.vertx = vertx;
        this.database = database;
        this.routing = routing;
        this.clock = clock;
        this.discovery = new Loop(vertx, "lane discovery", Duration.ofSeconds(5), this::discover);
        this.routed = Counter.builder("coc.router.alarms")
                .description("Original alarms routed")
                .register(metrics);
        this.skipped = Counter.builder("coc.router.skipped")
                .description("Original alarms passed over because they failed alone")
                .register(metrics);
    }

    void start() {
        discovery.start();
    }

    /** There is something new in this lane. */
    void wake(int lane) {
        LaneRoute route = routes.get(lane);
        if (route == null) {
            discovery.wake();
        } else {
            route.loop.wake();
        }
    }

    private Uni<Boolean> discover() {
        return database.withoutTenant(log::lanes).map(lanes -> {
            for (int lane : lanes) {
                routes.computeIfAbsent(lane, n -> {
                    LaneRoute route = new LaneRoute(n);
                    route.loop.start();
                    return route;
                });
            }
            return false;
        });
    }

    Future<Void> stop() {
        List<Future<Void>> all = new ArrayList<>(List.of(discovery.stop()));
        routes.values().forEach(r -> all.add(r.loop.stop()));
        return Future.join(all).mapEmpty();
    }

    /** Routes one lane; for its loop only. */
    private final class LaneRoute {
        private final int lane;
        private final Loop loop;
        private int batch = BATCH;
        private int failures;
        private boolean full;
        private long next = System.nanoTime();

        LaneRoute(int lane) {
            this.lane = lane;
            this.loop = new Loop(vertx, "router of lane " + lane, IDLE, this::once);
        }

        Uni<Boolean> once() {
            long wait = TimeUnit.NANOSECONDS.toMillis(next - System.nanoTime());
            return wait <= 0
                    ? next()
                    : Reactive.uni(() -> vertx.timer(wait, TimeUnit.MILLISECONDS))
                            .chain(this::next);
        }

        private Uni<Boolean> next() {
            long began = System.nanoTime();
            return database.withoutTenant(tx -> log.claim(tx, lane)
                            .chain(cursor -> cursor == null
                                    ? Uni.createFrom().item(0)
                                    : log.read(tx, lane, cursor, batch).chain(portion -> {
                                        full = portion.full();
                                        return route(tx, portion.entries());
                                    })))
                    .invoke(n -> {
                        failures = 0;
                        routed.increment(n);
                        batch = Math.min(BATCH, batch * 2);
                        long end = System.nanoTime();
                        next = n == 0 || full
                                ? end
                                : end
                                        + Math.clamp(
                                                REST * (end - began), SHORTEST_REST.toNanos(), LONGEST_REST.toNanos());
                    })
                    .map(n -> n > 0)
                    .onFailure()
                    .recoverWithUni(this::failed);
        }

        private Uni<Integer> route(Tx tx, List<LaneLog.Entry> entries) {
            if (entries.isEmpty()) {
                return Uni.createFrom().item(0);
            }
            // In one order for all lanes: the locks of a tenant are held until the commit.
            Map<UUID, List<OriginalAlarm>> tenants = new TreeMap<>();
            entries.forEach(e ->
                    tenants.computeIfAbsent(e.tenant(), t -> new ArrayList<>()).add(e.alarm()));
            Uni<Void> work = Uni.createFrom().voidItem();
            for (Map.Entry<UUID, List<OriginalAlarm>> t : tenants.entrySet()) {
                work = work.chain(() -> tx.switchTenant(t.getKey())).chain(() -> routing.route(tx, t.getValue()));
            }
            return work.chain(() -> log.move(tx, lane, entries.getLast().place(), clock.instant()))
                    .replaceWith(entries.size());
        }

        private Uni<Boolean> failed(Throwable failure) {
            if (failure instanceof StaleOccurrenceException) {
                return Uni.createFrom().item(true);
            }
            boolean whole = batch > 1;
            batch = Math.max(1, batch / 8);
            if (Problems.databaseIsAway(failure) || Problems.isConflict(failure)) {
                // Nobody's fault; smaller all the same, as it may have been too much for the time or the memory there
                // is.
                return Uni.createFrom().failure(failure);
            }
            if (whole) {
                LOG.warn("A batch of lane {} failed and is tried again smaller", lane, failure);
                return Uni.createFrom().item(true);
            }
            failures++;
            return failures <= TRIES ? Uni.createFrom().failure(failure) : skip(failure);
        }

        private Uni<Boolean> skip(Throwable failure) {
            return database.withoutTenant(tx -> log.claim(tx, lane)
                    .chain(cursor -> cursor == null
                            ? Uni.createFrom().item(false)
                            : log.read(tx, lane, cursor, 1)
                                    .map(LaneLog.Portion::entries)
                                    .chain(entries -> {
                                        if (entries.isEmpty()) {
                                            return Uni.createFrom().item(false);
                                        }
                                        LaneLog.Entry bad = entries.getFirst();
                                        LOG.error(
                                                "Original alarm {} cannot be routed and is passed over",
                                                bad.alarm().id(),
                                                failure);
                                        skipped.increment();
                                        failures = 0;
                                        return log.move(tx, lane, bad.place(), clock.instant())
                                                .replaceWith(true);
                                    })));
        }
    }
}
