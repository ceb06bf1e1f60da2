package io.opencoc.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How many alarms are acknowledged, each after its commit, beside an Alertmanager, which keeps them in memory: by turns in one run, with the same
 * requests. What counts is what the database has, and the other's own count.
 */
final class IngestBench {
    private final Server server;
    private final StoredAlarms stored;
    private final Alertmanager peer;
    private final String key;
    private final int seconds;

    /** What was measured at one size, over so many connections. */
    private static final class Rounds {
        final List<Double> rates = new ArrayList<>();
        final Load.Result sum = new Load.Result();

        void add(Load.Result result) {
            rates.add(result.perSecond());
            sum.add(result);
        }

        String latency() {
            return Table.millis(sum.latencies.percentile(50)) + " / " + Table.millis(sum.latencies.percentile(99));
        }
    }

    private IngestBench(Server server, StoredAlarms stored, Alertmanager peer, String key, int seconds) {
        this.server = server;
        this.stored = stored;
        this.peer = peer;
        this.key = key;
        this.seconds = seconds;
    }

    static void run(Options options) throws Exception {
        Path folder = options.folder().resolve("ingest");
        Path beside = options.folder().resolve("alertmanager");
        try (Alertmanager peer = Alertmanager.start(options, beside);
                Server server = Server.fresh(folder, Map.of());
                StoredAlarms stored = new StoredAlarms(server)) {
            Api api = new Api(server);
            Rules.make(api, options.number("rules", 100));
            IngestBench bench =
                    new IngestBench(server, stored, peer, api.integration("benchmark"), options.number("seconds", 5));
            List<Object[]> sizes = new ArrayList<>();
            Table table = new Table(
                    "alarms a request",
                    "connections",
                    "OpenCOC/s: median (best)",
                    "p50 / p99, ms",
                    "Alertmanager/s: median (best)",
                    "p50 / p99, ms",
                    "ratio",
                    "processors: server / PostgreSQL / generator",
                    "Alertmanager / generator");
            for (int batch : options.numbers("batch", 1, 10, 100, 500)) {
                sizes.add(bench.size(options, batch, table));
            }
            System.out.println("\nOver all connections and rounds:\n");
            Table sum = new Table(
                    "alarms a request",
                    "OpenCOC/s: median (best)",
                    "Alertmanager/s: median (best)",
                    "ratio of medians",
                    "of the best");
            sizes.forEach(sum::row);
            System.out.printf(
                    "%nIn every round the database had all that was acknowledged. Memory: server %d MiB (peak %d), Alertmanager %d MiB%n",
                    Proc.residentMegabytes(server.pid()), Proc.peakMegabytes(server.pid()), peer.residentMegabytes());
        }
        Server.delete(folder);
        Server.delete(beside);
    }

    private Object[] size(Options options, int batch, Table table) throws Exception {
        Payloads payloads = new Payloads(batch, options.number("fingerprints", 10_000));
        int[] connections = options.numbers("connections", 32, 64, 128);
        Load ours = new Load(Target.of(server, key), connections[0], payloads, 0);
        Load theirs = new Load(peer.target(), connections[0], payloads, 0);
        ours.run(options.number("warm-up", 15));
        caughtUp(server);
        theirs.run(options.number("warm-up", 15));
        List<Double> allOurs = new ArrayList<>();
        List<Double> allTheirs = new ArrayList<>();
        for (int over : connections) {
            Rounds a = new Rounds();
            Rounds b = new Rounds();
            for (int round = 0; round < options.number("rounds", 3); round++) {
                if (round % 2 == 1) {
                    b.add(peerRound(theirs.over(over, 0)));
                }
                a.add(ourRound(ours.over(over, 0)));
                if (round % 2 == 0) {
                    b.add(peerRound(theirs.over(over, 0)));
                }
            }
            allOurs.addAll(a.rates);
            allTheirs.addAll(b.rates);
            table.row(
                    batch,
                    over,
                    medianAndBest(a.rates),
                    a.latency(),
                    medianAndBest(b.rates),
                    b.latency(),
                    Table.ratio(median(a.rates) / median(b.rates)),
                    Table.ratio(a.sum.serverCpu / a.sum.seconds) + " / "
                            + Table.ratio(a.sum.postgresCpu / a.sum.seconds) + " / "
                            + Table.ratio(a.sum.ownCpu / a.sum.seconds),
                    Table.ratio(b.sum.serverCpu / b.sum.seconds) + " / " + Table.ratio(b.sum.ownCpu / b.sum.seconds));
        }
        return new Object[] {
            batch,
            medianAndBest(allOurs),
            medianAndBest(allTheirs),
            Table.ratio(median(allOurs) / median(allTheirs)),
            Table.ratio(best(allOurs) / best(allTheirs))
        };
    }

    private Load.Result ourRound(Load load) throws Exception {
        Thread.sleep(2); // so that no alarm of before has the moment of this round
        Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Load.Result result = load.run(seconds);
        // The router's work for this round must not take from the other's.
        caughtUp(server);
        check(stored.since(begin), result, load.payloads().batch(), "the database");
        return result;
    }

    private Load.Result peerRound(Load load) throws Exception {
        long before = peer.received();
        Load.Result result = load.run(seconds);
        check(peer.received() - before, result, load.payloads().batch(), "Alertmanager");
        return result;
    }

    /** What was refused or lost its answer may be stored, what was acknowledged must be. */
    static void check(long there, Load.Result result, int batch, String who) {
        long most = result.acknowledged + (result.refused + result.broken) * batch;
        if (there < result.acknowledged || there > most) {
            throw new IllegalStateException(
                    who + " has " + there + " alarms, but " + result.acknowledged + " were acknowledged");
        }
        if (result.refused + result.broken > 0) {
            System.out.println(who + ": " + result.refused + " requests refused, " + result.broken + " broken");
        }
    }

    private static String medianAndBest(List<Double> rates) {
        return Table.number(median(rates)) + " (" + Table.number(best(rates)) + ")";
    }

    static double median(List<Double> rates) {
        List<Double> sorted = rates.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static double best(List<Double> rates) {
        return rates.stream().mapToDouble(r -> r).max().orElse(Double.NaN);
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
