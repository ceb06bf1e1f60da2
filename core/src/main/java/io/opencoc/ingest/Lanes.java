package io.opencoc.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opencoc.alarm.AlarmWriter;
import io.opencoc.api.AlarmEvent;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Connections;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** All lanes of this node, and the bound on what waits for them. Safe for all threads. */
public final class Lanes {
    // About what an alarm takes until it is committed: its fields apart, and again as the parameters of its INSERT.
    private static final int OVERHEAD = 2_000;
    private static final int COPIES = 4;
    // By the same count: what is too large for one block of the log goes into several.
    private static final int LARGEST_SUBMISSION = 4 << 20;

    private final Shares shares;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Turns> turns = new ArrayList<>();
    private final List<IntConsumer> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> dayMakers = new CopyOnWriteArrayList<>();
    private final Counter stored;
    private final Timer commit;

    Lanes(Vertx vertx, Connections connections, IngestLimits limits, MeterRegistry metrics) {
        this.shares = new Shares(limits);
        Lane.Listener listener = new Lane.Listener() {
            @Override
            public void committed(int lane) {
                listeners.forEach(l -> l.accept(lane));
            }

            @Override
            public void dayIsMissing() {
                dayMakers.forEach(Runnable::run);
            }
        };
        for (int i = 0; i < limits.lanes(); i++) {
            Lane lane = new Lane(vertx, () -> connections.ingest(vertx), i, limits.lanes(), listener);
            lanes.add(lane);
            turns.add(new Turns(lane::submit, System::nanoTime));
        }
        this.stored = Counter.builder("coc.ingest.alarms")
                .description("Original alarms stored")
                .register(metrics);
        this.commit = Timer.builder("coc.ingest.commit")
                .description("From the parsed request to its commit")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
        FunctionCounter.builder("coc.ingest.full", shares, Shares::refused)
                .description("Times that the node or an integration's share of it was full")
                .register(metrics);
        Gauge.builder("coc.ingest.pending", shares, Shares::alarms)
                .description("Original alarms that wait for their commit")
                .register(metrics);
        Gauge.builder("coc.ingest.pending.bytes", shares, Shares::bytes)
                .description("Memory of bodies and alarms that wait, about")
                .baseUnit("bytes")
                .register(metrics);
    }

    void start() {
        lanes.forEach(Lane::start);
    }

    /** Calls back with the lane after each commit, on the lane's event loop; must not block. */
    public void onCommit(IntConsumer listener) {
        listeners.add(listener);
    }

    /** Calls back, maybe often, while alarms cannot be stored because the log has no partition for now; must not block. */
    public void onMissingDay(Runnable maker) {
        dayMakers.add(maker);
    }

    /** Whether every lane can write. */
    public boolean areConnected() {
        return lanes.stream().allMatch(Lane::isConnected);
    }

    /** Whether any lane writes and gets on; while none does, a sender need not be asked for its body. */
    boolean areTaking() {
        for (int i = 0; i < lanes.size(); i++) {
            if (lanes.get(i).isConnected() && !turns.get(i).isStalled()) {
                return true;
            }
        }
        return false;
    }

    /** The room that bodies and alarms share. */
    Shares shares() {
        return shares;
    }

    /**
     * Stores alarms. The future completes once all are committed; it fails with a problem (503) when the node or the integration's share of
     * it is full or the database is away, and then some of them may be stored all the same: the sender sends again, and equal alarms fold into one.
     *
     * @param receivedAt to the millisecond
     */
    public Future<Void> store(Origin origin, List<AlarmEvent> events, Instant receivedAt) {
        if (events.isEmpty()) {
            return Future.succeededFuture();
        }
        long bytes = 0;
        for (AlarmEvent e : events) {
            bytes += weight(e);
        }
        if (!shares.take(origin.integration(), 0, events.size(), bytes)) {
            return Future.failedFuture(
                    Problem.unavailable("The server is full; send again shortly.", Duration.ofSeconds(2)));
        }
        long reserved = bytes;
        long start = System.nanoTime();
        return submit(origin, events, receivedAt).onComplete(r -> {
            shares.give(origin.integration(), 0, events.size(), reserved);
            if (r.succeeded()) {
                stored.increment(events.size());
                commit.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            }
        });
    }

    /** About how much memory it takes. */
    private static long weight(AlarmEvent e) {
        long weight = OVERHEAD + (long) COPIES * e.raw().length();
        for (Map.Entry<String, String> entry : e.additional().entrySet()) {
            weight += entry.getKey().length() + entry.getValue().length();
        }
        return weight;
    }

    private Future<Void> submit(Origin origin, List<AlarmEvent> events, Instant receivedAt) {
        if (events.size() == 1) {
            return submit(lane(events.getFirst()), origin, events, receivedAt);
        }
        List<List<AlarmEvent>> split = new ArrayList<>(lanes.size());
        for (int i = 0; i < lanes.size(); i++) {
            split.add(new ArrayList<>());
        }
        List<Future<Void>> all = new ArrayList<>(lanes.size());
        long bytes = 0;
        for (AlarmEvent e : events) {
            split.get(lane(e)).add(e);
            bytes += weight(e);
            if (bytes > LARGEST_SUBMISSION) {
                submit(origin, split, receivedAt, all);
                bytes = 0;
            }
        }
        submit(origin, split, receivedAt, all);
        return Future.join(all).mapEmpty();
    }

    private void submit(Origin origin, List<List<AlarmEvent>> split, Instant receivedAt, List<Future<Void>> all) {
        for (int i = 0; i < split.size(); i++) {
            if (!split.get(i).isEmpty()) {
                all.add(submit(i, origin, split.get(i), receivedAt));
                split.set(i, new ArrayList<>());
            }
        }
    }

    private Future<Void> submit(int lane, Origin origin, List<AlarmEvent> events, Instant receivedAt) {
        Promise<Void> stored = Promise.promise();
        turns.get(lane).submit(new Submission(origin, AlarmWriter.write(events, receivedAt), receivedAt, stored));
        return stored.future();
    }

    private int lane(AlarmEvent event) {
        return Math.floorMod(event.fingerprint().hashCode() * 0x9E3779B9 >>> 8, lanes.size());
    }

    /** Writes what waits, then closes the connections. */
    Future<Void> stop() {
        return Future.join(lanes.stream().map(Lane::stop).toList()).mapEmpty();
    }
}
