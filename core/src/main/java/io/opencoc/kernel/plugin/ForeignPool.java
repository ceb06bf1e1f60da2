package io.opencoc.kernel.plugin;

import io.opencoc.api.BadPayloadException;
import io.opencoc.kernel.plugin.PluginCallException.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The few threads of one extension that is not bundled. What hangs there hangs alone: a call that is given up is interrupted, and keeps its
 * thread and its place until it really ends, while the operating system lets all others go before it, as before any call that keeps a processor busy; when all places are taken further calls are turned away. Until a call has ended well, and again after
 * one that has not, the extension is called one at a time: what hangs or eats memory does so on one thread alone.
 */
final class ForeignPool implements AutoCloseable {
    /** Two versions of an extension never share threads: what hangs in the old one must not stall the new one. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    /** How often a call that takes long is looked at, and how much of a processor it may have had before all others go first. */
    private static final long LOOK_MILLIS = 50;

    private static final long MUCH_NANOS = 25_000_000;

    private final Vertx vertx;
    private final ForeignThreads threads;
    private final Duration timeout;
    private final int places;
    private final PluginUse use;
    private final AtomicInteger taken = new AtomicInteger();
    private final ReentrantLock alone = new ReentrantLock();
    private volatile boolean proven;

    ForeignPool(Vertx vertx, String name, int threads, int places, Duration timeout, PluginUse use) {
        this.vertx = vertx;
        this.threads = new ForeignThreads("plugin-" + name + "-" + NUMBERS.incrementAndGet(), threads);
        this.timeout = timeout;
        this.places = places;
        this.use = use;
    }

    /** A call that counts itself. */
    @FunctionalInterface
    interface Guarded<T> {
        /**
         * Makes the call.
         *
         * @param ending to ask once when the foreign code has returned: whether the call still counts, and was not given up
         */
        T run(BooleanSupplier ending) throws Exception;
    }

    /**
     * Runs a call that counts itself; counted here is only what it cannot count: that it is given up or turned away.
     *
     * @param proves whether others may run beside the next ones when this one ends well: a question that costs nothing says nothing about requests
     */
    <T> Uni<T> call(Guarded<T> call, CallLog calls, boolean proves) {
        return Uni.createFrom().emitter(emitter -> {
            ContextInternal here = (ContextInternal) vertx.getOrCreateContext();
            Promise<T> promise = here.promise();
            promise.future().onComplete(emitter::complete, emitter::fail);
            if (taken.incrementAndGet() > places) {
                taken.decrementAndGet();
                calls.noRoom();
                promise.fail(new PluginCallException(
                        Kind.BUSY, calls.name() + " is busy: " + places + " calls are waiting"));
                return;
            }
            use.enter();
            Place place = new Place(here, proves);
            long start = System.nanoTime();
            place.watch(start + timeout.toNanos(), () -> {
                String message = calls.name() + " did not answer within " + timeout.toMillis() + " ms";
                calls.timedOut(start, message, true);
                promise.fail(new PluginCallException(Kind.TIMEOUT, message));
            });
            run(call, place, promise, calls);
        });
    }

    private <T> void run(Guarded<T> call, Place place, Promise<T> promise, CallLog calls) {
        try {
            threads.execute(() -> {
                Runnable answer = answer(call, place, promise, calls);
                place.leave(); // first: who is answered may call again at once
                answer.run();
            });
        } catch (RejectedExecutionException e) {
            place.leave();
            promise.tryFail(gone(calls));
        }
    }

    /** Makes the call, and says how to answer; nothing when it has been given up, for then that is the answer. */
    @SuppressWarnings("CatchingUnchecked")
    private <T> Runnable answer(Guarded<T> call, Place place, Promise<T> promise, CallLog calls) {
        Runnable answer;
        try {
            if (threads.isClosed()) {
                throw gone(calls);
            }
            if (!place.begin()) {
                return () -> {};
            }
            T result = measured(call, place, calls);
            answer = () -> promise.tryComplete(result);
        } catch (Throwable e) { // of whatever kind: somebody waits for an answer
            answer = () -> promise.tryFail(e);
        }
        return place.wasGivenUp() ? () -> {} : answer;
    }

    private static PluginCallException gone(CallLog calls) {
        return new PluginCallException(Kind.GONE, calls.name() + " has been removed");
    }

    private <T> T measured(Guarded<T> call, Place place, CallLog calls) throws Exception {
        if (proven) {
            return measuredNow(call, place, calls);
        }
        alone.lockInterruptibly();
        try {
            return measuredNow(call, place, calls);
        } finally {
            alone.unlock();
        }
    }

