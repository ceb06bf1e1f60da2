package io.opencoc.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Alerts over a number of connections, each waiting for its answer. Without a rate as fast as answers come; with one at planned moments,
 * from which latency counts, so that a stalled server does not hide its own delays.
 *
 * @param rate alarms a second over all connections; 0 for no limit
 * @param fingerprints how many different alarms there are
 */
record Load(Server server, String key, int connections, int batch, int rate, int fingerprints) {

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
                    acknowledged / seconds,
                    latencies,
                    refused,
                    broken,
                    serverCpu / seconds,
                    postgresCpu / seconds,
                    ownCpu / seconds);
        }
    }

    private static final AtomicLong NUMBERS = new AtomicLong();

    /** Runs for so many seconds. */
    Result run(int seconds) throws Exception {
        Result sum = new Result();
        double[] before = server.cpu();
        double own = Proc.cpu(ProcessHandle.current().pid());
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Result mine = new Result();
            results.add(mine);
            int number = i;
            threads.add(Thread.ofPlatform().start(() -> work(number, begin, end, mine)));
        }
        for (Thread t : threads) {
            t.join();
        }
        sum.seconds = (System.nanoTime() - begin) / 1e9;
        double[] after = server.cpu();
        sum.serverCpu = after[0] - before[0];
        sum.postgresCpu = after[1] - before[1];
        sum.ownCpu = Proc.cpu(ProcessHandle.current().pid()) - own;
        for (Result r : results) {
            sum.latencies.addAll(r.latencies);
            sum.acknowledged += r.acknowledged;
            sum.refused += r.refused;
            sum.broken += r.broken;
        }
        return sum;
    }

    private void work(int number, long begin, long end, Result result) {
        double pause = rate == 0 ? 0 : 1e9 * batch * connections / rate;
        Hook hook = null;
        for (long sent = 0; ; sent++) {
            long planned = begin + (long) (pause * (sent + (double) number / connections));
            long now = System.nanoTime();
            if (now >= end || (pause > 0 && planned >= end)) {
                break;
            }
            while (pause > 0 && now < planned) {
                LockSupport.parkNanos(planned - now);
                now = System.nanoTime();
            }
            byte[] body = Alerts.batch(NUMBERS.getAndAdd(batch), batch, fingerprints);
            long start = pause > 0 ? planned : System.nanoTime();
            try {
                hook = hook == null ? Hook.alerts(server.address(), key) : hook;
                int status = hook.send(body);
                if (status / 100 == 2) {
                    result.latencies.add(System.nanoTime() - start);
                    result.acknowledged += batch;
                } else if (status == 503) {
                    result.refused++;
                } else {
                    throw new IllegalStateException("the hook answered " + status);
                }
            } catch (IOException e) {
                result.broken++;
                hook = null;
            }
        }
        try {
            if (hook != null) {
                hook.close();
            }
        } catch (IOException e) {
            result.broken++;
        }
    }
}
