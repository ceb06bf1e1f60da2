package io.opencoc.kernel.plugin;

import static io.opencoc.kernel.plugin.PluginHostFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opencoc.api.Descriptor;
import io.opencoc.api.Text;
import io.opencoc.kernel.Niceness;
import io.opencoc.kernel.NicenessTest;
import io.opencoc.kernel.plugin.PluginCallException.Kind;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the operating system is told of a stranger's threads; the rest of the pool's promises stand in {@link ExtensionGuardTest}. */
@EnabledOnOs(OS.LINUX)
@EnabledForJreRange(minVersion = 22)
class ForeignPoolTest {
    private final Vertx vertx = Vertx.vertx();
    private final ForeignPool pool = new ForeignPool(vertx, "test", 1, 3, Duration.ofMillis(200), new PluginUse());
    private final CallLog calls = new CallLog(
            "source",
            new PluginExtension<>(
                    this,
                    Descriptor.of("test", new Text("t", "t"), new Text("t", "t")),
                    "test",
                    false,
                    getClass().getClassLoader()),
            0,
            Duration.ofMinutes(1),
            Clock.systemUTC(),
            new SimpleMeterRegistry());
    private final AtomicBoolean over = new AtomicBoolean();

    @AfterEach
    void end() {
        over.set(true);
        pool.close();
        vertx.close().await();
    }

    private int thread() {
        return await(pool.call(ending -> ending.getAsBoolean() ? Niceness.threadId() : 0, calls, true));
    }

    private int spinning() throws Exception {
        CompletableFuture<Integer> number = new CompletableFuture<>();
        PluginCallException failure = assertThrows(
                PluginCallException.class,
                () -> await(pool.call(
                        ending -> {
                            number.complete(Niceness.threadId());
                            while (!over.get()) {
                                Thread.onSpinWait();
                            }
                            return ending.getAsBoolean();
                        },
                        calls,
                        true)));
        assertEquals(Kind.TIMEOUT, failure.kind());
        return number.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aStrangersThreadLetsTheServersGoFirst() throws Exception {
        assertEquals(Niceness.BACKGROUND, NicenessTest.of(thread()));
    }

    @Test
    @Timeout(60)
    void whatSpinsPastItsTimeLetsAllGoFirstAndItsThreadIsNotUsedAgain() throws Exception {
        int spins = spinning();
        assertEquals(Niceness.LOWEST, NicenessTest.of(spins));
        over.set(true);
        int next;
        do { // the new thread comes a moment after the call has ended
            next = thread();
        } while (next == spins);
        assertEquals(Niceness.BACKGROUND, NicenessTest.of(next));
    }

    @Test
    @Timeout(60)
    void aTaskThatDoesNotEndLetsAllGoFirstToo() throws Exception {
        CompletableFuture<Integer> number = new CompletableFuture<>();
        pool.execute(() -> {
            number.complete(Niceness.threadId());
            while (!over.get()) {
                Thread.onSpinWait();
            }
        });
        int spins = number.get(20, TimeUnit.SECONDS);
        while (NicenessTest.of(spins) != Niceness.LOWEST) {
            Thread.onSpinWait();
        }
        over.set(true);
        while (pool.taken() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    @Timeout(60)
    void whatKeepsAProcessorBusyLetsAllGoFirstLongBeforeItsTimeIsOver() throws Exception {
        ForeignPool patient = new ForeignPool(vertx, "patient", 1, 3, Duration.ofMinutes(10), new PluginUse());
        CompletableFuture<Integer> number = new CompletableFuture<>();
        CompletableFuture<Boolean> answer = patient.call(
                        ending -> {
                            number.complete(Niceness.threadId());
                            while (!over.get()) {
                                Thread.onSpinWait();
                            }
                            return ending.getAsBoolean();
                        },
                        calls,
                        true)
                .subscribeAsCompletionStage();
        int busy = number.get(20, TimeUnit.SECONDS);
        while (NicenessTest.of(busy) != Niceness.LOWEST) {
            Thread.onSpinWait();
        }
        over.set(true);
        assertTrue(answer.get(20, TimeUnit.SECONDS), "it is answered all the same");
        patient.close();
    }

    @Test
    @Timeout(60)
    void aQuestionThatCostsNothingDoesNotLetTwoRequestsRunAtOnce() throws Exception {
        ForeignPool two = new ForeignPool(vertx, "two", 2, 5, Duration.ofMinutes(10), new PluginUse());
        await(two.call(ForeignPoolTest::answer, calls, false));
        AtomicBoolean begun = new AtomicBoolean();
        CompletableFuture<Boolean> free = new CompletableFuture<>();
        CompletableFuture<Boolean> one = two.call(ending -> free.join() && ending.getAsBoolean(), calls, true)
                .subscribeAsCompletionStage();
        CompletableFuture<Boolean> other = two.call(
                        ending -> {
                            begun.set(true);
                            return ending.getAsBoolean();
                        },
                        calls,
                        true)
                .subscribeAsCompletionStage();
        while (two.waitingAlone() == 0) {
            Thread.onSpinWait();
        }
        assertFalse(begun.get());
        free.complete(true);
        assertTrue(one.get(20, TimeUnit.SECONDS));
        assertTrue(other.get(20, TimeUnit.SECONDS));
        two.close();
    }

    private static boolean answer(BooleanSupplier ending) {
        return ending.getAsBoolean();
    }

    @Test
    void whatWaitsWhenThePoolIsClosedIsToldSo() throws Exception {
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        pool.execute(() -> {
            begun.complete(true);
            while (!over.get()) {
                Thread.onSpinWait();
            }
        });
        assertTrue(begun.get(20, TimeUnit.SECONDS));
        CompletableFuture<Integer> waiting = pool.call(ending -> 1, calls, true).subscribeAsCompletionStage();
        pool.close();
        Exception failure = assertThrows(Exception.class, () -> waiting.get(20, TimeUnit.SECONDS));
        assertEquals(Kind.GONE, ((PluginCallException) failure.getCause()).kind());
    }
}
