package io.opencoc.attachment;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** How much goes on at once, on this server and of one user, so that a few who send slowly do not keep the others out. Safe for all threads. */
final class Turns {
    private final int most;
    private final int mostOfOne;
    private final String what;
    private final AtomicInteger running = new AtomicInteger();
    private final Map<String, Integer> ofOne = new ConcurrentHashMap<>();

    /**
     * None runs yet.
     *
     * @param what for people, in the plural
     */
    Turns(int most, int mostOfOne, String what) {
        this.most = most;
        this.mostOfOne = mostOfOne;
        this.what = what;
    }

    /** Begins one, or fails with a problem; what is given ends it, however often it is run. */
    Runnable take(Actor actor) {
        String who = actor.tenant() + " " + actor.id();
        if (running.incrementAndGet() > most) {
            running.decrementAndGet();
            throw Problem.unavailable(most + " " + what + " are running.", Duration.ofSeconds(5));
        }
        if (ofOne.merge(who, 1, Integer::sum) > mostOfOne) {
            end(who);
            throw Problem.throttled(mostOfOne + " " + what + " of yours are running.", Duration.ofSeconds(5));
        }
        AtomicBoolean ended = new AtomicBoolean();
        return () -> {
            if (ended.compareAndSet(false, true)) {
                end(who);
            }
        };
    }

    private void end(String who) {
        running.decrementAndGet();
        ofOne.computeIfPresent(who, (k, n) -> n == 1 ? null : n - 1);
    }
}
