package io.opencoc.ingest;

import static io.opencoc.kernel.TestServer.await;
import static io.opencoc.kernel.TestServer.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opencoc.alarm.AlarmLog;
import io.opencoc.api.AlarmEvent;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Connections;
import io.opencoc.kernel.sql.DatabaseAddress;
import io.opencoc.kernel.sql.DatabaseSetup;
import io.opencoc.postgres.EmbeddedPostgres;
import io.opencoc.postgres.PostgresSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that hangs: senders are told at once, what was acknowledged stays, and it goes on by itself. */
class DatabaseOutageIT {
    private static final DatabaseSetup.Roles ROLES = new DatabaseSetup.Roles("coc_app", "coc_ingest", "roles");

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Origin origin = new Origin(UUID.randomUUID(), UUID.randomUUID(), "test");
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final List<Future<?>> all = new ArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private EmbeddedPostgres postgres;
    private DatabaseAddress superuser;
    private Lanes lanes;

    @BeforeEach
    void start() throws Exception {
        Path binaries = Path.of(
                System.getProperty("java.io.tmpdir"), "opencoc-test-postgres-" + System.getProperty("user.name"));
        Files.createDirectories(binaries);
        // One of its own, for no other test shall wait for it.
        postgres = EmbeddedPostgres.start(PostgresSettings.in(folder).withBinaries(binaries));
        superuser = address("postgres", postgres.superuser(), postgres.password());
        DatabaseAddress ours = address("coc", "coc", "owner");
        DatabaseSetup.provision(superuser, ours);
        DatabaseSetup.migrate(ours, ROLES);
        try (Connection c = connect()) {
            c.createStatement().execute("SELECT kernel.alarm_log_partitions(current_date - 1, 3)");
        }
        lanes = new Lanes(
                vertx,
                new Connections(ours, ROLES),
                new IngestLimits(2, 1 << 20, 10_000, 64 << 20),
                new SimpleMeterRegistry());
        lanes.start();
        eventually("lanes are connected", lanes::areConnected);
    }

    @AfterEach
    void stop() {
        await(lanes.stop());
        await(vertx.close());
        postgres.close();
    }

    private DatabaseAddress address(String database, String user, String password) {
        return new DatabaseAddress(postgres.host(), postgres.port(), database, user, password, Map.of());
    }

    private Connection connect() throws Exception {
        return DriverManager.getConnection(
                address("coc", "", "").jdbcUrl(), superuser.owner(), superuser.ownerPassword());
    }

    private Future<Void> store() {
        String fingerprint = "f" + number.incrementAndGet();
        AlarmEvent alarm = AlarmEvent.builder(fingerprint, "A")
                .startsAt(Instant.now())
                .raw("{}")
                .build();
        Future<Void> stored = lanes.store(origin, List.of(alarm), Instant.ofEpochMilli(System.currentTimeMillis()))
                .onSuccess(v -> acknowledged.add(fingerprint));
        all.add(stored);
        return stored;
    }

    private boolean isRefusedAtOnce() {
        Future<Void> stored = store();
        return stored.failed() && stored.cause() instanceof Problem p && p.status() == 503;
    }

    private void allIsWell() throws Exception {
        eventually("it goes on by itself", () -> {
            Future<Void> stored = store();
            await(stored.transform(r -> Future.<Void>succeededFuture()));
            return stored.succeeded() && lanes.areTaking();
        });
        await(Future.join(all).transform(r -> Future.<Void>succeededFuture()));
        for (Future<?> f : all) {
            if (f.failed()) {
                Problem problem = assertInstanceOf(Problem.class, f.cause());
                assertEquals(503, problem.status());
                assertTrue(problem.retryAfter() != null);
            }
        }
        try (Connection c = connect()) {
            Set<String> stored = AlarmLog.read(c).stream()
                    .map(e -> e.alarm().event().fingerprint())
                    .collect(Collectors.toSet());
            assertTrue(stored.containsAll(acknowledged), "every acknowledged alarm is stored");
        }
    }

    private void signal(String signal) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        ProcessHandle postmaster = ProcessHandle.of(postgres.pid()).orElseThrow();
        Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .forEach(p -> command.add(String.valueOf(p.pid())));
        // A process that has just ended is no failure.
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    @Test
    void aDatabaseThatHangsKeepsNobodyWaiting() throws Exception {
        await(store());
        signal("STOP");
        try {
            // Both lanes have something to do, so that both can be seen to get nothing done.
            for (int i = 0; i < 100; i++) {
                store();
            }
            eventually("new ones are refused at once", () -> !lanes.areTaking());
            for (int i = 0; i < 100; i++) {
                assertTrue(isRefusedAtOnce());
            }
        } finally {
            signal("CONT");
        }
        allIsWell();
    }
}
