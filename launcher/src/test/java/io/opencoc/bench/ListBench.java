package io.opencoc.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** How soon the lists of the console are answered: on stored rows alone, and while alarms come in. */
final class ListBench {
    private static final List<String> LISTS = List.of(
            "/api/v1/original-alarms?size=50",
            "/api/v1/alarms?size=20",
            "/api/v1/alarms?size=20&q=host-77",
            "/api/v1/incidents?size=20",
            "/api/v1/forwarding-rules?size=20",
            "/api/v1/integrations?size=20",
            "/api/v1/engineers?size=20",
            "/api/v1/overview");

    private ListBench() {}

    static void run(Options options) throws Exception {
        int calls = options.number("calls", 100);
        int rate = options.number("rate", 5_000);
        try (Server server = Server.fresh(options.folder().resolve("lists"), Map.of())) {
            Api api = new Api(server);
            String key = api.integration("benchmark");
            api.mailOwnerOfEachAlarm();
            new Load(server, key, 8, 10, rate, 10_000).run(options.number("fill", 30));
            IngestBench.caughtUp(server);
            measure(api, "alone", calls / 4);
            measure(api, "alone", calls);
            Load load = new Load(server, key, 8, 10, rate, 10_000);
            CompletableFuture<Load.Result> result = CompletableFuture.supplyAsync(() -> {
                try {
                    return load.run(options.number("seconds", 30));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            measure(api, "under load", calls);
            System.out.println(result.isDone() ? "the load ended too soon: raise --seconds" : "");
            System.out.println(result.join());
        }
        Server.delete(options.folder().resolve("lists"));
    }

    private static void measure(Api api, String how, int calls) throws Exception {
        for (String list : LISTS) {
            System.out.printf("%-10s %-50s %s%n", how, list, times(api, list, calls));
        }
    }

    /** One call after the other. */
    static Latencies times(Api api, String list, int calls) throws Exception {
        Latencies times = new Latencies();
        for (int i = 0; i < calls; i++) {
            long start = System.nanoTime();
            api.get(list);
            times.add(System.nanoTime() - start);
        }
        return times;
    }
}
