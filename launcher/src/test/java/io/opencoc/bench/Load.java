package io.opencoc.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Alerts over a number of connections, each waiting for its answer. Without a rate as fast as answers come; with one at planned moments,
 * from which latency counts, so that a stalled server does not hide its own delays. A few threads serve all connections.
 */
final class Load {
    private static final int THREADS = 2;

    private final Target target;
    private final int connections;
    private final Payloads payloads;
    private final int rate;
    private final AtomicLong numbers;
    private volatile boolean held;

    /** What came of it. */
    static final class Result {
        final Latencies latencies = new Latencies();
        long acknowledged;
        long refused;
        long broken;
        double seconds;
        double serverCpu;
        double postgresCpu;
        double ownCpu;

        /** Alarms acknowledged in a second. */
        double perSecond() {
            return acknowledged / seconds;
        }

        /** Adds another run. */
        void add(Result other) {
            latencies.addAll(other.latencies);
            acknowledged += other.acknowledged;
            refused += other.refused;
            broken += other.broken;
            seconds += other.seconds;
            serverCpu += other.serverCpu;
            postgresCpu += other.postgresCpu;
            ownCpu += other.ownCpu;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,9.0f alarms/s acknowledged, %s; refused %,d, broken %,d requests; processors: server %.2f, PostgreSQL %.2f, generator %.2f",
                    perSecond(),
                    latencies,
                    refused,
                    broken,
                    serverCpu / seconds,
                    postgresCpu / seconds,
                    ownCpu / seconds);
        }
    }

    private Load(Target target, int connections, Payloads payloads, int rate, AtomicLong numbers) {
        this.target = target;
        this.connections = connections;
        this.payloads = payloads;
        this.rate = rate;
        this.numbers = numbers;
    }

    /** @param rate alarms a second over all connections; 0 for no limit */
    Load(Target target, int connections, Payloads payloads, int rate) {
        this(target, connections, payloads, rate, new AtomicLong());
    }

    /** @param fingerprints how many different alarms there are */
    Load(Server server, String key, int connections, int batch, int rate, int fingerprints) {
        this(Target.of(server, key), connections, new Payloads(batch, fingerprints), rate);
    }

    /** The same alarms from where this one stops, over so many connections, at another rate. */
    Load over(int otherConnections, int otherRate) {
        return new Load(target, otherConnections, payloads, otherRate, numbers);
    }

    /** While held it sends nothing; for a load without a rate. */
    void hold(boolean hold) {
        held = hold;
    }

    boolean isHeld() {
        return held;
    }

    Target target() {
        return target;
    }

    Payloads payloads() {
        return payloads;
    }

    long nextRequest() {
        return numbers.getAndIncrement();
    }

    /** Runs for so many seconds, and until the last answer has come. */
    Result run(int seconds) throws Exception {
        int threads = Math.min(THREADS, connections);
        List<Sender> senders = new ArrayList<>();
        try {
            for (int i = 0; i < threads; i++) {
                int mine = connections / threads + (i < connections % threads ? 1 : 0);
                long pause = rate == 0 ? 0 : (long) (1e9 * payloads.batch() * threads / rate);
                senders.add(new Sender(this, mine, pause, pause * i / threads));
            }
            return measure(senders, seconds);
        } finally {
            for (Sender s : senders) {
                s.close();
            }
        }
    }

    private Result measure(List<Sender> senders, int seconds) throws Exception {
        double[] before = target.cpu().get();
        double own = Proc.cpu(ProcessHandle.current().pid());
        long begin = System.nanoTime();
        CompletableFuture<?>[] runs = senders.stream()
                .map(s -> CompletableFuture.runAsync(
                        () -> s.run(begin, begin + seconds * 1_000_000_000L),
                        r -> Thread.ofPlatform().start(r)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(runs).join();
        Result sum = new Result();
        for (Sender s : senders) {
            sum.add(s.result());
        }
        sum.seconds = (System.nanoTime() - begin) / 1e9;
        double[] after = target.cpu().get();
        sum.serverCpu = after[0] - before[0];
        sum.postgresCpu = after[1] - before[1];
        sum.ownCpu = Proc.cpu(ProcessHandle.current().pid()) - own;
        return sum;
    }
}
