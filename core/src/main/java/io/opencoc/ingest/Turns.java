package io.opencoc.ingest;

import io.opencoc.kernel.http.Problem;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What stands before a lane: two batches at most are handed to it, and of what waits beyond that each integration has its turn, so that a
 * few alarms of one do not wait for the thousands of another. Within an integration the order stays. Safe for all threads.
 */
final class Turns {
    /** One batch that is written, and one that is gathered meanwhile. */
    private static final int AHEAD = 10_000;
    /** After so much time without a sign of progress nobody else is asked to wait. */
    private static final long LONGEST_STALL_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Consumer<Submission> lane;
    private final LongSupplier nanos;
    private final Map<UUID, Queue<Submission>> waiting = new LinkedHashMap<>();
    private int ahead;
    private long progressAt;

    /**
     * @param lane takes submissions without blocking, and completes each
     * @param nanos the time, as {@link System#nanoTime()}
     */
    Turns(Consumer<Submission> lane, LongSupplier nanos) {
        this.lane = lane;
        this.nanos = nanos;
    }

    /** Takes a submission, and hands it on when its turn comes; fails it with 503 at once when the lane has stalled. */
    void submit(Submission submission) {
        boolean taken;
        synchronized (this) {
            taken = !isStalled();
            if (taken) {
                waiting.computeIfAbsent(submission.origin().integration(), i -> new ArrayDeque<>())
                        .add(submission);
                handOn();
            }
        }
        if (!taken) {
            submission.stored().tryFail(slow());
        }
    }

    private static Problem slow() {
        return Problem.unavailable("The database is slow to answer; send again.", Duration.ofSeconds(2));
    }

    /** Whether the lane has had work for a while and got nothing done. */
    synchronized boolean isStalled() {
        return ahead > 0 && nanos.getAsLong() - progressAt > LONGEST_STALL_NANOS;
    }

    private void handOn() {
        while (!waiting.isEmpty() && ahead < AHEAD) {
            Iterator<Map.Entry<UUID, Queue<Submission>>> first =
                    waiting.entrySet().iterator();
            Map.Entry<UUID, Queue<Submission>> turn = first.next();
            UUID integration = turn.getKey();
            Queue<Submission> queue = turn.getValue();
            Submission next = queue.remove();
            first.remove();
            if (!queue.isEmpty()) {
                waiting.put(integration, queue); // behind the others
            }
            if (ahead == 0) {
                progressAt = nanos.getAsLong();
            }
            int alarms = next.written().count();
            ahead += alarms;
            next.stored().future().onComplete(r -> done(alarms));
            lane.accept(next);
        }
    }

    private synchronized void done(int alarms) {
        ahead -= alarms;
        progressAt = nanos.getAsLong();
        handOn();
    }
}
