package io.opencoc.ingest;

import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.http.Problems;
import io.opencoc.kernel.reactive.Reactive;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer of the log. Submissions come from any thread; everything else happens on the lane's own event loop. A lost connection fails
 * what waits and what is under way (its fate is unknown, so it is not acknowledged), and a new one begins a new epoch.
 */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int MOST_ALARMS = 5_000;
    private static final long MOST_BYTES = 8L << 20;
    /** What is compressed on the event loop. */
    private static final int AT_ONCE = 64 << 10;

    private static final long RETRY_MILLIS = 500;
    private static final int LOCK_CLASS = 7_231_002;
    private static final int PATIENT_TRIES = 20;
    // Well under the longest silence of its connection.
    private static final long HEARTBEAT_MILLIS = 4_000;
    /** A full disk fails a hundred batches a second, and the log may be on it. */
    private static final long PAUSE_OF_LOG_NANOS = 5_000_000_000L;

    private static final String NO_PARTITION = "23514";

    private final Vertx vertx;
    private final Context context;
    private final Supplier<Future<PgConnection>> connections;
    private final int step;
    private final Listener listener;
    private final Queue<Submission> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean signalled = new AtomicBoolean();
    private final Promise<Void> ended = Promise.promise();
    /** For one batch at a time. */
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);

    private volatile boolean connected;

    // Touched on the context only.
    private @Nullable PgConnection connection;
    private int number;
    private long epoch;
    private long seq;
    private int tries;
    private int unlogged;
    private long loggedAt = System.nanoTime() - PAUSE_OF_LOG_NANOS;
    private boolean busy;
    private boolean closed;

    /** Told on the lane's event loop; must not block. */
    interface Listener {
        /** The lane has written something. */
        void committed(int lane);

        /** The log has no partition for now. */
        void dayIsMissing();
    }

    /**
     * @param number the lane to write, if no other server does; else that many steps further
     */
    Lane(Vertx vertx, Supplier<Future<PgConnection>> connections, int number, int step, Listener listener) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.connections = connections;
        this.number = number;
        this.step = step;
        this.listener = listener;
    }

    void start() {
        context.runOnContext(v -> {
            connect();
            long heartbeat = vertx.setPeriodic(HEARTBEAT_MILLIS, id -> beat());
            ended.future().onComplete(r -> vertx.cancelTimer(heartbeat));
        });
    }

    /** Asks for a sign of life while there is nothing to write, so that a dead connection is found before alarms wait for it. */
    private void beat() {
        PgConnection c = connection;
        if (c != null && !busy) {
            c.query("SELECT 1").execute().onFailure(f -> LOG.debug("Lane {} got no sign of life", number, f));
        }
    }

    /** Whether it can write at the moment. */
    boolean isConnected() {
        return connected;
    }

    void submit(Submission submission) {
        queue.add(submission);
        signal();
    }

    private void signal() {
        if (signalled.compareAndSet(false, true)) {
            context.runOnContext(v -> {
                signalled.set(false);
                write();
            });
        }
    }

    private void connect() {
        if (closed) {
            return;
        }
        connections.get().compose(this::open).onComplete(r -> {
            if (r.failed()) {
                LOG.warn("Lane {} has no connection: {}", number, r.cause().toString());
                vertx.setTimer(RETRY_MILLIS, id -> connect());
            } else {
                write();
            }
        });
    }

    /** Takes the lane's lock, so that the writer before us has surely ended, and begins an epoch. */
    private Future<Void> open(PgConnection c) {
        return c.preparedQuery("SELECT pg_try_advisory_lock($1, $2) AS mine")
                .execute(Tuple.of(LOCK_CLASS, number))
                .compose(locked -> {
                    if (!locked.iterator().next().getBoolean("mine")) {
                        tries++;
                        if (tries > PATIENT_TRIES) {
                            tries = 0;
                            number += step;
                        }
                        return Future.failedFuture("another server writes it");
                    }
                    return c.preparedQuery("SELECT kernel.lane_open($1) AS epoch")
                            .execute(Tuple.of(number));
                })
                .map(rows -> {
                    Row row = rows.iterator().next();
                    epoch = row.getLong("epoch");
                    seq = 0;
                    tries = 0;
                    connection = c;
                    connected = true;
                    c.closeHandler(v -> context.runOnContext(w -> lost(c)));
                    LOG.debug("Lane {} writes epoch {}", number, epoch);
                    return (Void) null;
                })
                .onFailure(f -> c.close());
    }

    private void lost(PgConnection c) {
        if (connection == c) {
            connected = false;
            connection = null;
            failWaiting();
            if (closed) {
                ended.tryComplete();
            } else {
                LOG.warn("Lane {} lost its connection", number);
                vertx.setTimer(RETRY_MILLIS, id -> connect());
            }
        }
    }

    private void failWaiting() {
        for (Submission s = queue.poll(); s != null; s = queue.poll()) {
            s.stored().tryFail(away());
        }
    }

    private static Problem away() {
        return Problem.unavailable("Alarms cannot be stored at the moment; send again.", Duration.ofSeconds(2));
    }

    private void write() {
        PgConnection c = connection;
        if (busy) {
            return;
        }
        if (c == null) {
            failWaiting();
            return;
        }
        List<Submission> taken = new ArrayList<>();
        int alarms = 0;
        long bytes = 0;
        while (alarms < MOST_ALARMS && bytes < MOST_BYTES) {
            Submission s = queue.poll();
            if (s == null) {
                break;
            }
            taken.add(s);
            alarms += s.written().count();
            bytes += s.written().size();
        }
        if (taken.isEmpty()) {
            if (closed) {
                c.close();
            }
            return;
        }
        busy = true;
        insert(c, taken).onComplete(r -> {
            busy = false;
            if (r.succeeded()) {
                listener.committed(number);
                taken.forEach(s -> s.stored().tryComplete());
            } else {
                failed(c, taken, r.cause());
            }
            write();
        });
    }

    private Future<RowSet<Row>> insert(PgConnection c, List<Submission> taken) {
        LaneBatch batch = new LaneBatch(taken);
        long first = seq + 1;
        seq += batch.count();
        if (batch.size() <= AT_ONCE) {
            return insert(c, batch.parameters(number, epoch, first, deflater));
        }
        return Reactive.aside(vertx, () -> batch.parameters(number, epoch, first, deflater))
                .compose(parameters -> insert(c, parameters));
    }

    private static Future<RowSet<Row>> insert(PgConnection c, Tuple parameters) {
        return c.preparedQuery(LaneBatch.INSERT).execute(parameters);
    }

    private void failed(PgConnection c, List<Submission> taken, Throwable cause) {
        boolean noDay = cause instanceof PgException pg && pg.getSqlState().equals(NO_PARTITION);
        boolean away = noDay || connection != c || Problems.databaseIsAway(cause);
        if (noDay) {
            listener.dayIsMissing();
        } else if (away && !(cause instanceof PgException)) {
            c.close();
            lost(c);
        }
        unlogged += taken.size();
        long now = System.nanoTime();
        if (now - loggedAt > PAUSE_OF_LOG_NANOS) {
            LOG.warn("Lane {} could not store {} requests: {}", number, unlogged, cause.toString());
            unlogged = 0;
            loggedAt = now;
        }
        taken.forEach(s -> s.stored().tryFail(away ? away() : cause));
    }

    /** Writes what waits, then closes the connection. */
    Future<Void> stop() {
        context.runOnContext(v -> {
            closed = true;
            if (connection == null) {
                failWaiting();
                ended.tryComplete();
            } else {
                write();
            }
        });
        return ended.future().onComplete(r -> deflater.end());
    }
}
