package io.opencoc.kernel.plugin;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the calls of one loaded plug-in that are under way. Once it is retired, the last of them ends it; until then it takes calls, for there
 * may be somebody who has just found it.
 */
final class PluginUse {
    private static final long RETIRED = 1L << 40;
    private static final long OVER = -1;

    private final AtomicLong state = new AtomicLong();
    private volatile Runnable whenUnused = () -> {};

    /** Begins a call, which must {@link #exit}; false when the plug-in is over and another must be found. */
    boolean enter() {
        while (true) {
            long now = state.get();
            if (now == OVER) {
                return false;
            }
            if (state.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    void exit() {
        while (true) {
            long now = state.get();
            if (now == OVER) {
                return; // it was forced
            }
            long next = now - 1 == RETIRED ? OVER : now - 1;
            if (state.compareAndSet(now, next)) {
                if (next == OVER) {
                    whenUnused.run();
                }
                return;
            }
        }
    }

    /** Ends the plug-in with the last call, at once when there is none. */
    void retire(Runnable unused) {
        whenUnused = unused;
        while (true) {
            long now = state.get();
            if (now == OVER || now >= RETIRED) {
                return;
            }
            long next = now == 0 ? OVER : now + RETIRED;
            if (state.compareAndSet(now, next)) {
                if (next == OVER) {
                    unused.run();
                }
                return;
            }
        }
    }

    /** Ends it whatever is under way; false if it was over already. */
    boolean force() {
        return state.getAndSet(OVER) != OVER;
    }

    /** How many calls are under way. */
    int count() {
        long now = state.get();
        return now == OVER ? 0 : (int) (now % RETIRED);
    }
}
