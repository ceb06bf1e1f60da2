package io.opencoc.kernel;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a step again and again on an event loop of its own, one at a time: at once while steps say that there was work, else when woken or
 * after the pause. A failed step is logged and tried again after a pause that grows to 10 s. Wake, start and close are safe from any thread.
 */
public final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final long LONGEST_PAUSE = 10_000;

    private final Vertx vertx;
    private final Context context;
    private final String name;
    private final long idleMillis;
    private final Supplier<Uni<Boolean>> step;
    private final Promise<Void> ended = Promise.promise();
    private final AtomicBoolean called = new AtomicBoolean();

    // Touched on the context only.
    private boolean running;
    private boolean started;
    private boolean woken;
    private boolean closed;
    private long timer = -1;
    private volatile int failures;

    /**
     * A loop that does not run yet.
     *
     * @param name for the log
     * @param idle how long to wait when there was no work
     * @param step says whether there was work, so that there may be more
     */
    public Loop(Vertx vertx, String name, Duration idle, Supplier<Uni<Boolean>> step) {
        this.vertx = vertx;
        this.context = ((io.vertx.core.internal.VertxInternal) vertx).createEventLoopContext();
        this.name = name;
        this.idleMillis = Math.max(1, idle.toMillis());
        this.step = step;
    }

    public void start() {
        context.runOnContext(v -> {
            started = true;
            run();
        });
    }

    /** There may be work: do the next step now, or right after the one that runs. Cheap to call often: calls in a row count once. */
    public void wake() {
        if (called.compareAndSet(false, true)) {
            context.runOnContext(v -> {
                called.set(false);
                woken = true;
                if (failures == 0) {
                    run();
                }
            });
        }
    }

    /** Whether step after step fails. Safe from any thread. */
    public boolean isFailing() {
        return failures >= 3;
    }

    private void run() {
        if (running || closed || !started) {
            return;
        }
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
        running = true;
        woken = false;
        // Whatever a step throws, and be it an Error: a loop that is not told goes no further.
        Uni.createFrom()
                .deferred(() -> {
                    try {
                        return step.get();
                    } catch (Throwable e) {
                        return Uni.createFrom().failure(e);
                    }
                })
                .subscribe()
                .with(
                        again -> context.runOnContext(v -> after(again, null)),
                        failure -> context.runOnContext(v -> after(false, failure)));
    }

    private void after(boolean again, @org.jspecify.annotations.Nullable Throwable failure) {
        running = false;
        if (closed) {
            ended.tryComplete();
            return;
        }
        long pause = idleMillis;
        if (failure == null) {
            failures = 0;
            if (again || woken) {
                context.runOnContext(v -> run());
                return;
            }
        } else {
            failures = failures + 1; // written on the context only
            pause = Math.min(LONGEST_PAUSE, 100L << Math.min(failures, 10));
            LOG.warn("The {} failed and goes on in {} ms: {}", name, pause, failure.toString());
            LOG.debug("The {} failed", name, failure);
        }
        timer = vertx.setTimer(
                pause,
                id -> context.runOnContext(v -> {
                    timer = -1;
                    run();
                }));
    }

    /** Ends the loop; done when the step that runs is over. */
    public Future<Void> stop() {
        context.runOnContext(v -> {
            closed = true;
            if (timer >= 0) {
                vertx.cancelTimer(timer);
            }
            if (!running) {
                ended.tryComplete();
            }
        });
        return ended.future();
    }
}
