package io.opencoc.bench;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * More than the server can take, with a small heap: it must refuse, stay within its memory, and recover. With {@code --noisy 1} beside a
 * second integration with a modest rate, whose alarms must all be taken; with {@code --outage 60} PostgreSQL hangs for so long in the middle.
 */
final class OverloadBench {
    private static final int QUIET_RATE = 50;
    private static final int SAMPLE_SECONDS = 10;

    private OverloadBench() {}

    static void run(Options options) throws Exception {
        String heap = options.text("heap", "512m");
        int seconds = options.number("seconds", 60);
        int outage = options.number("outage", 0);
        try (Server server = Server.fresh(options.folder().resolve("overload"), Map.of("COC_HEAP", heap))) {
            Api api = new Api(server);
            String key = api.integration("flood");
            String quietKey = api.integration("quiet");
            int connections = options.number("connections", 64);
            int batch = options.number("batch", 500);
            int fingerprints = options.number("fingerprints", 100_000);
            int rate = options.number("rate", 0);
            if (rate == 0) {
                rate = 2 * sustainable(server, key, options.number("warm-up", 20));
            }
            System.out.printf(Locale.ROOT, "heap %s, offered %,d alarms/s for %d s%n", heap, rate, seconds);
            Load quiet = new Load(server, quietKey, 4, 1, QUIET_RATE, 100);
            if (options.number("noisy", 0) > 0) {
                System.out.println("quiet, alone:  " + quiet.run(20));
            }
            double acknowledgedBefore = server.metric("coc_ingest_alarms_total");
            Load flood = new Load(server, key, connections, batch, rate, fingerprints);
            CompletableFuture<Load.Result> flooding = started(flood, seconds);
            CompletableFuture<Load.Result> beside =
                    options.number("noisy", 0) > 0 ? started(quiet, Math.max(1, seconds - 2)) : null;
            CompletableFuture<String> hanging = outage > 0 ? Outage.begin(server, seconds / 4, outage) : null;
            watch(server, flooding);
            long end = System.nanoTime();
            double first = firstSuccess(server, key, end);
            Load.Result result = flooding.join();
            System.out.println("flood:         " + result);
            if (beside != null) {
                System.out.println("quiet, beside: " + beside.join());
            }
            if (hanging != null) {
                System.out.println(hanging.join());
            }
            System.out.printf(
                    Locale.ROOT,
                    "after its end the first request was taken %.0f ms later; everything routed %.1f s later; the server %s%n",
                    first,
                    IngestBench.caughtUp(server),
                    server.isAlive() ? "lives" : "HAS DIED");
            double stored = server.metric("coc_ingest_alarms_total") - acknowledgedBefore;
            System.out.printf(
                    Locale.ROOT,
                    "acknowledged to the flood %,d alarms, stored in all %,.0f; peak %d MiB resident%n",
                    result.acknowledged,
                    stored,
                    Proc.peakMegabytes(server.pid()));
        }
        Server.delete(options.folder().resolve("overload"));
    }

    /** What is routed while as much is offered as is taken: alarms a second, measured after a time to warm up. */
    private static int sustainable(Server server, String key, int warmUp) throws Exception {
        Load load = new Load(server, key, 16, 100, 0, 100_000);
        load.run(warmUp);
        Load.Result measured = load.run(10);
        IngestBench.caughtUp(server);
        return (int) (measured.acknowledged / measured.seconds);
    }

    private static CompletableFuture<Load.Result> started(Load load, int seconds) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return load.run(seconds);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Prints every ten seconds what the server takes, until the load ends. */
    private static void watch(Server server, CompletableFuture<?> load) throws Exception {
        long begin = System.nanoTime();
        for (int n = 1; !load.isDone(); n++) {
            long at = begin + n * SAMPLE_SECONDS * 1_000_000_000L;
            while (!load.isDone() && System.nanoTime() < at) {
                Thread.sleep(20);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%4d s: resident %d MiB, heap %.0f MB, waiting %,.0f alarms %.0f MB, stored %,.0f, turned away %,.0f%n",
                    (System.nanoTime() - begin) / 1_000_000_000,
                    Proc.residentMegabytes(server.pid()),
                    server.metric("jvm_memory_used_bytes{area=\"heap\"") / 1e6,
                    server.metric("coc_ingest_pending"),
                    server.metric("coc_ingest_pending_bytes") / 1e6,
                    server.metric("coc_ingest_alarms_total"),
                    server.metric("coc_ingest_full_total"));
        }
    }

    private static double firstSuccess(Server server, String key, long since) throws Exception {
        try (Hook hook = Hook.alerts(server.address(), key)) {
            while (hook.send(Alerts.batch(0, 1, 1)) != 200) {
                Thread.sleep(1);
            }
        }
        return (System.nanoTime() - since) / 1e6;
    }
}
