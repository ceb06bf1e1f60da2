package io.opencoc.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opencoc.audit.AuditModule;
import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.KernelRuntime;
import io.opencoc.kernel.access.Access;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.http.ApiEdge;
import io.opencoc.kernel.http.Remote;
import io.opencoc.kernel.http.Reply;
import io.opencoc.kernel.http.WebServer;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.secret.Secrets;
import io.opencoc.kernel.sql.Connections;
import io.opencoc.kernel.sql.DatabaseAddress;
import io.opencoc.kernel.sql.DatabaseSetup;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.opencoc.postgres.EmbeddedPostgres;
import io.opencoc.postgres.PostgresSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What row-level security and the trail cost a simple write: the same UPDATE, alternately on a table without either, with row-level security, and
 * with row-level security and a line of the trail that is sealed meanwhile. Through the API ({@code updateEngineer} with its permission and
 * validation; the answer is what was sent) or straight through {@code Database}, from as many event loops as the server has.
 */
final class WriteCostBench {
    private static final int ROWS = 10_000;
    private static final UUID TENANT = new UUID(0x0190_0000_0000_7000L, 1);
    private static final String SET = " SET name = $2, email = $3 WHERE id = $1";

    private final Kernel kernel;
    private final long postgres;
    private final Actor actor;
    private final UUID[] ids = new UUID[ROWS];
    private final List<Way> ways;
    private final List<Context> loops = new CopyOnWriteArrayList<>();
    /** What requests do. */
    private volatile Way way = Way.NEITHER;

    private enum Way {
        NEITHER,
        SECURITY,
        SECURITY_AND_TRAIL
    }

    /** @param own processor time of this process for a write, µs */
    private record Round(double perSecond, double median, double own, double postgres) {}

