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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what one extension's calls come to, keeps the last errors, and trips: after so many defects in a row the extension is not
 * called for a while; then one more defect trips it again, one success clears it.
 */
final class CallLog {
    private static final Logger log = LoggerFactory.getLogger(CallLog.class);
    private static final int KEPT_ERRORS = 20;

    private final String name;
    private final int failuresToTrip;
    private final Duration tripped;
    private final Clock clock;
    private final Map<Outcome, Timer> timers = new EnumMap<>(Outcome.class);
    private final Deque<LastError> errors = new ArrayDeque<>();
    private volatile int failuresInRow;
    private volatile @Nullable Instant trippedUntil;

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
        for (Outcome outcome : Outcome.values()) {
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

    /** How long the extension is still switched off; null if it may be called. */
    @Nullable
    Duration off() {
        Instant until = trippedUntil;
        if (until == null) {
            return null;
        }
        Duration left = Duration.between(clock.instant(), until);
        return left.isPositive() ? left : null;
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

    void turnedAway() {
        timer(Outcome.TURNED_AWAY).record(0, TimeUnit.NANOSECONDS);
    }

    synchronized ExtensionHealth health() {
        return new ExtensionHealth(
                timers.values().stream().mapToLong(Timer::count).sum()
                        - timer(Outcome.TURNED_AWAY).count(),
                timer(Outcome.REFUSED).count(),
                timer(Outcome.DEFECT).count(),
                timer(Outcome.TIMEOUT).count(),
                timer(Outcome.TURNED_AWAY).count(),
                off() == null ? null : trippedUntil,
                List.copyOf(errors));
    }

    private void count(Outcome outcome, long startNanos) {
        timer(outcome).record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
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
        if (failuresToTrip > 0 && failuresInRow >= failuresToTrip && off() == null) {
            trippedUntil = clock.instant().plus(tripped);
            log.warn(
                    "{} is switched off for {}: {} failures in a row, the last: {}",
                    name,
                    tripped,
                    failuresInRow,
                    message);
        }
    }

    private synchronized void cleared() {
        failuresInRow = 0;
        if (trippedUntil != null) {
            trippedUntil = null;
            log.info("{} works again", name);
        }
    }
}
