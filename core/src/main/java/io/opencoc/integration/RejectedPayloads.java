package io.opencoc.integration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.Loop;
import io.opencoc.kernel.http.Problems;
import io.opencoc.kernel.reactive.Reactive;
import io.opencoc.kernel.sql.Database;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the newest requests that were refused, for inspection: the first 16 KiB of each. It is told and does not answer: what comes too fast
 * (20 at once, then five a second for each integration) or finds the queue full is let go. Safe for all threads; does not block.
 */
public final class RejectedPayloads {
    private static final Logger LOG = LoggerFactory.getLogger(RejectedPayloads.class);
    private static final int MOST_BYTES = 16 << 10;
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_WAITING = 1_000;
    private static final int BATCH = 50;
    private static final int BURST = 20;
    private static final Duration EACH = Duration.ofMillis(200);

    private final Database database;
    private final RejectedRepository repository = new RejectedRepository();
    private final ArrayBlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Cache<UUID, Allowance> allowances =
            Caffeine.newBuilder().maximumSize(10_000).build();
    private final Loop loop;
    private List<Waiting> batch = List.of();

    private record Waiting(UUID tenant, UUID integration, UUID id, Rejection rejection) {
        RejectedRepository.Of row() {
            Rejection r = rejection;
            return new RejectedRepository.Of(
                    integration,
                    new RejectedPayload(
                            id,
                            r.at(),
                            CleanText.of(r.reason(), LONGEST_REASON),
                            CleanText.orNull(r.remote(), LONGEST_TEXT),
                            CleanText.orNull(r.path(), LONGEST_TEXT),
                            CleanText.orNull(r.contentType(), LONGEST_TEXT),
                            r.size(),
                            CleanText.of(r.body(), r.size() > r.body().length)));
        }
    }

    /** How many of an integration's may be kept now: grows by one every 200 ms, up to the burst. */
    private static final class Allowance {
        private Instant usedUpTo = Instant.EPOCH;

        synchronized boolean take(Instant at) {
            Instant earliest = at.minus(EACH.multipliedBy(BURST));
            Instant from = usedUpTo.isBefore(earliest) ? earliest : usedUpTo;
            Instant next = from.plus(EACH);
            if (next.isAfter(at)) {
                return false;
            }
            usedUpTo = next;
            return true;
        }
    }

    RejectedPayloads(Kernel kernel) {
        this.database = kernel.database();
        this.loop = new Loop(kernel.vertx(), "keeping of refused requests", Duration.ofSeconds(1), this::write);
    }

    /** Keeps a refused request, if it may. The body's array must not change any more. */
    public void keep(KeyedIntegration integration, Rejection rejection) {
        Allowance allowance = allowances.get(integration.id(), id -> new Allowance());
        if (queue.remainingCapacity() == 0 || !allowance.take(rejection.at())) {
            return;
        }
        boolean first = queue.isEmpty();
        if (queue.offer(new Waiting(integration.tenant(), integration.id(), Ids.at(rejection.at()), cut(rejection)))
                && first) {
            loop.wake();
        }
    }

    private static Rejection cut(Rejection r) {
        if (r.body().length <= MOST_BYTES) {
            return r;
        }
        return new Rejection(
                r.at(),
                r.reason(),
                r.remote(),
                r.path(),
                r.contentType(),
                Arrays.copyOf(r.body(), MOST_BYTES),
                Math.max(r.size(), r.body().length));
    }

    void start() {
        loop.start();
    }

    /** Stops, once what waits is written, if the database lets it. */
    Future<Void> stop() {
        return loop.stop().compose(v -> drain()).otherwise(failure -> {
            LOG.warn("The last refused requests are lost: {}", failure.toString());
            return null;
        });
    }

    private Future<Void> drain() {
        return batch.isEmpty() && queue.isEmpty()
                ? Future.succeededFuture()
                : Reactive.future(write()).compose(more -> drain());
    }

    /** Writes a batch. One that the database did not take for now stays the next one; one that it cannot take is let go. */
    private Uni<Boolean> write() {
        if (batch.isEmpty()) {
            batch = new ArrayList<>();
            queue.drainTo(batch, BATCH);
        }
        if (batch.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        Map<UUID, List<RejectedRepository.Of>> rows = batch.stream()
                .collect(Collectors.groupingBy(Waiting::tenant, Collectors.mapping(Waiting::row, Collectors.toList())));
        return Multi.createFrom()
                .iterable(rows.entrySet())
                .onItem()
                .transformToUniAndConcatenate(e -> database.in(e.getKey(), tx -> repository.add(tx, e.getValue()))
                        .replaceWith(true))
                .collect()
                .asList()
                .map(done -> {
                    batch = List.of();
                    return !queue.isEmpty();
                })
                .onFailure()
                .recoverWithUni(failure -> {
                    if (passes(failure)) {
                        return Uni.createFrom().failure(failure);
                    }
                    LOG.error("{} refused requests could not be kept", batch.size(), failure);
                    batch = List.of();
                    return Uni.createFrom().item(!queue.isEmpty());
                });
    }

    private static boolean passes(Throwable failure) {
        return Problems.databaseIsAway(failure)
                || (failure instanceof PgException pg && pg.getSqlState().startsWith("40"));
    }
}
