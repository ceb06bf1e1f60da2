package io.opencoc.kernel.timer;

import static io.opencoc.kernel.TestServer.await;
import static io.opencoc.kernel.TestServer.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.TestServer;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimersIT {
    final List<Timers.Timer> fired = new CopyOnWriteArrayList<>();
    final AtomicInteger failures = new AtomicInteger();
    final AtomicInteger repeated = new AtomicInteger();
    TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.with(kernel -> {
            kernel.timers().on("once", (tx, timer) -> {
                if (failures.getAndDecrement() > 0) {
                    return Uni.createFrom().failure(new IllegalStateException("not now"));
                }
                return tx.query("SELECT 1").invoke(() -> fired.add(timer)).replaceWithVoid();
            });
            kernel.timers().on("twice", (tx, timer) -> {
                fired.add(timer);
                return timer.payload().get("left").asInt() == 0
                        ? Uni.createFrom().voidItem()
                        : kernel.timers().set(tx, "twice", timer.ref(), timer.dueAt(), Map.of("left", 0));
            });
            kernel.timers().every("again", Duration.ofHours(1), (tx, timer) -> {
                repeated.incrementAndGet();
                return Uni.createFrom().voidItem();
            });
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    void set(String ref, Duration in) {
        await(server.database().in(server.admin, tx -> server.kernel
                .timers()
                .set(tx, "once", ref, server.clock.instant().plus(in), Map.of("note", "hello " + ref))));
    }

    @Test
    void firesOnceWhenItsTimeHasComeAndNotBefore() {
        set("a", Duration.ofMinutes(5));
        set("b", Duration.ofMinutes(1));
        set("now", Duration.ZERO);
        eventually("the due one fires", () -> fired.size() == 1);
        server.clock.forward(Duration.ofMinutes(2));
        eventually("b fires", () -> fired.size() == 2);
        server.clock.forward(Duration.ofMinutes(10));
        eventually("a fires", () -> fired.size() == 3);
        assertEquals(
                List.of("now", "b", "a"), fired.stream().map(Timers.Timer::ref).toList());
        assertEquals("hello a", fired.getLast().payload().get("note").asString());
        assertEquals(server.admin.tenant(), fired.getLast().tenant());
    }

    @Test
    void aHandlerMaySetItsTimerAgain() {
        await(server.database().in(server.admin, tx -> server.kernel
                .timers()
                .set(tx, "twice", "a", server.clock.instant(), Map.of("left", 1))));
        eventually("it fires twice", () -> fired.size() == 2);
    }

    @Test
    void canBeMovedAndTakenBack() {
        set("moved", Duration.ofMinutes(1));
        set("moved", Duration.ofHours(2));
        set("cancelled", Duration.ofMinutes(1));
        await(server.database().in(server.admin, tx -> server.kernel.timers().cancel(tx, "once", "cancelled")));
        await(server.database()
                .in(server.otherAdmin, tx -> server.kernel.timers().cancel(tx, "once", "moved")));
        server.clock.forward(Duration.ofMinutes(30));
        set("witness", Duration.ZERO);
        eventually("the witness fires", () -> fired.size() == 1);
        server.clock.forward(Duration.ofHours(2));
        eventually("the moved one fires", () -> fired.size() == 2);
        assertEquals(
                List.of("witness", "moved"),
                fired.stream().map(Timers.Timer::ref).toList());
    }

    @Test
    void aFailureIsTriedAgain() {
        failures.set(2);
        set("stubborn", Duration.ZERO);
        for (int n = 1; n <= 2; n++) {
            int failed = n;
            // Not before it is noted, with the time of the next try.
            eventually("failure " + failed, () -> attempts() == failed);
            server.clock.forward(Duration.ofMinutes(10));
        }
        eventually("it fires", () -> fired.size() == 1);
    }

    private int attempts() {
        try (var c = TestDatabase.connect(server.address);
                var r = c.createStatement().executeQuery("SELECT attempts FROM kernel.timer WHERE kind = 'once'")) {
            return r.next() ? r.getInt(1) : -1;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theSystemsOwnRepeat() {
        eventually("once at the start", () -> repeated.get() == 1);
        server.clock.forward(Duration.ofMinutes(61));
        eventually("again after an hour", () -> repeated.get() >= 2);
        assertTrue(repeated.get() <= 3);
    }
}
