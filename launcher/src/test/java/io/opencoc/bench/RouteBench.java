package io.opencoc.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The whole way with rules: how many alarms a second are stored and routed, how far the router is behind at a rate that it sustains, and the memory
 * that this takes; beside what an Alertmanager acknowledges at the same size of requests in the same run.
 */
final class RouteBench {
    private static final double MOST_LAG_MILLIS = 2_000;

    private RouteBench() {}

    static void run(Options options) throws Exception {
        Path folder = options.folder().resolve("route");
        Path beside = options.folder().resolve("alertmanager");
        int seconds = options.number("seconds", 20);
        int connections = options.number("connections", 64);
        try (Alertmanager peer = Alertmanager.start(options, beside);
                Server server = Server.fresh(folder, Map.of())) {
            Api api = new Api(server);
            int rules = options.number("rules", 100);
            Rules.make(api, rules);
            Payloads payloads = new Payloads(options.number("batch", 100), options.number("fingerprints", 10_000));
            Load theirs = new Load(peer.target(), connections, payloads, 0);
            Load ours = new Load(Target.of(server, api.integration("benchmark")), connections, payloads, 0);
            theirs.run(options.number("warm-up", 10));
            ours.run(options.number("warm-up", 10));
            IngestBench.caughtUp(server);

            List<Double> peerRates = new ArrayList<>();
            List<Double> rates = new ArrayList<>();
            for (int round = 0; round < options.number("rounds", 3); round++) {
                peerRates.add(theirs.run(Math.max(1, seconds / 4)).perSecond());
                rates.add(kept(server, ours, options.number("most-behind", 20_000), seconds)
                        .routedPerSecond());
                IngestBench.caughtUp(server);
            }
            double peerRate = IngestBench.median(peerRates);
            double most = IngestBench.median(rates);
            System.out.printf(
                    "%nWith the load held back whenever the router is behind: %s alarms/s routed (%s); Alertmanager: %s/s (%s)%n%n",
                    Table.number(most), each(rates), Table.number(peerRate), each(peerRates));
            sustained(server, ours, connections, most, peerRate, seconds, options.number("tries", 6));
        }
        Server.delete(folder);
        Server.delete(beside);
    }

    /** As much as the router takes: whenever more alarms than that are behind, the load waits. */
    static RouterWatch kept(Server server, Load load, int mostBehind, int seconds) throws Exception {
        RouterWatch watch = RouterWatch.holding(server, load, mostBehind);
        try (watch) {
            load.run(seconds);
        }
        return watch;
    }

    /** Offers a little less at planned moments, and lowers that until the router is not left behind. */
    private static void sustained(
            Server server, Load load, int connections, double most, double peerRate, int seconds, int tries)
            throws Exception {
        Table table = new Table(
                "offered/s",
                "routed/s",
                "of Alertmanager's rate",
                "acknowledged p50 / p99, ms",
                "lag p50 / p99, ms",
                "behind at the end",
                "memory: resident / heap, MiB",
                "processors: server / PostgreSQL / generator",
                "sustained");
        double offered = most * 0.95;
        for (int i = 0; i < tries; i++) {
            Load.Result result;
            RouterWatch watch = RouterWatch.over(server);
            try (watch) {
                result = load.over(connections, (int) offered).run(seconds);
            }
            Latencies lags = watch.lags();
            boolean sustained = lags.percentile(99) < MOST_LAG_MILLIS
                    && watch.behind() < offered * MOST_LAG_MILLIS / 1_000
                    && watch.routedPerSecond() > offered * 0.95;
            table.row(
                    Table.number(offered),
                    Table.number(watch.routedPerSecond()),
                    Table.ratio(watch.routedPerSecond() / peerRate),
                    Table.millis(result.latencies.percentile(50)) + " / "
                            + Table.millis(result.latencies.percentile(99)),
                    Table.millis(lags.percentile(50)) + " / " + Table.millis(lags.percentile(99)),
                    Table.number(watch.behind()),
                    watch.resident() + " / " + watch.heap(),
                    Table.ratio(result.serverCpu / result.seconds) + " / "
                            + Table.ratio(result.postgresCpu / result.seconds) + " / "
                            + Table.ratio(result.ownCpu / result.seconds),
                    sustained ? "yes" : "no");
            IngestBench.caughtUp(server);
            if (sustained) {
                return;
            }
            offered *= 0.85;
        }
        System.out.println("\nNone of these rates was sustained with a lag p99 below 2 s.");
    }

    private static String each(List<Double> rates) {
        return String.join(", ", rates.stream().map(Table::number).toList());
    }
}
