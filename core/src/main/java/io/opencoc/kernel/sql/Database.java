package io.opencoc.kernel.sql;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.reactive.Reactive;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Transactions. There is no other way to run SQL in the server: every statement has a tenant, set in the same round trip as the
 * transaction's begin, so that row-level security holds even for a query that forgets it.
 *
 * <p>Isolation is read committed. A failed body rolls back; so does a cancelled subscription, unless its commit was already on the
 * way: do not take a cancellation for an undo. Statements end after the server's statement time-out (30 s unless configured).
 */
public final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private static final long LONGEST_WAIT_SECONDS = 10;

    private final Pool pool;
    private final AfterCommit afterCommit;

    /**
     * Takes over what a committed transaction announced.
     */
    public interface AfterCommit {
        /** Called on the transaction's context after a successful commit, with everything that was collected; must not block. */
        void committed(Tx tx);

        /** Writes the rows of published events, one for each event and subscriber, within the transaction. */
        Future<?> write(Tx tx, java.util.List<? extends io.opencoc.kernel.outbox.DomainEvent> events);

        /** Writes a line of the trail within the transaction. */
        Uni<Void> trace(Tx tx, Actor actor, Trace.Thing thing, JsonNode changes);
    }

    public Database(Pool pool, AfterCommit afterCommit) {
        this.pool = pool;
        this.afterCommit = afterCommit;
    }

    /** Runs the work in a transaction of the actor's tenant. */
    public <T extends @Nullable Object> Uni<T> in(Actor actor, Function<Tx, Uni<T>> work) {
        return transaction(actor.tenant(), actor, work);
    }

    /** Runs the work in a transaction of this tenant. */
    public <T extends @Nullable Object> Uni<T> in(UUID tenant, Function<Tx, Uni<T>> work) {
        return transaction(tenant, null, work);
    }

    /**
     * Runs the work in a transaction that has no tenant yet: tables of tenants look empty, only the kernel's functions work. For look-ups
     * before a tenant is known and for loops over all tenants; see {@link Tx#switchTenant}.
     */
    public <T extends @Nullable Object> Uni<T> withoutTenant(Function<Tx, Uni<T>> work) {
        return transaction(null, null, work);
    }

    private <T extends @Nullable Object> Uni<T> transaction(
            @Nullable UUID tenant, @Nullable Actor actor, Function<Tx, Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            AtomicBoolean cancelled = new AtomicBoolean();
            emitter.onTermination(() -> cancelled.set(true));
            connection()
                    .compose(connection ->
                            run(new Tx(connection, afterCommit, actor), connection, tenant, work, cancelled))
                    .onComplete(emitter::complete, emitter::fail);
        });
    }

    /** A connection, within a time; one that comes too late goes back at once. */
    private Future<SqlConnection> connection() {
        Future<SqlConnection> coming = pool.getConnection();
        Future<SqlConnection> limited = coming.timeout(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        coming.onSuccess(connection -> {
            if (limited.failed()) {
                connection.close();
            }
        });
        return limited;
    }

    private <T extends @Nullable Object> Future<T> run(
            Tx tx,
            SqlConnection connection,
            @Nullable UUID tenant,
            Function<Tx, Uni<T>> work,
            AtomicBoolean cancelled) {
        Future<?> begin = tx.begin(tenant);
        Future<T> body;
        try {
            body = Reactive.future(work.apply(tx));
        } catch (Throwable t) {
            body = Future.failedFuture(t);
        }
        Future<T> result = body;
        return Future.join(begin, result)
                .transform(joined -> tx.outcome())
                .compose(failed -> end(tx, connection, begin, result, failed, cancelled))
                .eventually(connection::close)
                .onSuccess(value -> announce(tx));
    }

    private static <T extends @Nullable Object> Future<T> end(
            Tx tx,
            SqlConnection connection,
            Future<?> begin,
            Future<T> result,
            @Nullable Throwable failed,
            AtomicBoolean cancelled) {
        if (begin.failed()) {
            // Its BEGIN may have been done and what came with it not: nobody else must find the connection so.
            return connection.query("ROLLBACK").execute().transform(done -> Future.failedFuture(begin.cause()));
        }
        Throwable failure = result.failed() ? result.cause() : failed;
        if (failure == null && cancelled.get()) {
            failure = new java.util.concurrent.CancellationException("cancelled before the commit");
        }
        if (failure != null) {
            Throwable cause = failure;
            return connection.query("ROLLBACK").execute().transform(done -> Future.failedFuture(cause));
        }
        // In one message: without the lines nothing is committed.
        Future<?> lines = tx.sendTraces();
        Future<?> commit = connection.query("COMMIT").execute();
        return Future.join(lines, commit)
                .transform(both -> lines.failed()
                        ? Future.failedFuture(lines.cause())
                        : commit.failed() ? Future.failedFuture(commit.cause()) : result);
    }

    private void announce(Tx tx) {
        try {
            tx.traced();
            afterCommit.committed(tx);
        } catch (RuntimeException e) {
            LOG.error("An announcement after a commit failed; the commit stands", e);
        }
    }
}
