package io.opencoc.notification;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a delivery is tried again. Pure. */
final class Retry {
    /** After this many tries a delivery has failed. */
    static final int TRIES = 8;

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration LONGEST_ASKED = Duration.ofHours(1);

    private Retry() {}

    /**
     * How long to wait: 10 s, doubled with each try, 30 min at most, of which a random half is taken off so that what failed together does
     * not come back together; a provider that asks for more gets it, up to an hour.
     *
     * @param tries that failed so far, from 1
     * @param asked by the provider; null when it did not
     * @param random from 0 to 1
     */
    static Duration pause(int tries, @Nullable Duration asked, double random) {
        long whole = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(tries - 1, 20));
        Duration own = Duration.ofMillis(whole / 2 + (long) (whole / 2 * random));
        if (asked == null || asked.compareTo(own) <= 0) {
            return own;
        }
        return asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED;
    }
}
