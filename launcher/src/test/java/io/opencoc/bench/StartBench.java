package io.opencoc.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** How long the first and later starts take, how much memory an idle server has, and how large the executable is. */
final class StartBench {
    private StartBench() {}

    static void run(Options options) throws Exception {
        int runs = options.number("runs", 5);
        int idle = options.number("idle", 60);
        Path data = options.folder().resolve("start");
        System.out.printf(Locale.ROOT, "executable %.1f MB%n", Files.size(Server.executable()) / 1e6);
        Latencies first = new Latencies();
        Latencies later = new Latencies();
        for (int i = 0; i < runs; i++) {
            try (Server server = Server.fresh(data, Map.of())) {
                first.add(server.startMillis * 1_000_000);
            }
            try (Server server = Server.start(data, Map.of())) {
                later.add(server.startMillis * 1_000_000);
                if (i == runs - 1) {
                    memory(server, idle);
                }
            }
        }
        System.out.println("first start to ready, " + runs + " runs: " + first);
        System.out.println("later start to ready, " + runs + " runs: " + later);
        Server.delete(data);
    }

    private static void memory(Server server, int idle) throws Exception {
        long atOnce = Proc.residentMegabytes(server.pid());
        Thread.sleep(idle * 1000L);
        System.out.printf(
                "resident memory of the server: %d MiB when ready, %d MiB after %d s idle (peak %d MiB), %d threads%n",
                atOnce,
                Proc.residentMegabytes(server.pid()),
                idle,
                Proc.peakMegabytes(server.pid()),
                Proc.threads(server.pid()));
    }
}
