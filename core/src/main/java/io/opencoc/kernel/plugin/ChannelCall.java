package io.opencoc.kernel.plugin;

import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One message on its way through a channel: waits its turn, runs against the clock, and ends once. */
final class ChannelCall {
    private static final int MAX_ANSWER = 1024;

    private final Vertx vertx;
    private final CallLog calls;
    private final CallQueue queue;
    private final Duration timeout;
    private final ClassLoader loader;
    private final Callable<Uni<DeliveryReceipt>> send;
    private final ContextInternal context;
    private final Promise<DeliveryReceipt> promise;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicReference<@Nullable Cancellable> subscription = new AtomicReference<>();
    private final AtomicBoolean released = new AtomicBoolean();
    private volatile boolean started;
    private volatile boolean sendReturned;
    private volatile long startNanos;
    private volatile long timer = -1;

    ChannelCall(
            Vertx vertx,
            CallLog calls,
            CallQueue queue,
            Duration timeout,
            ClassLoader loader,
            Callable<Uni<DeliveryReceipt>> send) {
        this.vertx = vertx;
        this.calls = calls;
        this.queue = queue;
        this.timeout = timeout;
        this.loader = loader;
        this.send = send;
        this.context = (ContextInternal) vertx.getOrCreateContext();
        this.promise = context.promise();
    }

    Future<DeliveryReceipt> future() {
        return promise.future();
    }

    /** It is its turn. A channel that is not bundled is called on its own threads: it might block. */
    void start(@Nullable ForeignPool pool) {
        started = true;
        startNanos = System.nanoTime();
        if (ended.get()) { // cancelled while it waited
            release();
            return;
        }
        timer = vertx.setTimer(timeout.toMillis(), id -> timedOut());
        if (pool == null) {
            context.runOnContext(v -> run());
        } else {
            pool.execute(this::run);
        }
    }

    /** It is not let in. */
    void refuse(DeliveryException reason) {
        if (ended.compareAndSet(false, true)) {
            promise.fail(reason);
        }
    }

    /** The caller has lost interest; a message that is on its way may arrive all the same. */
    void cancel() {
        end(() -> {});
    }

    @SuppressWarnings("CatchingUnchecked")
    private void run() {
        if (ended.get()) {
            return;
        }
        try {
            ForeignCode.inside(loader, () -> {
                Uni<DeliveryReceipt> uni = Objects.requireNonNull(send.call(), "send() returned null");
                sendReturned = true;
                Cancellable subscribed = uni.subscribe().with(this::answered, this::failed);
                subscription.set(subscribed);
                if (ended.get()) {
                    subscribed.cancel();
                }
                return true;
            });
        } catch (Throwable e) { // whatever a plug-in throws ends here
            failed(e);
        }
    }

    private void answered(@Nullable DeliveryReceipt receipt) {
        if (receipt == null || receipt.providerId() == null || receipt.answer() == null) {
            failed(new IllegalStateException("send() gave no receipt"));
            return;
        }
        end(() -> {
            calls.succeeded(startNanos);
            promise.tryComplete(new DeliveryReceipt(
                    AlarmLimits.text(receipt.providerId(), MAX_ANSWER),
                    AlarmLimits.text(receipt.answer(), MAX_ANSWER)));
        });
    }

    private void failed(Throwable failure) {
        end(() -> {
            if (failure instanceof DeliveryException refused) {
                calls.refused(startNanos, String.valueOf(refused.getMessage()));
                promise.tryFail(refused);
            } else if (failure instanceof IOException) {
                // Of the network, which is no defect of the channel.
                String reason = ForeignCode.reason(failure);
                calls.refused(startNanos, reason);
                promise.tryFail(DeliveryException.transientFailure(reason));
            } else {
                String reason = calls.name() + " failed: " + ForeignCode.reason(failure);
                calls.defect(startNanos, reason);
                promise.tryFail(DeliveryException.transientFailure(reason));
            }
        });
    }

    private void timedOut() {
        end(() -> {
            String reason = calls.name() + " did not answer within " + timeout.toMillis() + " ms";
            // a provider may be slow: that is no defect of the channel; but send() itself must not wait
            calls.timedOut(startNanos, reason, !sendReturned);
            promise.tryFail(DeliveryException.transientFailure(reason));
        });
        Cancellable running = subscription.get();
        if (running != null) {
            running.cancel();
        }
    }

    private void end(Runnable how) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        vertx.cancelTimer(timer);
        how.run();
        if (started) {
            release();
        }
    }

    private void release() {
        if (released.compareAndSet(false, true)) {
            queue.ended();
        }
    }
}