    /** What has taken too much memory is not called again for a while; what it has read counts. */
    private <T> T measuredNow(Guarded<T> call, Place place, CallLog calls) throws Exception {
        if (calls.isOff()) { // since it was admitted
            throw new PluginCallException(Kind.TRIPPED, calls.name() + " has just been switched off");
        }
        boolean well = false;
        place.enter();
        long before = Memory.allocatedByThisThread();
        try {
            T result = call.run(place::end);
            well = true;
            return result;
        } catch (BadPayloadException e) {
            well = true;
            throw e;
        } finally {
            long took = Memory.allocatedByThisThread() - before;
            if (took > Memory.MOST_BYTES_A_CALL) {
                calls.ateTooMuch(took);
                well = false;
            }
            proven = well && !place.wasGivenUp() && (proven || place.proves);
        }
    }

    /** Runs something that ends soon by itself, without a time-out and a place of its own. */
    void execute(Runnable task) {
        use.enter();
        Place place = new Place((ContextInternal) vertx.getOrCreateContext(), false);
        taken.incrementAndGet();
        place.watch(Long.MAX_VALUE, () -> {});
        try {
            threads.execute(() -> {
                try {
                    place.begin();
                    place.enter();
                    task.run();
                } finally {
                    place.leave();
                }
            });
        } catch (RejectedExecutionException e) { // it has been removed; who waits for it has a time-out
            place.leave();
        }
    }

    /** How many calls are waiting or running, those that were given up included. */
    int taken() {
        return taken.get();
    }

    /** How many wait because one that is not proven is called alone. */
    int waitingAlone() {
        return alone.getQueueLength();
    }

    @Override
    public void close() {
        threads.close();
    }

    /** What one call takes, until it has really ended. */
    private final class Place {
        private final ContextInternal caller;
        private final boolean proves;
        private @Nullable Thread thread;
        private boolean inside;
        private boolean lowered;
        private long begunWith;
        private long timer = -1;
        private boolean givenUp;
        private boolean over;
        private boolean left;

        Place(ContextInternal caller, boolean proves) {
            this.caller = caller;
            this.proves = proves;
        }

        /** False if it was given up while it waited. */
        synchronized boolean begin() {
            thread = Thread.currentThread();
            return !givenUp;
        }

        /** Foreign code is called now. */
        synchronized void enter() {
            begunWith = ForeignThreads.processorTime(Thread.currentThread());
            inside = true;
        }

        /**
         * Looks from time to time whether it takes much of a processor, and gives it up in the end.
         *
         * @param until when to give up, as {@link System#nanoTime}
         * @param whenGivenUp what to do then
         */
        synchronized void watch(long until, Runnable whenGivenUp) {
            if (left) {
                return;
            }
            long millis = Math.max(1, Math.min(LOOK_MILLIS, (until - System.nanoTime()) / 1_000_000));
            timer = vertx.setTimer(millis, id -> {
                if (System.nanoTime() < until) {
                    lowerIfBusy();
                    watch(until, whenGivenUp);
                } else if (giveUp()) {
                    whenGivenUp.run();
                }
            });
        }

        /** Lets all others go before what takes much of a processor; what sleeps, or has to wait for one, is in nobody's way. */
        private synchronized void lowerIfBusy() {
            if (thread != null && inside && !lowered && ForeignThreads.processorTime(thread) - begunWith > MUCH_NANOS) {
                lower(thread);
            }
        }

        private void lower(Thread running) {
            lowered = true;
            ForeignThreads.lower(running);
        }

        /** False if it has ended by itself. */
        synchronized boolean giveUp() {
            if (over || givenUp) {
                return false;
            }
            givenUp = true;
            if (thread != null) {
                thread.interrupt();
                if (inside && !lowered) {
                    lower(thread);
                }
            }
            return true;
        }

        /** The foreign code has returned; false if nobody waits for it any more. */
        synchronized boolean end() {
            thread = null;
            over = true;
            return !givenUp;
        }

        synchronized boolean wasGivenUp() {
            return givenUp;
        }

        void leave() {
            synchronized (this) {
                if (left) {
                    return;
                }
                left = true;
                over = true;
                vertx.cancelTimer(timer);
                if (thread != null || givenUp) {
                    thread = null;
                    Thread.interrupted(); // the interruption was for this call alone
                }
            }
            if (lowered) {
                caller.runOnContext(v -> threads.renew());
            }
            taken.decrementAndGet();
            use.exit();
        }
    }
}
