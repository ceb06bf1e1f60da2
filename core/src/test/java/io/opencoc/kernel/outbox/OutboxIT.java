package io.opencoc.kernel.outbox;

import static io.opencoc.kernel.TestServer.await;
import static io.opencoc.kernel.TestServer.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.TestServer;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxIT {
    record Happened(UUID eventId, UUID aggregateId, long version, String type) implements DomainEvent {}

    final List<Happened> taken = new CopyOnWriteArrayList<>();
    final Set<UUID> failing = ConcurrentHashMap.newKeySet();
    final AtomicInteger tries = new AtomicInteger();
    TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.with(kernel -> kernel.outbox()
                .subscribe(new Subscriber<>("test", Set.of("thing.happened"), Happened.class, true, (tx, e) -> {
                    tries.incrementAndGet();
                    return failing.contains(e.eventId())
                            ? Uni.createFrom().failure(new IllegalStateException("not now"))
                            : tx.query("SELECT 1").invoke(() -> taken.add(e)).replaceWithVoid();
                })));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    Happened happened(UUID thing, long version) {
        return new Happened(UUID.randomUUID(), thing, version, "thing.happened");
    }

    void publish(Happened... events) {
        await(server.database().in(server.admin, tx -> {
            Uni<Void> all = Uni.createFrom().voidItem();
            for (Happened e : events) {
                all = all.chain(() -> tx.publish(e));
            }
            return all;
        }));
    }

    @Test
    void eventsOfOneThingArriveInItsOrderAndOnce() {
        UUID thing = UUID.randomUUID();
        List<Long> expected = new ArrayList<>();
        for (long v = 1; v <= 40; v++) {
            publish(happened(thing, v));
            expected.add(v);
        }
        eventually("40 events taken", () -> taken.size() >= 40);
        assertEquals(expected, taken.stream().map(Happened::version).toList());
    }

    @Test
    void nothingOfARolledBackChangeIsPublished() {
        assertThrows(
                IllegalStateException.class,
                () -> await(server.database().in(server.admin, tx -> tx.publish(happened(UUID.randomUUID(), 1))
                        .chain(() -> Uni.createFrom().<Void>failure(new IllegalStateException("undo"))))));
        publish(happened(UUID.randomUUID(), 7));
        eventually("the next one taken", () -> !taken.isEmpty());
        assertEquals(List.of(7L), taken.stream().map(Happened::version).toList());
    }

    @Test
    void aFailureHoldsBackItsOwnThingOnlyAndIsTriedAgain() {
        UUID bad = UUID.randomUUID();
        UUID good = UUID.randomUUID();
        Happened first = happened(bad, 1);
        failing.add(first.eventId());
        publish(first, happened(bad, 2), happened(good, 1));
        eventually("the good one taken", () -> !taken.isEmpty());
        assertEquals(List.of(good), taken.stream().map(Happened::aggregateId).toList());
        eventually("the failure is noted", () -> count("attempts > 0") == 1);
        failing.clear();
        server.clock.forward(Duration.ofMinutes(10));
        eventually("the others taken", () -> taken.size() == 3);
        assertEquals(
                List.of(1L, 2L),
                taken.stream()
                        .filter(e -> e.aggregateId().equals(bad))
                        .map(Happened::version)
                        .toList());
    }

    @Test
    void afterTenTriesItRestsUntilItIsRevived() throws Exception {
        Happened bad = happened(UUID.randomUUID(), 1);
        failing.add(bad.eventId());
        publish(bad);
        for (int i = 1; i <= 10; i++) {
            int n = i;
            // Not before it is noted, with the time of the next one.
            eventually("try " + n, () -> count("attempts = " + n) == 1);
            server.clock.forward(Duration.ofMinutes(10));
        }
        eventually("it rests", () -> count("dead") == 1);
        assertEquals(10, tries.get());
        failing.clear();
        try (var c = TestDatabase.connect(server.address);
                var r = c.createStatement().executeQuery("SELECT id FROM kernel.outbox WHERE dead")) {
            r.next();
            UUID row = r.getObject(1, UUID.class);
            await(server.database()
                    .in(server.otherAdmin, tx -> tx.query("SELECT kernel.outbox_revive($1, now())", row)));
            assertEquals(1, count("dead"), "another tenant cannot revive it");
            await(server.database().in(server.admin, tx -> tx.query("SELECT kernel.outbox_revive($1, now())", row)));
        }
        eventually("it is taken", () -> taken.size() == 1);
        assertEquals(0, count("true"));
    }

    int count(String condition) {
        try (var c = TestDatabase.connect(server.address);
                var r = c.createStatement().executeQuery("SELECT count(*) FROM kernel.outbox WHERE " + condition)) {
            r.next();
            return r.getInt(1);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
