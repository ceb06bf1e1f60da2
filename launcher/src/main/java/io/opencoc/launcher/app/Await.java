package io.opencoc.launcher.app;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what happens on event loops, on the thread that starts and stops the server. */
final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Await() {}

    static <T> T result(Future<T> future) throws Exception {
        return result(future, PATIENCE);
    }

    static <T> T result(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    static <T> T result(Future<T> future, Duration longest) throws Exception {
        try {
            return future.toCompletionStage().toCompletableFuture().get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        } catch (TimeoutException e) {
            throw new IllegalStateException("nothing happened for " + longest.toSeconds() + " s", e);
        }
    }
}
