package io.opencoc.launcher;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/**
 * What signals do: the first Ctrl-C or SIGTERM asks for a stop, a second one ends the process at once, SIGHUP reads files again. A start that is
 * under way is not torn apart: the stop follows it.
 */
final class Signals {
    private static final int AT_ONCE = 130;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Runnable hangUp = () -> {};

    private Signals() {}

    /** Takes the signals over. */
    static Signals catchThem() {
        Signals signals = new Signals();
        Signal.handle(new Signal("TERM"), s -> signals.ask());
        Signal.handle(new Signal("INT"), s -> signals.ask());
        Signal.handle(new Signal("HUP"), s -> signals.hangUp.run());
        return signals;
    }

    private void ask() {
        if (asked.incrementAndGet() > 1) {
            Runtime.getRuntime().halt(AT_ONCE);
        }
        stop.countDown();
    }

    void onHangUp(Runnable action) {
        hangUp = action;
    }

    /** Waits until a stop is asked for. */
    void awaitStop() throws InterruptedException {
        stop.await();
    }
}
