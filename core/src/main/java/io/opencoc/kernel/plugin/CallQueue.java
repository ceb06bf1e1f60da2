package io.opencoc.kernel.plugin;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Lets so many calls be under way at once and so many more wait for their turn. */
final class CallQueue {
    private final int atOnce;
    private final int waitingLimit;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int running;

    CallQueue(int atOnce, int waitingLimit) {
        this.atOnce = atOnce;
        this.waitingLimit = waitingLimit;
    }

    /** Starts a call now or later; false if too many wait. Each start must be followed by one {@link #ended}. */
    boolean start(Runnable call) {
        synchronized (this) {
            if (running >= atOnce) {
                return waiting.size() < waitingLimit && waiting.add(call);
            }
            running++;
        }
        call.run();
        return true;
    }

    /** A call has ended: the next one begins. */
    void ended() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                running--;
            }
        }
        run(next);
    }

    private static void run(@Nullable Runnable next) {
        if (next != null) {
            next.run();
        }
    }
}
