package io.opencoc.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What an alarm costs with more rules, with more different alarms, and with more of them stored; and how soon a page of them is answered then. */
final class GrowthBench {
    private static final int MOST_BEHIND = 20_000;
    private static final List<String> PAGES = List.of(
            "/api/v1/original-alarms?size=50",
            "/api/v1/original-alarms?size=50&level=critical",
            "/api/v1/alarms?size=20");

    private final Options options;
    private final Path folder;
    private final Path plots;
    private final int seconds;

    private GrowthBench(Options options) throws Exception {
        this.options = options;
        this.folder = options.folder().resolve("growth");
        this.plots = Files.createDirectories(
                Path.of(options.text("plots", options.folder().resolve("plots").toString())));
        this.seconds = options.number("seconds", 20);
    }

    static void run(Options options) throws Exception {
        GrowthBench bench = new GrowthBench(options);
        for (String series : options.text("series", "rules,fingerprints,stored").split(",")) {
            switch (series) {
                case "rules" -> bench.rules(options.numbers("rules", 10, 100, 1_000, 10_000));
                case "fingerprints" -> bench.fingerprints(options.numbers("fingerprints", 10_000, 1_000_000));
                case "stored" -> bench.stored(options.numbers("stored", 1_000_000, 10_000_000));
                default -> throw new IllegalArgumentException("--series has no " + series);
            }
        }
        Server.delete(bench.folder);
        System.out.println("\nPlots: " + bench.plots);
    }

    private void rules(int[] counts) throws Exception {
        System.out.println(
                "\nRules, each with a new server. New: every alarm is one that rules have to look at; again: 10,000 that come again.\n");
        Table table = new Table(
                "rules",
                "new: routed/s",
                "server / PostgreSQL, µs for an alarm",
                "again: routed/s",
                "server / PostgreSQL, µs for an alarm");
        Plot fresh = new Plot("Routed alarms by number of rules", "rules", "alarms/s");
        for (int rules : counts) {
            try (Server server = Server.fresh(folder.resolve("rules"), Map.of())) {
                Api api = new Api(server);
                Rules.make(api, rules);
                Target hook = Target.of(server, api.integration("benchmark"));
                Load again = new Load(hook, 64, new Payloads(100, 10_000), 0);
                again.run(options.number("warm-up", 10));
                IngestBench.caughtUp(server);
                Cost repeated = cost(server, again);
                Cost first = cost(server, new Load(hook, 64, new Payloads(100, 90_000_000), 0));
                table.row(
                        rules,
                        Table.number(first.rate),
                        first.micros(),
                        Table.number(repeated.rate),
                        repeated.micros());
                fresh.point("new alarms", rules, first.rate);
                fresh.point("alarms that come again", rules, repeated.rate);
            }
        }
        fresh.write(plots.resolve("rules.svg"));
    }

    private void fingerprints(int[] counts) throws Exception {
        System.out.println(
                "\nDifferent alarms, each with a new server and 100 rules; all of them have come once before it is measured.\n");
        Table table = new Table(
                "different alarms",
                "first time: routed/s",
                "again: routed/s",
                "server / PostgreSQL, µs for an alarm",
                "resident, MiB");
        Plot plot = new Plot("Routed alarms by number of different alarms", "different alarms", "alarms/s");
        for (int count : counts) {
            try (Server server = Server.fresh(folder.resolve("fingerprints"), Map.of())) {
                Api api = new Api(server);
                Rules.make(api, options.number("with-rules", 100));
                Load load = new Load(Target.of(server, api.integration("benchmark")), 64, new Payloads(100, count), 0);
                double filled = fill(server, load, count);
                Cost again = cost(server, load);
                table.row(
                        Table.number(count),
                        Table.number(filled),
                        Table.number(again.rate),
                        again.micros(),
                        Proc.residentMegabytes(server.pid()));
                plot.point("first time", count, filled);
                plot.point("again", count, again.rate);
            }
        }
        plot.write(plots.resolve("fingerprints.svg"));
    }

