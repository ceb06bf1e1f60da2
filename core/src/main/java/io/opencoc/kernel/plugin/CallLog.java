package io.opencoc.kernel.plugin;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opencoc.kernel.plugin.ExtensionHealth.LastError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what one extension's calls come to, keeps the last errors, and trips: after so many defects in a row the extension is not
 * called for a while; then a single call is let through, and decides whether it works again.
 */
final class CallLog {
    private static final Logger log = LoggerFactory.getLogger(CallLog.class);
    private static final int KEPT_ERRORS = 20;
    /** When nothing has been heard of a probe for so long, another may try. */
    private static final Duration PROBE = Duration.ofSeconds(60);

    private final String name;
    private final int failuresToTrip;
    private final Duration tripped;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<Outcome, Timer> timers = new EnumMap<>(Outcome.class);
    private final Map<Outcome, LongAdder> counts = new EnumMap<>(Outcome.class);
    private final LongAdder nanos = new LongAdder();
    private final LongAdder inFlight = new LongAdder();
    private final Deque<LastError> errors = new ArrayDeque<>();
    private volatile long lastNanos;
    private volatile long lastMillis;
    private volatile int failuresInRow;
    private volatile @Nullable Instant trippedUntil;
    private @Nullable Instant probeUntil;

    /** What a call came to. */
    enum Outcome {
        OK,
        REFUSED,
        DEFECT,
        TIMEOUT,
        TURNED_AWAY
    }

    /** Creates the log of an extension; {@code failuresToTrip} 0 never trips. */
    CallLog(
            String kind,
            PluginExtension<?> extension,
            int failuresToTrip,
            Duration tripped,
            Clock clock,
            MeterRegistry meters) {
        String id = extension.descriptor().id();
        this.name = kind + " '" + id + "'";
        this.failuresToTrip = failuresToTrip;
        this.tripped = tripped;
        this.clock = clock;
        this.meters = meters;
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, new LongAdder());
            timers.put(
                    outcome,
                    Timer.builder("coc.plugin.calls")
                            .description("calls of plug-ins' extensions")
                            .tag("kind", kind)
                            .tag("extension", id)
                            .tag("plugin", extension.pluginId())
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
    }

    /** What is logged, for messages. */
    String name() {
        return name;
    }

    /**
     * Asks for a call: how long the extension is still switched off, null if it may be called. After that time one caller is let in.
     */
    @Nullable
    Duration admit() {
        return trippedUntil == null ? null : admitAfterTrip();
    }

    /** Whether it is switched off now, also for what was admitted before. */
    boolean isOff() {
        Instant until = trippedUntil;
        return until != null && clock.instant().isBefore(until);
    }

    private synchronized @Nullable Duration admitAfterTrip() {
        Instant until = trippedUntil;
        if (until == null) {
            return null;
        }
        Instant now = clock.instant();
        if (now.isBefore(until)) {
            return Duration.between(now, until);
        }
        if (probeUntil != null && now.isBefore(probeUntil)) {
            return Duration.ofSeconds(1);
        }
        probeUntil = now.plus(PROBE);
        return null;
    }

    /** A call is under way until {@link #ended}. */
    void begun() {
        inFlight.increment();
    }

    void ended() {
        inFlight.decrement();
    }

    void succeeded(long startNanos) {
        count(Outcome.OK, startNanos);
        if (failuresInRow > 0) {
            cleared();
        }
    }

    /** The sender or the provider is to blame: this never trips, and shows that the extension works. */
    void refused(long startNanos, String message) {
        count(Outcome.REFUSED, startNanos);
        keep(message);
        if (failuresInRow > 0) {
            cleared();
        }
    }

    void defect(long startNanos, String message) {
        count(Outcome.DEFECT, startNanos);
        keep(message);
        failedAgain(message);
    }

    /** A call was given up; {@code ownFault} false where the time may have been spent waiting for a provider. */
    void timedOut(long startNanos, String message, boolean ownFault) {
        count(Outcome.TIMEOUT, startNanos);
        keep(message);
        if (ownFault) {
            failedAgain(message);
        }
    }

    /** A call has allocated more than any may: one is enough, for a few at once could end the server. */
    void ateTooMuch(long bytes) {
        String message =
                "one call has allocated " + (bytes >> 20) + " MiB, more than " + (Memory.MOST_BYTES_A_CALL >> 20);
        keep(message);
        synchronized (this) {
            failuresInRow = Math.max(failuresInRow, Math.max(1, failuresToTrip));
            trippedUntil = clock.instant().plus(tripped);
            probeUntil = null;
        }
        log.warn("{} is switched off for {}: {}", name, tripped, message);
    }

    /** It was switched off. */
    void turnedAway() {
        counter(Outcome.TURNED_AWAY).increment();
        timer(Outcome.TURNED_AWAY).record(0, TimeUnit.NANOSECONDS);
    }

    /** It was admitted, and too many were waiting. */
    void noRoom() {
        turnedAway();
        if (trippedUntil != null) {
            synchronized (this) {
                probeUntil = null;
            }
        }
    }

    synchronized ExtensionHealth health() {
        long calls = counts.entrySet().stream()
                .filter(e -> e.getKey() != Outcome.TURNED_AWAY)
                .mapToLong(e -> e.getValue().sum())
                .sum();
        Instant until = trippedUntil;
        return new ExtensionHealth(
                calls,
                counter(Outcome.REFUSED).sum(),
                counter(Outcome.DEFECT).sum(),
                counter(Outcome.TIMEOUT).sum(),
                counter(Outcome.TURNED_AWAY).sum(),
                (int) Math.max(0, inFlight.sum()),
                calls == 0 ? null : nanos.sum() / 1e6 / calls,
                calls == 0 ? null : lastNanos / 1e6,
                calls == 0 ? null : Instant.ofEpochMilli(lastMillis),
                until != null && clock.instant().isBefore(until) ? until : null,
                List.copyOf(errors));
    }

    /** Takes its meters away: nothing of this name is there any more. */
    void forget() {
        timers.values().forEach(meters::remove);
    }

    private void count(Outcome outcome, long startNanos) {
        long took = System.nanoTime() - startNanos;
        counter(outcome).increment();
        nanos.add(took);
        lastNanos = took;
        lastMillis = clock.millis();
        timer(outcome).record(took, TimeUnit.NANOSECONDS);
    }

    @SuppressWarnings("NullAway") // there is one for every outcome
    private LongAdder counter(Outcome outcome) {
        return counts.get(outcome);
    }

    @SuppressWarnings("NullAway") // there is one for every outcome
    private Timer timer(Outcome outcome) {
        return timers.get(outcome);
    }

    private synchronized void keep(String message) {
        errors.addFirst(new LastError(clock.instant(), message));
        if (errors.size() > KEPT_ERRORS) {
            errors.removeLast();
        }
    }

    private synchronized void failedAgain(String message) {
        failuresInRow++;
        if (failuresToTrip > 0 && failuresInRow >= failuresToTrip && !isOff()) {
            trippedUntil = clock.instant().plus(tripped);
            probeUntil = null;
            log.warn(
                    "{} is switched off for {}: {} failures in a row, the last: {}",
                    name,
                    tripped,
                    failuresInRow,
                    message);
        }
    }

    private synchronized void cleared() {
        if (isOff()) {
            return; // it was admitted before the trip
        }
        failuresInRow = 0;
        if (trippedUntil != null) {
            trippedUntil = null;
            probeUntil = null;
            log.info("{} works again", name);
        }
    }
}
