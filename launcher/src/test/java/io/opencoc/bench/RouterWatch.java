package io.opencoc.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the server's own counts while a load runs: what is stored, what is routed, how much memory it takes. The lag of an alarm is the time
 * from the moment when so many were stored to that when so many were routed, read between two looks, which are 50 ms apart or a little more.
 * The server counts after its commits. With a bound it holds the load while more alarms than that are behind.
 */
final class RouterWatch implements AutoCloseable {
    private static final long PAUSE_MILLIS = 50;
    private static final int POINTS = 10_000;

    private final Server server;
    private final Thread thread;
    private final List<Look> looks = new ArrayList<>();
    private final @Nullable Load held;
    private final double bound;
    private volatile boolean over;
    private volatile @Nullable Exception failure;

    private record Look(long at, double stored, double routed, long resident, double heap) {
        static Look at(Server server) throws Exception {
            Map<String, Double> all = server.metrics();
            return new Look(
                    System.nanoTime(),
                    all.getOrDefault("coc_ingest_alarms_total", 0.0),
                    all.getOrDefault("coc_router_alarms_total", 0.0),
                    Proc.residentMegabytes(server.pid()),
                    all.getOrDefault("jvm_memory_used_bytes heap", 0.0));
        }
    }

    private RouterWatch(Server server, @Nullable Load held, double bound) throws Exception {
        this.server = server;
        this.held = held;
        this.bound = bound;
        looks.add(Look.at(server));
        this.thread = Thread.ofPlatform().daemon().start(this::watch);
    }

    /** Only looks. */
    static RouterWatch over(Server server) throws Exception {
        return new RouterWatch(server, null, 0);
    }

    /** Keeps the router no more than so many alarms, and what is under way, behind. */
    static RouterWatch holding(Server server, Load load, int behind) throws Exception {
        return new RouterWatch(server, load, behind);
    }

    private void watch() {
        try {
            while (!over) {
                Thread.sleep(PAUSE_MILLIS);
                Look look = Look.at(server);
                looks.add(look);
                if (held != null) {
                    held.hold(look.stored - look.routed > bound);
                }
            }
        } catch (Exception e) {
            failure = e;
        } finally {
            if (held != null) {
                held.hold(false);
            }
        }
    }

    /** Ends it; the answers are about the time until then. */
    @Override
    public void close() throws Exception {
        over = true;
        thread.join();
        Exception failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    private double seconds() {
        return (looks.getLast().at - looks.getFirst().at) / 1e9;
    }

    /** Alarms routed in a second, over the whole time. */
    double routedPerSecond() {
        return (looks.getLast().routed - looks.getFirst().routed) / seconds();
    }

    /** How many alarms were routed meanwhile. */
    double routed() {
        return looks.getLast().routed - looks.getFirst().routed;
    }

    /** How many were stored but not routed at the end. */
    double behind() {
        return looks.getLast().stored - looks.getLast().routed;
    }

    /** The most memory, MiB. */
    long resident() {
        return looks.stream().mapToLong(Look::resident).max().orElse(0);
    }

    /** The most heap in use, MiB; what is not collected yet counts. */
    long heap() {
        return (long) (looks.stream().mapToDouble(Look::heap).max().orElse(0) / (1 << 20));
    }

    /** Of alarms, evenly taken, that were routed meanwhile. */
    Latencies lags() {
        Latencies lags = new Latencies();
        double first = looks.getFirst().stored;
        double last = looks.getLast().routed;
        int stored = 1;
        int routed = 1;
        for (int i = 1; i <= POINTS && last > first; i++) {
            double n = first + (last - first) * i / POINTS;
            while (stored < looks.size() - 1 && looks.get(stored).stored < n) {
                stored++;
            }
            while (routed < looks.size() - 1 && looks.get(routed).routed < n) {
                routed++;
            }
            double in = when(
                    n,
                    looks.get(stored - 1),
                    looks.get(stored - 1).stored,
                    looks.get(stored),
                    looks.get(stored).stored);
            double out = when(
                    n,
                    looks.get(routed - 1),
                    looks.get(routed - 1).routed,
                    looks.get(routed),
                    looks.get(routed).routed);
            lags.add((long) Math.max(0, out - in));
        }
        return lags;
    }

    private static double when(double n, Look before, double countBefore, Look after, double countAfter) {
        return countAfter <= countBefore
                ? after.at
                : before.at + (after.at - before.at) * (n - countBefore) / (countAfter - countBefore);
    }
}
