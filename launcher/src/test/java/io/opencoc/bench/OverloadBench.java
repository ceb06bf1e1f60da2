package io.opencoc.bench;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** More than the server can take, with a small heap: it must refuse, stay within its memory, and recover. */
final class OverloadBench {
    private OverloadBench() {}

    static void run(Options options) throws Exception {
        String heap = options.text("heap", "256m");
        int seconds = options.number("seconds", 60);
        try (Server server = Server.fresh(options.folder().resolve("overload"), Map.of("COC_HEAP", heap))) {
            String key = new Api(server).integration("benchmark");
            Load flood = new Load(
                    server,
                    key,
                    options.number("connections", 200),
                    options.number("batch", 1_000),
                    0,
                    options.number("fingerprints", 100_000));
            CompletableFuture<Load.Result> result = CompletableFuture.supplyAsync(() -> {
                try {
                    return flood.run(seconds);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            long most = 0;
            while (!result.isDone()) {
                most = Math.max(most, Proc.residentMegabytes(server.pid()));
                Thread.sleep(200);
            }
            System.out.println(result.join());
            System.out.println("heap " + heap + ": resident memory at most " + most + " MiB, the server "
                    + (server.isAlive() ? "lives" : "HAS DIED"));
            try (Hook hook = Hook.alerts(server.address(), key)) {
                int status = hook.send(Alerts.batch(0, 1, 1));
                System.out.println("the next alarm is answered " + status + "; everything is routed "
                        + Math.round(IngestBench.caughtUp(server)) + " s later");
            }
        }
        Server.delete(options.folder().resolve("overload"));
    }
}
