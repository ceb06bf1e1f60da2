package io.opencoc.kernel.reactive;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Between Vert.x futures, used at the edge, and Mutiny, used in services and the SPI. */
public final class Reactive {
    private Reactive() {}

    /** A lazy Uni: each subscription starts the work anew and resumes where the future completes. */
    public static <T> Uni<T> uni(Supplier<Future<T>> work) {
        return Uni.createFrom().emitter(e -> work.get().onComplete(e::complete, e::fail));
    }

    /** Subscribes now. */
    public static <T> Future<T> future(Uni<T> uni) {
        Promise<T> promise = Promise.promise();
        uni.subscribe().with(promise::tryComplete, promise::tryFail);
        return promise.future();
    }

    /** Does work that is too much for an event loop on a worker thread, beside other work of the kind, and comes back to the caller's context. */
    @SuppressWarnings("NullAway") // Vert.x allows null results; work returns none
    public static <T> Future<T> aside(Vertx vertx, Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }
}