    private WriteCostBench(Kernel kernel, long postgres, List<Way> ways) {
        this.ways = ways;
        this.kernel = kernel;
        this.postgres = postgres;
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
            WriteCostBench bench = new WriteCostBench(
                    runtime.kernel(),
                    Collections.min(Proc.startedWith("postgres", folder)),
                    Arrays.stream(options.text("ways", "neither,security,security_and_trail")
                                    .split(","))
                            .map(w -> Way.valueOf(w.toUpperCase(java.util.Locale.ROOT)))
                            .toList());
            bench.takeLoops();
            // The server answers once it knows which tenants are shut out.
            Thread.sleep(1_000);
            URI server = bench.listen();
            for (String over : options.text("over", "http,database").split(",")) {
                for (int callers : options.numbers("callers", 1, 64)) {
                    bench.measure(
                            over.equals("http") ? server : null,
                            callers,
                            options.number("rounds", 7),
                            options.number("seconds", 4));
                }
            }
            wait(audit.stop());
            wait(runtime.stop());
        }
        wait(vertx.close());
        Server.delete(folder);
    }

    private void takeLoops() throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        wait(kernel.vertx()
                .deployVerticle(
                        () -> new VerticleBase() {
                            @Override
                            public Future<?> start() {
                                loops.add(context);
                                return Future.succeededFuture();
                            }
                        },
                        new DeploymentOptions().setInstances(cores)));
    }

    /** Serves the operation as the server does, with one session that is always there. */
    private URI listen() throws Exception {
        ApiEdge edge =
                new ApiEdge(kernel, (token, caller) -> Uni.createFrom().item(actor), new Remote(List.of(), null));
        kernel.api().on("updateEngineer", call -> {
            Body body = call.body(Body.class);
            // Else the edge leaves a line by itself.
            call.caller().traced().set(way != Way.SECURITY_AND_TRAIL);
            return write(way, call.who(), call.id(), body)
                    .onFailure()
                    .invoke(Throwable::printStackTrace)
                    .map(n -> Reply.of(body));
        });
        Router router = Router.router(kernel.vertx());
        edge.mount(router);
        WebServer server = WebServer.start(
                        kernel.vertx(), new HttpServerOptions().setPort(0), r -> {}, router, loops.size())
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        return URI.create("http://127.0.0.1:" + server.port());
    }

    private record Body(String name, String email) {}

    private static void wait(Future<?> future) throws Exception {
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

    private void measure(@Nullable URI server, int callers, int rounds, int seconds) throws Exception {
        Map<Way, List<Round>> all = new EnumMap<>(Way.class);
        for (Way each : ways) {
            round(server, each, callers, 3);
            all.put(each, new ArrayList<>());
        }
        for (int i = 0; i < rounds; i++) {
            for (Way each : ways) {
                all.get(each).add(round(server, each, callers, seconds));
            }
        }
        System.out.printf(
                "%s, %d caller%s, median of %d rounds of %d s%n",
                server == null ? "straight through Database" : "through the API",
                callers,
                callers == 1 ? "" : "s",
                rounds,
                seconds);
        double rate =
                median(all.get(ways.getFirst()).stream().map(Round::perSecond).toList());
        double time =
                median(all.get(ways.getFirst()).stream().map(Round::median).toList());
        for (Way each : ways) {
            double r = median(all.get(each).stream().map(Round::perSecond).toList());
            double t = median(all.get(each).stream().map(Round::median).toList());
            double own = median(all.get(each).stream().map(Round::own).toList());
            double database = median(all.get(each).stream().map(Round::postgres).toList());
            System.out.printf(
                    "  %-19s %7.0f writes/s (%+5.1f %%)   p50 %6.3f ms (%+5.1f %%)   processor for a write: here %4.0f µs, PostgreSQL %4.0f µs%n",
                    each.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                    r,
                    (r / rate - 1) * 100,
                    t,
                    (t / time - 1) * 100,
                    own,
                    database);
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /** Callers that each write as soon as the write before is done. */
    private Round round(@Nullable URI server, Way each, int callers, int seconds) throws Exception {
        way = each;
        double own = Proc.cpu(ProcessHandle.current().pid());
        double database = Proc.cpuOfTree(postgres);
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        AtomicInteger failures = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(callers);
        List<Latencies> times = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            Latencies mine = new Latencies();
            times.add(mine);
            if (server == null) {
                loops.get(i % loops.size()).runOnContext(v -> next(mine, end, failures, done));
            } else {
                Thread.ofPlatform().start(() -> request(server, mine, end, failures, done));
            }
        }
        done.await();
        if (failures.get() > 0) {
            throw new IllegalStateException(failures + " writes failed");
        }
        Latencies merged = new Latencies();
        times.forEach(merged::addAll);
        return new Round(
                merged.size() / ((System.nanoTime() - begin) / 1e9),
                merged.percentile(50),
                (Proc.cpu(ProcessHandle.current().pid()) - own) * 1e6 / merged.size(),
                (Proc.cpuOfTree(postgres) - database) * 1e6 / merged.size());
    }

    private void next(Latencies times, long end, AtomicInteger failures, CountDownLatch done) {
        long start = System.nanoTime();
        if (start > end) {
            done.countDown();
            return;
        }
        int n = ThreadLocalRandom.current().nextInt(ROWS);
        write(way, actor, ids[n], body(n))
                .subscribe()
                .with(
                        v -> {
                            times.add(System.nanoTime() - start);
                            next(times, end, failures, done);
                        },
                        failure -> {
                            failures.incrementAndGet();
                            done.countDown();
                        });
    }

    private void request(URI server, Latencies times, long end, AtomicInteger failures, CountDownLatch done) {
        int n = ThreadLocalRandom.current().nextInt(ROWS);
        try (Hook hook = Hook.put(server, "engineers/" + ids[n], "session")) {
            for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
                int status = hook.send(Json.MAPPER.writeValueAsBytes(body(n)));
                if (status != 200) {
                    throw new IOException("answered " + status);
                }
                times.add(System.nanoTime() - start);
            }
        } catch (IOException e) {
            System.err.println("A write failed: " + e);
            failures.incrementAndGet();
        } finally {
            done.countDown();
        }
    }

    private static Body body(int n) {
        return new Body("engineer " + n, "ann" + ThreadLocalRandom.current().nextInt(1_000_000) + "@example.com");
    }

    private Uni<?> write(Way how, Actor who, UUID id, Body body) {
        return switch (how) {
            case NEITHER ->
                kernel.database()
                        .withoutTenant(tx -> tx.update(
                                "UPDATE plain_engineer" + SET + " AND tenant_id = $4",
                                id,
                                body.name,
                                body.email,
                                TENANT));
            case SECURITY -> kernel.database().in(TENANT, tx -> update(tx, id, body));
            case SECURITY_AND_TRAIL ->
                kernel.database().in(who, tx -> {
                    tx.trace(
                            Trace.Thing.of(id, body.name),
                            Map.of("name", body.name, "email", "old@example.com", "language", "en"),
                            Map.of("name", body.name, "email", body.email, "language", "en"));
                    return update(tx, id, body);
                });
        };
    }

    private Uni<Integer> update(Tx tx, UUID id, Body body) {
        return tx.update("UPDATE engineer" + SET, id, body.name, body.email);
    }
}
