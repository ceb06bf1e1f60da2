package io.opencoc.integration;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What came from one integration since it was last written down. For one thread at a time. */
final class Traffic {
    private static final int MOST_MINUTES = 120;

    private final TreeMap<Instant, Minute> minutes = new TreeMap<>();
    private @Nullable Instant lastReceivedAt;
    private @Nullable String lastError;
    private @Nullable Instant lastErrorAt;

    /** The counts of a minute. */
    static final class Minute {
        long received;
        long rejected;
    }

    Traffic received(int alarms, Instant at) {
        minute(at).received += alarms;
        lastReceivedAt = later(lastReceivedAt, at);
        return this;
    }

    Traffic rejected(String reason, Instant at) {
        minute(at).rejected++;
        if (lastErrorAt == null || !at.isBefore(lastErrorAt)) {
            lastError = reason;
            lastErrorAt = at;
        }
        return this;
    }

    /** Adds what is older and could not be written. */
    Traffic plus(Traffic older) {
        older.minutes.forEach((at, counts) -> {
            Minute minute = minute(at);
            minute.received += counts.received;
            minute.rejected += counts.rejected;
        });
        lastReceivedAt = later(lastReceivedAt, older.lastReceivedAt);
        if (lastErrorAt == null) {
            lastError = older.lastError;
            lastErrorAt = older.lastErrorAt;
        }
        return this;
    }

    private Minute minute(Instant at) {
        Minute last = minutes.isEmpty() ? null : minutes.lastEntry().getValue();
        // Nearly always the same minute as before: no truncation, no look-up.
        if (last != null && isIn(minutes.lastKey(), at)) {
            return last;
        }
        Minute minute = minutes.computeIfAbsent(at.truncatedTo(ChronoUnit.MINUTES), m -> new Minute());
        if (minutes.size() > MOST_MINUTES) {
            minutes.pollFirstEntry();
        }
        return minute;
    }

    private static boolean isIn(Instant minute, Instant at) {
        long seconds = at.getEpochSecond() - minute.getEpochSecond();
        return seconds >= 0 && seconds < 60;
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isAfter(a)) ? b : a;
    }

    TreeMap<Instant, Minute> minutes() {
        return minutes;
    }

    @Nullable
    Instant lastReceivedAt() {
        return lastReceivedAt;
    }

    @Nullable
    String lastError() {
        return lastError;
    }

    @Nullable
    Instant lastErrorAt() {
        return lastErrorAt;
    }
}
