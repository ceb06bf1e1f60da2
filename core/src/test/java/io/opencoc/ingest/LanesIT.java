package io.opencoc.ingest;

import static io.opencoc.kernel.TestServer.await;
import static io.opencoc.kernel.TestServer.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opencoc.alarm.AlarmLog;
import io.opencoc.api.AlarmEvent;
import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.DatabaseAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Group commit on a real PostgreSQL, with connections that die. */
class LanesIT {
    final Vertx vertx = Vertx.vertx();
    final Origin origin = new Origin(UUID.randomUUID(), UUID.randomUUID(), "test");
    final Set<Integer> committed = ConcurrentHashMap.newKeySet();
    DatabaseAddress address;
    Lanes lanes;

    @BeforeEach
    void start() throws Exception {
        address = TestDatabase.create();
        TestDatabase.sql(address, "SELECT kernel.alarm_log_partitions(current_date - 1, 3)");
        lanes = lanes(new IngestLimits(3, 1 << 20, 1_000, 8 << 20));
    }

    Lanes lanes(IngestLimits limits) {
        Lanes made = new Lanes(vertx, TestDatabase.connections(address), limits, new SimpleMeterRegistry());
        made.onCommit(committed::add);
        made.start();
        eventually("lanes are connected", made::areConnected);
        return made;
    }

    @AfterEach
    void stop() {
        await(lanes.stop());
        await(vertx.close());
    }

    AlarmEvent alarm(String fingerprint) {
        return AlarmEvent.builder(fingerprint, "A")
                .startsAt(Instant.now())
                .raw("{}")
                .build();
    }

    Future<Void> store(AlarmEvent... events) {
        return lanes.store(origin, List.of(events), Instant.ofEpochMilli(System.currentTimeMillis()));
    }

    List<String> column(String sql) throws Exception {
        try (Connection c = TestDatabase.connect(address);
                ResultSet r = c.createStatement().executeQuery(sql)) {
            List<String> out = new ArrayList<>();
            while (r.next()) {
                out.add(r.getString(1));
            }
            return out;
        }
    }

    @Test
    void whatIsAcknowledgedIsStoredInLaneOrder() throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(store(alarm("f" + i % 7)));
        }
        await(Future.all(all));
        assertEquals(List.of("300"), column("SELECT sum(count) FROM alarm_log"));
        List<AlarmLog.Entry> log = AlarmLog.read(address);
        assertEquals(300, log.stream().map(e -> e.alarm().id()).distinct().count());
        assertEquals(
                7,
                log.stream()
                        .map(e -> e.lane() + e.alarm().event().fingerprint())
                        .distinct()
                        .count(),
                "each fingerprint has one lane");
        assertTrue(committed.size() > 1, committed.toString());
    }

    @Test
    void aDeadConnectionFailsWhatItHeldAndBeginsAnEpoch() throws Exception {
        await(store(alarm("before")));
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        List<Future<?>> all = new ArrayList<>();
        for (int round = 0; round < 60; round++) {
            for (int i = 0; i < 10; i++) {
                String fingerprint = "k" + round + "-" + i;
                all.add(store(alarm(fingerprint)).onSuccess(v -> acknowledged.add(fingerprint)));
            }
            if (round % 20 == 10) {
                TestDatabase.sql(
                        address,
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'OpenCOC ingest' AND datname = current_database()");
                eventually("lanes are back", lanes::areConnected);
            }
        }
        await(Future.join(all).transform(r -> Future.<Void>succeededFuture()));
        Set<String> stored = AlarmLog.read(address).stream()
                .map(e -> e.alarm().event().fingerprint())
                .collect(Collectors.toSet());
        assertTrue(stored.containsAll(acknowledged), "every acknowledged alarm is stored");
        all.stream().filter(Future::failed).forEach(f -> {
            Problem problem = assertInstanceOf(Problem.class, f.cause());
            assertEquals(503, problem.status());
        });
        eventually("lanes are back", lanes::areConnected);
        await(store(alarm("after")));
        assertTrue(Integer.parseInt(column("SELECT max(epoch) FROM kernel.lane").getFirst()) > 1);
    }

    @Test
    void aFullNodeSaysSoAndRecovers() throws Exception {
        AlarmEvent[] many = new AlarmEvent[900];
        for (int i = 0; i < many.length; i++) {
            many[i] = alarm("m" + i);
        }
        Future<Void> first = store(many);
        Future<Void> second = store(many);
        Problem problem = assertInstanceOf(Problem.class, second.cause());
        assertEquals(503, problem.status());
        assertTrue(problem.retryAfter() != null);
        await(first);
        await(store(many));
        assertEquals(List.of("1800"), column("SELECT sum(count) FROM alarm_log"));
    }

    @Test
    void oneThatFloodsDoesNotStarveAnother() throws Exception {
        Origin quiet = new Origin(UUID.randomUUID(), UUID.randomUUID(), "test");
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger refused = new AtomicInteger();
        Room flooding = new Room(lanes.shares(), origin.integration());
        assertTrue(flooding.take(1), "a second request under way, so that the flood is not its only one");
        Room another = new Room(lanes.shares(), origin.integration());
        assertTrue(another.take(1));
        AlarmEvent[] many = new AlarmEvent[50];
        for (int i = 0; i < many.length; i++) {
            many[i] = alarm("m" + i);
        }
        Thread flood = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                if (store(many).failed()) {
                    refused.incrementAndGet();
                    Thread.yield();
                }
            }
        });
        try {
            eventually("the flood fills its share", () -> refused.get() > 100);
            for (int i = 0; i < 200; i++) {
                await(lanes.store(quiet, List.of(alarm("q" + i)), Instant.ofEpochMilli(System.currentTimeMillis())));
            }
        } finally {
            over.set(true);
            flood.join();
            flooding.free();
            another.free();
        }
        assertEquals(
                List.of("200"),
                column("SELECT sum(count) FROM alarm_log WHERE integration_id = '" + quiet.integration() + "'"));
        eventually(
                "all is given back",
                () -> lanes.shares().alarms() == 0 && lanes.shares().bytes() == 0);
    }

    @Test
    void anotherServerGetsLanesOfItsOwn() throws Exception {
        Lanes other = lanes(new IngestLimits(3, 1 << 20, 1_000, 8 << 20));
        await(store(alarm("one")));
        await(other.store(origin, List.of(alarm("one")), Instant.ofEpochMilli(System.currentTimeMillis())));
        await(other.stop());
        assertEquals(List.of("2"), column("SELECT count(DISTINCT lane) FROM alarm_log"));
    }
}
