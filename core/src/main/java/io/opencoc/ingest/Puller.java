package io.opencoc.ingest;

import io.opencoc.api.PulledAlarms;
import io.opencoc.integration.IntegrationModule;
import io.opencoc.integration.Pulls;
import io.opencoc.kernel.Loop;
import io.opencoc.kernel.plugin.AlarmSourceRuntime;
import io.opencoc.kernel.reactive.Reactive;
import io.opencoc.kernel.settings.SettingsValues;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches alarms for integrations whose source does not wait until they are sent: each by one server at a time, a few at once, stored the way
 * that pushed ones are, and then the cursor. A crash in between fetches the same again; equal alarms fold into one.
 */
final class Puller {
    private static final Logger LOG = LoggerFactory.getLogger(Puller.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LOOK_FOR_NEW = Duration.ofSeconds(5);
    /** Longer than a fetch and its storing may take. */
    private static final Duration LEASE = Duration.ofMinutes(3);
    /** When settings say that nothing is to be fetched, they are looked at again then. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(15);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(15);
    private static final int AT_ONCE = 4;
    private static final int STOP_SECONDS = 10;

    private final Clock clock;
    private final Lanes lanes;
    private final IntegrationModule integrations;
    private final Map<String, AlarmSourceRuntime> sources;
    private final Loop loop;
    private final AtomicInteger running = new AtomicInteger();
    private final Promise<Void> idle = Promise.promise();
    private volatile boolean stopping;
    // Touched by the loop only.
    private Instant lookForNewAt = Instant.MIN;

    Puller(
            Vertx vertx,
            Clock clock,
            Lanes lanes,
            IntegrationModule integrations,
            Map<String, AlarmSourceRuntime> sources) {
        this.clock = clock;
        this.lanes = lanes;
        this.integrations = integrations;
        this.sources = sources;
        this.loop = new Loop(vertx, "fetching of alarms", PAUSE, this::step);
    }

    void start() {
        loop.start();
    }

    /** Ends; what is under way may come to its end for some seconds. */
    Future<Void> stop() {
        return loop.stop()
                .compose(v -> {
                    stopping = true;
                    if (running.get() == 0) {
                        idle.tryComplete();
                    }
                    return idle.future().timeout(STOP_SECONDS, TimeUnit.SECONDS);
                })
                .otherwiseEmpty();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Begins those that are due, and does not wait for them. */
    Uni<Boolean> step() {
        List<String> pulling = sources.entrySet().stream()
                .filter(e -> e.getValue().pulls())
                .map(Map.Entry::getKey)
                .toList();
        int free = AT_ONCE - running.get();
        if (pulling.isEmpty() || free <= 0) {
            return Uni.createFrom().item(false);
        }
        Instant now = now();
        Uni<Void> known = Uni.createFrom().voidItem();
        if (!now.isBefore(lookForNewAt)) {
            known = integrations.pulls().add(now, pulling).invoke(() -> lookForNewAt = now.plus(LOOK_FOR_NEW));
        }
        return known.chain(() -> integrations.pulls().lease(now, now.plus(LEASE), free, pulling))
                .invoke(due -> due.forEach(this::begin))
                .replaceWith(false);
    }

    private void begin(Pulls.Due due) {
        running.incrementAndGet();
        fetch(due)
                .onFailure()
                .recoverWithUni(failure -> failed(due, failure))
                .subscribe()
                .with(v -> ended(), failure -> {
                    // The lease runs out by itself.
                    LOG.warn(
                            "How far {} has come is not saved: {}",
                            due.integration().name(),
                            failure.toString());
                    ended();
                });
    }

    private void ended() {
        if (running.decrementAndGet() == 0 && stopping) {
            idle.tryComplete();
        }
        loop.wake();
    }

    private Uni<Void> fetch(Pulls.Due due) {
        return Uni.createFrom().deferred(() -> {
            AlarmSourceRuntime source = sources.get(due.integration().source());
            if (source == null) { // taken out since it was leased
                return integrations.pulls().done(due, due.cursor(), due.failures(), now().plus(ASK_AGAIN));
            }
            SettingsValues settings = integrations.pulls().open(due);
            return source.pullEvery(settings)
                    .chain(every -> every == null
                            ? integrations.pulls().done(due, due.cursor(), 0, now().plus(ASK_AGAIN))
                            : source.pull(due.cursor(), settings)
                                    .chain(pulled -> store(due, pulled, atLeast(every, SHORTEST))));
        });
    }

    private Uni<Void> store(Pulls.Due due, PulledAlarms pulled, Duration every) {
        Origin origin = new Origin(
                due.integration().tenant(),
                due.integration().id(),
                due.integration().source());
        Instant at = now();
        return Reactive.uni(() -> lanes.store(origin, pulled.alarms(), at))
                .invoke(() -> {
                    if (!pulled.alarms().isEmpty()) {
                        integrations
                                .traffic()
                                .received(due.integration(), pulled.alarms().size(), at);
                    }
                    if (!pulled.problems().isEmpty()) {
                        integrations.traffic().rejected(due.integration(), String.join("; ", pulled.problems()), at);
                    }
                })
                .chain(() ->
                        integrations.pulls().done(due, pulled.cursor(), 0, pulled.more() ? now() : now().plus(every)));
    }

    private Uni<Void> failed(Pulls.Due due, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String reason = "Alarms could not be fetched: " + text(cause);
        LOG.debug("{}: {}", due.integration().name(), reason, cause);
        integrations.traffic().rejected(due.integration(), reason, now());
        int failures = Math.min(due.failures() + 1, 30);
        Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 10));
        return integrations
                .pulls()
                .done(
                        due,
                        due.cursor(),
                        failures,
                        now().plus(pause.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : pause));
    }

    private static String text(Throwable failure) {
        @Nullable String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static Duration atLeast(Duration duration, Duration least) {
        return duration.compareTo(least) < 0 ? least : duration;
    }
}
