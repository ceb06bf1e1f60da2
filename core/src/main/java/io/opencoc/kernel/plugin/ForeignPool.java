package io.opencoc.kernel.plugin;

import io.opencoc.kernel.plugin.PluginCallException.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The few threads of one extension that is not bundled. What hangs there hangs alone: a call that is given up keeps its thread and
 * its place until it really ends, and when all places are taken further calls are turned away.
 */
final class ForeignPool implements AutoCloseable {
    private final Vertx vertx;
    private final WorkerExecutor threads;
    private final Duration timeout;
    private final int places;
    private final AtomicInteger taken = new AtomicInteger();

    ForeignPool(Vertx vertx, String name, int threads, int places, Duration timeout) {
        this.vertx = vertx;
        this.threads = vertx.createSharedWorkerExecutor("plugin-" + name, threads);
        this.timeout = timeout;
        this.places = places;
    }

    /** Runs a call that counts itself; counted here is only what it cannot count: that it is given up or turned away. */
    <T> Uni<T> call(Callable<T> call, CallLog calls) {
        return Uni.createFrom().emitter(emitter -> {
            Promise<T> promise = ((ContextInternal) vertx.getOrCreateContext()).promise();
            promise.future().onComplete(emitter::complete, emitter::fail);
            if (taken.incrementAndGet() > places) {
                taken.decrementAndGet();
                calls.turnedAway();
                promise.fail(new PluginCallException(
                        Kind.BUSY, calls.name() + " is busy: " + places + " calls are waiting"));
                return;
            }
            AtomicBoolean decided = new AtomicBoolean();
            long start = System.nanoTime();
            long timer = vertx.setTimer(timeout.toMillis(), id -> {
                if (decided.compareAndSet(false, true)) {
                    String message = calls.name() + " did not answer within " + timeout.toMillis() + " ms";
                    calls.timedOut(start, message, true);
                    promise.fail(new PluginCallException(Kind.TIMEOUT, message));
                }
            });
            run(call, decided).onComplete(done -> {
                vertx.cancelTimer(timer);
                if (done.failed()) {
                    promise.tryFail(done.cause());
                } else {
                    promise.tryComplete(done.result());
                }
            });
        });
    }

    @SuppressWarnings("NullAway") // Vert.x allows null results; calls return none
    private <T> Future<T> run(Callable<T> call, AtomicBoolean decided) {
        return threads.executeBlocking(
                () -> {
                    try {
                        if (decided.get()) {
                            throw new PluginCallException(Kind.TIMEOUT, "given up before it began");
                        }
                        return call.call();
                    } finally {
                        taken.decrementAndGet();
                    }
                },
                false);
    }

    /** Runs something that ends soon by itself, without a time-out and a place of its own. */
    void execute(Runnable task) {
        threads.executeBlocking(
                () -> {
                    task.run();
                    return true;
                },
                false);
    }

    @Override
    public void close() {
        threads.close();
    }
}
