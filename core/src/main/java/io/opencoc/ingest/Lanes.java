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
    // What an alarm takes until it is committed, besides its bytes: those are there twice, as they came and in a block.
    private static final int OVERHEAD = 100;
    private static final int COPIES = 2;
    private static final int LARGEST_PART = 1 << 20;

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
        List<Part> parts = written(events, receivedAt);
        long bytes = 0;
        for (Part p : parts) {
            bytes += (long) OVERHEAD * p.written.count() + (long) COPIES * p.written.size();
        }
        int count = events.size();
        if (!shares.take(origin.integration(), 0, count, bytes)) {
            return Future.failedFuture(
                    Problem.unavailable("The server is full; send again shortly.", Duration.ofSeconds(2)));
        }
        long reserved = bytes;
        long start = System.nanoTime();
        return submit(origin, parts, receivedAt).onComplete(r -> {
            shares.give(origin.integration(), 0, count, reserved);
            if (r.succeeded()) {
                stored.increment(count);
                commit.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            }
        });
    }

    /** What of a request goes to a lane. */
    private record Part(int lane, AlarmWriter.Written written) {}

    /** The alarms by their lanes; of each no more at once than a block of the log has. */
    private List<Part> written(List<AlarmEvent> events, Instant receivedAt) {
        List<Part> parts = new ArrayList<>(lanes.size());
        if (events.size() == 1) {
            parts.add(new Part(lane(events.getFirst()), AlarmWriter.write(events, receivedAt)));
            return parts;
        }
        List<List<AlarmEvent>> split = new ArrayList<>(lanes.size());
        for (int i = 0; i < lanes.size(); i++) {
            split.add(new ArrayList<>());
        }
        long bytes = 0;
        for (AlarmEvent e : events) {
            split.get(lane(e)).add(e);
            bytes += length(e);
            if (bytes > LARGEST_PART) {
                write(split, receivedAt, parts);
                bytes = 0;
            }
        }
        write(split, receivedAt, parts);
        return parts;
    }

    private static long length(AlarmEvent e) {
        long length = e.raw().length();
        for (Map.Entry<String, String> entry : e.additional().entrySet()) {
            length += entry.getKey().length() + entry.getValue().length();
        }
        return length;
    }

    private static void write(List<List<AlarmEvent>> split, Instant receivedAt, List<Part> into) {
        for (int i = 0; i < split.size(); i++) {
            if (!split.get(i).isEmpty()) {
                into.add(new Part(i, AlarmWriter.write(split.get(i), receivedAt)));
                split.set(i, new ArrayList<>());
            }
        }
    }

    private Future<Void> submit(Origin origin, List<Part> parts, Instant receivedAt) {
        List<Future<Void>> all = new ArrayList<>(parts.size());
        for (Part p : parts) {
            Promise<Void> promise = Promise.promise();
            all.add(promise.future());
            turns.get(p.lane).submit(new Submission(origin, p.written, receivedAt, promise));
        }
        return all.size() == 1 ? all.getFirst() : Future.join(all).mapEmpty();
    }

    private int lane(AlarmEvent event) {
        return Math.floorMod(event.fingerprint().hashCode() * 0x9E3779B9 >>> 8, lanes.size());
    }

    /** Writes what waits, then closes the connections. */
    Future<Void> stop() {
        return Future.join(lanes.stream().map(Lane::stop).toList()).mapEmpty();
    }
}
