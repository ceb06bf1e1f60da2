package io.opencoc.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Pauses between wrong tries under a key: none for the first few, then 1, 2, 4 … 60 s; forgotten a quarter of an hour after the last one. Of
 * tries at the same time no more are let through than could all be wrong. Safe for all threads.
 */
final class Backoff {
    private static final int MOST_KEYS = 100_000;
    private static final long LONGEST_SECONDS = 60;
    private static final Duration MEMORY = Duration.ofMinutes(15);

    private final Clock clock;
    private final int free;
    private final Cache<String, State> states;

    private static final class State {
        int wrong;
        int underWay;
        Instant last = Instant.MIN;
        Instant until = Instant.MIN;
    }

    /** @param free wrong tries before the first pause */
    Backoff(Clock clock, int free) {
        this.clock = clock;
        this.free = free;
        this.states = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfterAccess(MEMORY)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Begins a try, which one of the three below must end. Null when it may go on; else how long to wait, and nothing has begun. */
    @Nullable
    Duration begin(String key) {
        State s = states.get(key, k -> new State());
        Instant now = clock.instant();
        synchronized (s) {
            if (s.wrong > 0 && s.last.plus(MEMORY).isBefore(now)) {
                s.wrong = 0;
            }
            if (s.until.isAfter(now)) {
                return Duration.between(now, s.until).plusMillis(999);
            }
            if (s.underWay > 0 && s.wrong + s.underWay >= free) {
                return Duration.ofSeconds(1);
            }
            s.underWay++;
            return null;
        }
    }

    void wrong(String key) {
        State s = states.get(key, k -> new State());
        synchronized (s) {
            s.underWay = Math.max(0, s.underWay - 1);
            s.wrong++;
            s.last = clock.instant();
            if (s.wrong >= free) {
                s.until = s.last.plusSeconds(Math.min(LONGEST_SECONDS, 1L << Math.min(s.wrong - free, 6)));
            }
        }
    }

    /** It was right: those before it are forgotten. */
    void right(String key) {
        states.invalidate(key);
    }

    /** Nobody knows whether it was right, or it does not count. */
    void undone(String key) {
        State s = states.getIfPresent(key);
        if (s != null) {
            synchronized (s) {
                s.underWay = Math.max(0, s.underWay - 1);
            }
        }
    }
}
