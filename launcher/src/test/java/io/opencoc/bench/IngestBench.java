package io.opencoc.bench;

import java.util.Locale;
import java.util.Map;

/** How many alarms are acknowledged, each after its commit, and how far the router stays behind. */
final class IngestBench {
    private IngestBench() {}

    static void run(Options options) throws Exception {
        int seconds = options.number("seconds", 20);
        int warmUp = options.number("warm-up", 10);
        int idle = options.number("idle", 60);
        try (Server server = Server.fresh(options.folder().resolve("ingest"), Map.of())) {
            String key = new Api(server).integration("benchmark");
            for (int batch : options.numbers("batch", 1, 10, 100)) {
                Load load = new Load(
                        server,
                        key,
                        options.number("connections", 32),
                        batch,
                        options.number("rate", 0),
                        options.number("fingerprints", 10_000));
                load.run(warmUp);
                caughtUp(server);
                double routed = server.metric("coc_router_alarms_total");
                Load.Result result = load.run(seconds);
                double behind = server.metric("coc_ingest_alarms_total") - server.metric("coc_router_alarms_total");
                double meanwhile = (server.metric("coc_router_alarms_total") - routed) / result.seconds;
                long peak = Proc.peakMegabytes(server.pid());
                System.out.printf("batch %3d: %s%n", batch, result);
                System.out.printf(
                        Locale.ROOT,
                        "           router: %,.0f alarms/s meanwhile, %,.0f behind at the end, caught up %.1f s later; server's memory %d MiB, peak %d MiB%n",
                        meanwhile,
                        behind,
                        caughtUp(server),
                        Proc.residentMegabytes(server.pid()),
                        peak);
            }
            Thread.sleep(idle * 1000L);
            System.out.printf("resident memory after %d s idle: %d MiB%n", idle, Proc.residentMegabytes(server.pid()));
        }
        Server.delete(options.folder().resolve("ingest"));
    }

    /** Waits until the router has read everything; gives how many seconds that took. */
    static double caughtUp(Server server) throws Exception {
        long begin = System.nanoTime();
        long end = begin + 600_000_000_000L;
        while (server.metric("coc_router_alarms_total") < server.metric("coc_ingest_alarms_total")) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the router did not catch up within 10 min");
            }
            Thread.sleep(50);
        }
        return (System.nanoTime() - begin) / 1e9;
    }
}
