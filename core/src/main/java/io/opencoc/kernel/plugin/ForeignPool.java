package io.opencoc.kernel.plugin;

import io.opencoc.api.BadPayloadException;
import io.opencoc.kernel.plugin.PluginCallException.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
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
 * thread and its place until it really ends; when all places are taken further calls are turned away. Until a call has ended well, and again after
 * one that has not, the extension is called one at a time: what hangs or eats memory does so on one thread alone.
 */
final class ForeignPool implements AutoCloseable {
    /** Two versions of an extension never share threads: what hangs in the old one must not stall the new one. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final Vertx vertx;
    private final WorkerExecutor threads;
    private final Duration timeout;
    private final int places;
    private final PluginUse use;
    private final AtomicInteger taken = new AtomicInteger();
    private final ReentrantLock alone = new ReentrantLock();
    private volatile boolean proven;

    ForeignPool(Vertx vertx, String name, int threads, int places, Duration timeout, PluginUse use) {
        this.vertx = vertx;
        this.threads = vertx.createSharedWorkerExecutor("plugin-" + name + "-" + NUMBERS.incrementAndGet(), threads);
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

    /** Runs a call that counts itself; counted here is only what it cannot count: that it is given up or turned away. */
    <T> Uni<T> call(Guarded<T> call, CallLog calls) {
        return Uni.createFrom().emitter(emitter -> {
            Promise<T> promise = ((ContextInternal) vertx.getOrCreateContext()).promise();
            promise.future().onComplete(emitter::complete, emitter::fail);
            if (taken.incrementAndGet() > places) {
                taken.decrementAndGet();
                calls.noRoom();
                promise.fail(new PluginCallException(
                        Kind.BUSY, calls.name() + " is busy: " + places + " calls are waiting"));
                return;
            }
            use.enter();
            Place place = new Place();
            long start = System.nanoTime();
            long timer = vertx.setTimer(timeout.toMillis(), id -> {
                if (place.giveUp()) {
                    String message = calls.name() + " did not answer within " + timeout.toMillis() + " ms";
                    calls.timedOut(start, message, true);
                    promise.fail(new PluginCallException(Kind.TIMEOUT, message));
                }
            });
            run(call, place, promise, timer, calls);
        });
    }

    @SuppressWarnings("NullAway") // Vert.x allows null results; calls return none
    private <T> void run(Guarded<T> call, Place place, Promise<T> promise, long timer, CallLog calls) {
        threads.executeBlocking(
                        () -> {
                            try {
                                if (!place.begin()) {
                                    throw new PluginCallException(Kind.TIMEOUT, "given up before it began");
                                }
                                return measured(call, place, calls);
                            } finally {
                                place.leave();
                            }
                        },
                        false)
                .onComplete(done -> {
                    vertx.cancelTimer(timer);
                    place.leave();
                    if (done.succeeded()) {
                        promise.tryComplete(done.result());
                    } else if (done.cause() instanceof RejectedExecutionException) {
                        promise.tryFail(new PluginCallException(Kind.GONE, calls.name() + " has been removed"));
                    } else {
                        promise.tryFail(done.cause());
                    }
                });
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
            proven = well && !place.wasGivenUp();
        }
    }

    /** Runs something that ends soon by itself, without a time-out and a place of its own. */
    void execute(Runnable task) {
        use.enter();
        Place place = new Place();
        taken.incrementAndGet();
        threads.executeBlocking(
                        () -> {
                            try {
                                task.run();
                                return true;
                            } finally {
                                place.leave();
                            }
                        },
                        false)
                .onComplete(done -> place.leave());
    }

    /** How many calls are waiting or running, those that were given up included. */
    int taken() {
        return taken.get();
    }

    @Override
    public void close() {
        threads.close();
    }

    /** What one call takes, until it has really ended. */
    private final class Place {
        private @Nullable Thread thread;
        private boolean givenUp;
        private boolean over;
        private boolean left;

        /** False if it was given up while it waited. */
        synchronized boolean begin() {
            thread = Thread.currentThread();
            return !givenUp;
        }

        /** False if it has ended by itself. */
        synchronized boolean giveUp() {
            if (over || givenUp) {
                return false;
            }
            givenUp = true;
            if (thread != null) {
                thread.interrupt();
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
                if (thread != null || givenUp) {
                    thread = null;
                    Thread.interrupted(); // the interruption was for this call alone
                }
            }
            taken.decrementAndGet();
            use.exit();
        }
    }
}
