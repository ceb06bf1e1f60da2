package io.opencoc.integration;

import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.Loop;
import io.opencoc.kernel.reactive.Reactive;
import io.opencoc.kernel.sql.Database;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what comes in, in memory, and writes it down once a second. Counting is safe for all threads and costs next to nothing; it never
 * waits for the database. A crash loses the counts of the last second; the alarms themselves are not its business.
 */
public final class IntegrationTraffic {
    private static final Logger LOG = LoggerFactory.getLogger(IntegrationTraffic.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration KEPT = Duration.ofHours(25);
    private static final int LONGEST_REASON = 500;
    private static final int MOST = 50_000;
    private static final int MOST_HINTS = 50;

    private final Database database;
    private final TrafficRepository repository = new TrafficRepository();
    private final ConcurrentHashMap<Of, Traffic> counts = new ConcurrentHashMap<>();
    private final Loop loop;

    private record Of(UUID tenant, UUID integration) {}

    IntegrationTraffic(Kernel kernel) {
        this.database = kernel.database();
        this.loop = new Loop(kernel.vertx(), "writing of integration traffic", PAUSE, this::flush);
        kernel.timers()
                .every(
                        "integration.traffic.expire",
                        Duration.ofHours(1),
                        (tx, timer) ->
                                repository.expire(tx, kernel.clock().instant().minus(KEPT)));
    }

    /** Counts alarms that were stored. */
    public void received(KeyedIntegration integration, int alarms, Instant at) {
        count(integration, t -> t.received(alarms, at));
    }

    /** Counts a request that was refused. */
    public void rejected(KeyedIntegration integration, String reason, Instant at) {
        String clean = CleanText.of(reason, LONGEST_REASON);
        count(integration, t -> t.rejected(clean, at));
    }

    private void count(KeyedIntegration integration, UnaryOperator<Traffic> change) {
        Of of = new Of(integration.tenant(), integration.id());
        // compute holds the entry: the flush cannot take it away in between.
        if (counts.size() < MOST || counts.containsKey(of)) {
            counts.compute(of, (k, t) -> change.apply(t == null ? new Traffic() : t));
        }
    }

    void start() {
        loop.start();
    }

    /** Stops, once everything is written down. */
    Future<Void> stop() {
        return loop.stop()
                .compose(v -> Reactive.future(flush()))
                .otherwise(failure -> {
                    LOG.warn("The last counts are lost: {}", failure.toString());
                    return false;
                })
                .mapEmpty();
    }

    /** Writes down what was counted, tenant by tenant; what fails is counted again. */
    Uni<Boolean> flush() {
        Map<UUID, SortedMap<UUID, Traffic>> taken = new HashMap<>();
        for (Of of : counts.keySet()) {
            Traffic traffic = counts.remove(of);
            if (traffic != null) {
                taken.computeIfAbsent(of.tenant, t -> new TreeMap<>()).put(of.integration, traffic);
            }
        }
        return Multi.createFrom()
                .iterable(taken.entrySet())
                .onItem()
                .transformToUniAndConcatenate(e -> write(e.getKey(), e.getValue()))
                .collect()
                .asList()
                .map(failures -> {
                    failures.stream().flatMap(Optional::stream).findFirst().ifPresent(failure -> {
                        throw new IllegalStateException(failure);
                    });
                    return false;
                });
    }

    private Uni<Optional<Throwable>> write(UUID tenant, SortedMap<UUID, Traffic> traffic) {
        return database.in(tenant, tx -> repository.write(tx, traffic).invoke(projects -> projects.entrySet().stream()
                        .limit(MOST_HINTS)
                        .forEach(p -> tx.changed(IntegrationService.TOPIC, p.getKey(), p.getValue()))))
                .map(v -> Optional.<Throwable>empty())
                .onFailure()
                .recoverWithItem(failure -> {
                    if (failure instanceof PgException pg && pg.getSqlState().startsWith("23")) {
                        LOG.error("Counts of tenant {} are lost: they are of nobody", tenant, failure);
                    } else {
                        traffic.forEach((id, older) -> counts.merge(new Of(tenant, id), older, Traffic::plus));
                    }
                    return Optional.of(failure);
                });
    }
}