    private void stored(int[] counts) throws Exception {
        System.out.println(
                "\nStored alarms, one server with 100 rules and 10,000 different alarms; pages while nothing comes in.\n");
        Table table = new Table(
                "stored",
                "acknowledged/s",
                "p50 / p99, ms",
                "server / PostgreSQL, µs for an alarm",
                "bytes for an alarm",
                "original alarms p50 / p99, ms",
                "critical ones",
                "alarms");
        Plot append = new Plot("Acknowledged alarms by number of stored ones", "stored alarms", "alarms/s");
        Plot pages = new Plot("Pages by number of stored alarms, p99", "stored alarms", "ms");
        try (Server server = Server.fresh(folder.resolve("stored"), Map.of());
                StoredAlarms stored = new StoredAlarms(server)) {
            Api api = new Api(server);
            Rules.make(api, options.number("with-rules", 100));
            Load load = new Load(Target.of(server, api.integration("benchmark")), 64, new Payloads(100, 10_000), 0);
            load.run(options.number("warm-up", 10));
            for (int count : counts) {
                fill(server, load, count - stored.all());
                Load.Result result = load.run(seconds);
                IngestBench.caughtUp(server);
                long there = stored.all();
                Latencies[] times = new Latencies[PAGES.size()];
                for (int i = 0; i < times.length; i++) {
                    times[i] = ListBench.times(api, PAGES.get(i), options.number("calls", 200));
                }
                table.row(
                        Table.number(there),
                        Table.number(result.perSecond()),
                        percentiles(result.latencies),
                        Cost.of(result, result.acknowledged, 0).micros(),
                        stored.bytes() / Math.max(1, there),
                        percentiles(times[0]),
                        percentiles(times[1]),
                        percentiles(times[2]));
                append.point("acknowledged", there, result.perSecond());
                for (int i = 0; i < times.length; i++) {
                    pages.point(PAGES.get(i).substring("/api/v1/".length()), there, times[i].percentile(99));
                }
            }
        }
        append.write(plots.resolve("stored.svg"));
        pages.write(plots.resolve("pages.svg"));
    }

    private static String percentiles(Latencies times) {
        return Table.millis(times.percentile(50)) + " / " + Table.millis(times.percentile(99));
    }

    /** Sends until so many more are routed; gives how many a second. */
    private double fill(Server server, Load load, long alarms) throws Exception {
        double from = server.metric("coc_router_alarms_total");
        long begin = System.nanoTime();
        while (server.metric("coc_ingest_alarms_total") - from < alarms) {
            double left = alarms - (server.metric("coc_ingest_alarms_total") - from);
            RouteBench.kept(server, load, MOST_BEHIND, left > 200_000 ? 10 : 1);
        }
        IngestBench.caughtUp(server);
        return (server.metric("coc_router_alarms_total") - from) / ((System.nanoTime() - begin) / 1e9);
    }

    private Cost cost(Server server, Load load) throws Exception {
        double[] before = server.cpu();
        RouterWatch watch = RouteBench.kept(server, load, MOST_BEHIND, seconds);
        IngestBench.caughtUp(server);
        double[] after = server.cpu();
        Load.Result spent = new Load.Result();
        spent.serverCpu = after[0] - before[0];
        spent.postgresCpu = after[1] - before[1];
        return Cost.of(spent, watch.routed() + watch.behind(), watch.routedPerSecond());
    }

    /** Of one alarm, in µs of processor time. */
    private record Cost(double rate, double server, double postgres) {
        static Cost of(Load.Result spent, double alarms, double rate) {
            return new Cost(rate, spent.serverCpu / alarms * 1e6, spent.postgresCpu / alarms * 1e6);
        }

        String micros() {
            return Table.number(server) + " / " + Table.number(postgres);
        }
    }
}
