package io.opencoc.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opencoc.audit.AuditModule;
import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.KernelRuntime;
import io.opencoc.kernel.access.Access;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.secret.Secrets;
import io.opencoc.kernel.sql.Connections;
import io.opencoc.kernel.sql.DatabaseAddress;
import io.opencoc.kernel.sql.DatabaseSetup;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.opencoc.postgres.EmbeddedPostgres;
import io.opencoc.postgres.PostgresSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What row-level security and the trail cost a simple write: the same UPDATE through {@code Database}, alternately on a table without either, with
 * row-level security, and with row-level security and a line of the trail that is sealed meanwhile.
 */
final class WriteCostBench {
    private static final int ROWS = 10_000;
    private static final UUID TENANT = new UUID(0x0190_0000_0000_7000L, 1);
    private static final String SET = " SET name = $2, email = $3 WHERE id = $1";

    private final Kernel kernel;
    private final Actor actor;
    private final UUID[] ids = new UUID[ROWS];

    private enum Way {
        NEITHER,
        SECURITY,
        SECURITY_AND_TRAIL
    }

    private record Round(double perSecond, double median) {}

    private WriteCostBench(Kernel kernel) {
        this.kernel = kernel;
        Caller caller = new Caller(
                Instant.now(),
                "192.0.2.10",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36",
                "updateEngineer",
                "coc:engineer:update",
                new Caller.TraceName("updateEngineer", "Engineer"),
                new AtomicBoolean());
        this.actor = new Actor(
                TENANT,
                "default",
                UUID.randomUUID(),
                "Ann Example",
                Access.ALL,
                Caller.Credential.session(UUID.randomUUID()),
                caller);
        Arrays.setAll(ids, i -> new UUID(0x0190_0000_0000_7000L, i));
    }

