package io.opencoc.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Lets the embedded PostgreSQL of a server hang for a time, by SIGSTOP to all its processes. */
final class Outage {
    private Outage() {}

    /** Begins after some seconds; what it gives tells how it ended. */
    static CompletableFuture<String> begin(Server server, int afterSeconds, int seconds) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                Thread.sleep(afterSeconds * 1000L);
                List<Long> stopped = server.postgres();
                signal("-STOP", stopped);
                try {
                    Thread.sleep(seconds * 1000L);
                } finally {
                    signal("-CONT", stopped);
                }
                double before = server.metric("coc_ingest_alarms_total");
                long begin = System.nanoTime();
                while (server.metric("coc_ingest_alarms_total") <= before) {
                    Thread.sleep(10);
                }
                return String.format(
                        Locale.ROOT,
                        "PostgreSQL (%d processes) hung for %d s; the next alarm was stored %.1f s after it went on",
                        stopped.size(),
                        seconds,
                        (System.nanoTime() - begin) / 1e9);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void signal(String signal, List<Long> processes) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        Stream<String> ids = processes.stream().map(String::valueOf);
        ids.forEach(command::add);
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
