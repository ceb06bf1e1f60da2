package io.opencoc.iam;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.opencoc.kernel.Niceness;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.reactive.Reactive;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hashes and checks passwords: argon2id, at the {@link PasswordCost} given, on a pool of its own with a bounded queue. The pool takes a quarter of the processors
 * at most, and lets others go before it, so that guesses from everywhere at once slow nobody else down.
 */
public final class Passwords {
    private static final int THREADS = Math.clamp(Runtime.getRuntime().availableProcessors() / 4, 1, 8);
    /** Half a second of work for each thread: who waits longer is told so, and dead requests do not fill the queue for long. */
    private static final int MOST_WAITING = 16 * THREADS;

    private static final ThreadLocal<Boolean> NICE =
            ThreadLocal.withInitial(() -> Niceness.set(Niceness.threadId(), Niceness.BACKGROUND));

    private final Argon2Function function;
    private final WorkerExecutor workers;
    private final AtomicInteger waiting = new AtomicInteger();
    /** Checked when there is no such user, so that the answer takes as long. */
    private final String nobody;

    Passwords(Vertx vertx, PasswordCost cost) {
        workers = vertx.createSharedWorkerExecutor("passwords", THREADS);
        function = Argon2Function.getInstance(cost.kibibytes(), cost.passes(), 1, 32, Argon2.ID);
        nobody = Password.hash("nobody").addRandomSalt(16).with(function).getResult();
    }

    public Uni<String> hash(String password) {
        return run(() -> Password.hash(PasswordRules.normal(password))
                .addRandomSalt(16)
                .with(function)
                .getResult());
    }

    public Uni<Boolean> matches(String password, String hash) {
        return run(() ->
                Password.check(PasswordRules.normal(password), hash).with(Argon2Function.getInstanceFromHash(hash)));
    }

    public String nobody() {
        return nobody;
    }

    /** Refuses when the pool would not take another one: to ask before other work is done for it. */
    public void requireRoom() {
        if (waiting.get() >= MOST_WAITING) {
            throw full();
        }
    }

    private static Problem full() {
        return Problem.throttled("Too many sign-ins at once.", Duration.ofSeconds(2));
    }

    /** Guesses must not take a processor that others need; the pool's threads are for this alone. */
    private static <T> Callable<T> nicely(Callable<T> work) {
        return () -> {
            NICE.get();
            return work.call();
        };
    }

    private <T> Uni<T> run(Callable<T> work) {
        return Reactive.uni(() -> {
            if (waiting.incrementAndGet() > MOST_WAITING) {
                waiting.decrementAndGet();
                throw full();
            }
            return workers.executeBlocking(nicely(work), false).onComplete(r -> waiting.decrementAndGet());
        });
    }
}
