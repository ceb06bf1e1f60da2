package io.opencoc.launcher;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/** What signals do: the first Ctrl-C or SIGTERM asks for a stop, a second one ends the process at once, SIGHUP reads files again. */
final class Signals {
    private static final int AT_ONCE = 130;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final Thread starter = Thread.currentThread();
    private volatile boolean started;
    private volatile Runnable hangUp = () -> {};

    private Signals() {}

    /** Takes the signals over; a stop while the calling thread still starts the server interrupts it. */
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
        if (!started) {
            starter.interrupt();
        }
    }

    void onHangUp(Runnable action) {
        hangUp = action;
    }

    /** Whether a stop has been asked for. */
    boolean stopAsked() {
        return asked.get() > 0;
    }

    /** Waits until a stop is asked for; from then on the thread is not interrupted. */
    void awaitStop() {
        started = true;
        while (true) {
            try {
                stop.await();
                return;
            } catch (InterruptedException e) {
                // Asked for in the very moment between: the latch is open.
                continue;
            }
        }
    }
}