    static void run(Options options) throws Exception {
        Path folder = options.folder().resolve("writes");
        Server.delete(folder);
        Secrets secrets = Secrets.parse(Secrets.generate());
        Vertx vertx = Vertx.vertx();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(PostgresSettings.in(folder))) {
            DatabaseAddress superuser = new DatabaseAddress(
                    postgres.host(), postgres.port(), "postgres", postgres.superuser(), postgres.password(), Map.of());
            DatabaseAddress ours =
                    new DatabaseAddress(postgres.host(), postgres.port(), "coc", "coc", "bench", Map.of());
            DatabaseSetup.provision(superuser, ours);
            DatabaseSetup.Roles roles = DatabaseSetup.Roles.of("coc", "bench");
            DatabaseSetup.migrate(ours, roles);
            fill(ours);
            KernelRuntime runtime = new KernelRuntime(
                    vertx,
                    new Connections(ours, roles),
                    options.number("connections", 20),
                    secrets,
                    Clock.systemUTC(),
                    new SimpleMeterRegistry(),
                    null);
            AuditModule audit = AuditModule.create(runtime.kernel(), Duration.ofDays(400));
            runtime.start();
            if (options.text("seal", "yes").equals("yes")) {
                audit.start();
            }
            WriteCostBench bench = new WriteCostBench(runtime.kernel());
            for (int callers : options.numbers("callers", 1, 64)) {
                bench.measure(callers, options.number("rounds", 7), options.number("seconds", 4));
            }
            wait(audit.stop());
            wait(runtime.stop());
        }
        wait(vertx.close());
        Server.delete(folder);
    }

    private static void wait(io.vertx.core.Future<?> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get();
    }

    private static void fill(DatabaseAddress database) throws Exception {
        try (Connection c = DriverManager.getConnection(database.jdbcUrl(), "coc", "bench");
                Statement s = c.createStatement()) {
            s.execute("SELECT kernel.tenant_create('" + TENANT + "', 'default', now())");
            s.execute("CREATE TABLE plain_engineer (LIKE engineer INCLUDING ALL)");
            s.execute("GRANT ALL ON plain_engineer TO coc_app");
            for (String table : List.of("engineer", "plain_engineer")) {
                s.execute(
                        "INSERT INTO " + table + " (tenant_id, id, name, email, language, created_at) SELECT '" + TENANT
                                + "', ('01900000-0000-7000-0000-' || lpad(to_hex(i), 12, '0'))::uuid, 'engineer ' || i, 'old@example.com', 'en', now()"
                                + " FROM generate_series(0, " + (ROWS - 1) + ") i");
            }
            s.execute("VACUUM ANALYZE");
        }
    }

    private void measure(int callers, int rounds, int seconds) throws Exception {
        Map<Way, List<Round>> all = new EnumMap<>(Way.class);
        for (Way way : Way.values()) {
            round(way, callers, 3);
            all.put(way, new ArrayList<>());
        }
        for (int i = 0; i < rounds; i++) {
            for (Way way : Way.values()) {
                all.get(way).add(round(way, callers, seconds));
            }
        }
        System.out.printf(
                "%d caller%s, median of %d rounds of %d s%n", callers, callers == 1 ? "" : "s", rounds, seconds);
        double rate = median(all.get(Way.NEITHER).stream().map(Round::perSecond).toList());
        double time = median(all.get(Way.NEITHER).stream().map(Round::median).toList());
        for (Way way : Way.values()) {
            double r = median(all.get(way).stream().map(Round::perSecond).toList());
            double t = median(all.get(way).stream().map(Round::median).toList());
            System.out.printf(
                    "  %-19s %7.0f writes/s (%+5.1f %%)   p50 %6.3f ms (%+5.1f %%)%n",
                    way.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                    r,
                    (r / rate - 1) * 100,
                    t,
                    (t / time - 1) * 100);
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /** Callers that each write as soon as the write before is done. */
    private Round round(Way way, int callers, int seconds) throws Exception {
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        AtomicInteger failures = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(callers);
        List<Latencies> times = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            Latencies mine = new Latencies();
            times.add(mine);
            kernel.vertx().runOnContext(v -> next(() -> write(way), mine, end, failures, done));
        }
        done.await();
        if (failures.get() > 0) {
            throw new IllegalStateException(failures + " writes failed");
        }
        Latencies merged = new Latencies();
        times.forEach(merged::addAll);
        return new Round(merged.size() / ((System.nanoTime() - begin) / 1e9), merged.percentile(50));
    }

    private void next(Supplier<Uni<?>> write, Latencies times, long end, AtomicInteger failures, CountDownLatch done) {
        long start = System.nanoTime();
        if (start > end) {
            done.countDown();
            return;
        }
        write.get()
                .subscribe()
                .with(
                        v -> {
                            times.add(System.nanoTime() - start);
                            next(write, times, end, failures, done);
                        },
                        failure -> {
                            failures.incrementAndGet();
                            done.countDown();
                        });
    }

    private Uni<?> write(Way way) {
        int n = ThreadLocalRandom.current().nextInt(ROWS);
        String mail = "ann" + ThreadLocalRandom.current().nextInt() + "@example.com";
        return switch (way) {
            case NEITHER ->
                kernel.database()
                        .withoutTenant(tx -> tx.update(
                                "UPDATE plain_engineer" + SET + " AND tenant_id = $4",
                                ids[n],
                                "engineer " + n,
                                mail,
                                TENANT));
            case SECURITY -> kernel.database().in(TENANT, tx -> update(tx, n, mail));
            case SECURITY_AND_TRAIL ->
                kernel.database().in(actor, tx -> {
                    tx.trace(
                            Trace.Thing.of(ids[n], "engineer " + n),
                            Map.of("name", "engineer " + n, "email", "old@example.com", "language", "en"),
                            Map.of("name", "engineer " + n, "email", mail, "language", "en"));
                    return update(tx, n, mail);
                });
        };
    }

    private Uni<Integer> update(Tx tx, int n, String mail) {
        return tx.update("UPDATE engineer" + SET, ids[n], "engineer " + n, mail);
    }
}
