package io.opencoc.kernel.sql;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.outbox.DomainEvent;
import io.opencoc.kernel.reactive.Reactive;
import io.opencoc.kernel.trace.Changes;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One transaction. Statements are prepared and run one after the other in the order in which they are subscribed. Valid only inside
 * the work that it was given to; for one thread (the connection's context).
 *
 * <p>Parameters: {@link Instant}s become {@code timestamptz}; JSON is passed as text and cast in the statement ({@code $1::text::jsonb}).
 */
public final class Tx {
    private final SqlConnection connection;
    private final Database.AfterCommit afterCommit;
    private final List<Announced> events = new ArrayList<>();
    private final List<Changed> changes = new ArrayList<>();
    private final List<Runnable> runnables = new ArrayList<>();
    /** Lines of the trail that go out with the commit, and those that went before. */
    private final List<Supplier<Future<?>>> unsent = new ArrayList<>();

    private final List<Future<?>> sent = new ArrayList<>();
    private final @Nullable Actor actor;
    private @Nullable UUID tenant;
    private boolean unchanged;
    private int depth;
    private volatile Future<?> last = Future.succeededFuture();
    private volatile @Nullable Throwable failed;

    /** An event that was published, with its tenant. */
    public record Announced(UUID tenant, DomainEvent event) {}

    /** A hint for live updates: a thing of a topic changed. */
    public record Changed(
            UUID tenant, String topic, UUID id, @Nullable UUID project) {}

    Tx(SqlConnection connection, Database.AfterCommit afterCommit, @Nullable Actor actor) {
        this.connection = connection;
        this.actor = actor;
        this.afterCommit = afterCommit;
    }

    /**
     * Begins, with the tenant in the same message. Not awaited, so that the first statement goes out with it. Not the driver's own transaction,
     * which after an error never commits, also not what was done before a savepoint.
     */
    Future<?> begin(@Nullable UUID of) {
        tenant = of;
        return connection
                .query(of == null ? "BEGIN" : "BEGIN; SET LOCAL coc.tenant = '" + of + "'")
                .execute();
    }

    private Future<?> setTenant(UUID to) {
        tenant = to;
        return watched(connection
                .preparedQuery("SELECT set_config('coc.tenant', $1, true)")
                .execute(Tuple.of(to.toString())));
    }

    /** The tenant of the transaction. */
    public UUID tenant() {
        if (tenant == null) {
            throw new IllegalStateException("this transaction has no tenant");
        }
        return tenant;
    }

    /** Goes over to another tenant, for work that serves several in one transaction. */
    public Uni<Void> switchTenant(UUID to) {
        return Reactive.uni(() -> {
            sendTraces();
            return setTenant(to).mapEmpty();
        });
    }

    /** Runs a statement. */
    public Uni<RowSet<Row>> query(String sql, @Nullable Object... parameters) {
        return Reactive.uni(() -> watched(connection.preparedQuery(sql).execute(tuple(parameters))));
    }

    /** The rows of a query. */
    public <T> Uni<List<T>> list(String sql, Function<Row, T> map, @Nullable Object... parameters) {
        return query(sql, parameters).map(rows -> {
            List<T> out = new ArrayList<>(rows.size());
            for (Row row : rows) {
                out.add(map.apply(row));
            }
            return out;
        });
    }

    /** The first row of a query, or null. */
    public <T> Uni<@Nullable T> one(String sql, Function<Row, T> map, @Nullable Object... parameters) {
        return query(sql, parameters).map(rows -> {
            var i = rows.iterator();
            return i.hasNext() ? map.apply(i.next()) : null;
        });
    }

    /** Runs a statement and gives how many rows it changed. */
    public Uni<Integer> update(String sql, @Nullable Object... parameters) {
        return query(sql, parameters).map(RowSet::rowCount);
    }

    /** Writes an outbox row for each subscriber of the event and publishes it on the bus after the commit. */
    public Uni<Void> publish(DomainEvent event) {
        return publishAll(List.of(event));
    }

    /** As {@link #publish}, in one statement for all of them. */
    public Uni<Void> publishAll(List<? extends DomainEvent> all) {
        return Reactive.uni(() -> {
            all.forEach(event -> events.add(new Announced(tenant(), event)));
            return afterCommit.write(this, all).mapEmpty();
        });
    }

    /**
     * Runs work that may fail without undoing what the transaction did before: behind a savepoint. A failure undoes the work alone, with the
     * events and hints that it collected, and is passed on; the transaction can go on.
     */
    public <T> Uni<T> attempt(Supplier<Uni<T>> work) {
        int eventsBefore = events.size();
        int changesBefore = changes.size();
        int runnablesBefore = runnables.size();
        return Uni.createFrom().deferred(() -> {
            // What was written before is not undone with the attempt.
            sendTraces();
            int sentBefore = sent.size();
            // One in another has a name of its own, for of two with the same name only the inner one could be gone back
            // to.
            String savepoint = "attempt_" + ++depth;
            return command("SAVEPOINT " + savepoint)
                    .chain(() -> work.get())
                    .call(() -> command("RELEASE SAVEPOINT " + savepoint))
                    .onFailure()
                    .call(failure -> undo(savepoint).invoke(() -> {
                        events.subList(eventsBefore, events.size()).clear();
                        changes.subList(changesBefore, changes.size()).clear();
                        runnables.subList(runnablesBefore, runnables.size()).clear();
                        sent.subList(sentBefore, sent.size()).clear();
                        unsent.clear();
                    }))
                    .onTermination()
                    .invoke(() -> depth--);
        });
    }

    /** PostgreSQL goes on after that; so does the transaction, whatever has failed before. */
    private Uni<Void> undo(String savepoint) {
        return Reactive.<Void>uni(() -> {
            String sql = "ROLLBACK TO SAVEPOINT " + savepoint + "; RELEASE SAVEPOINT " + savepoint;
            Future<RowSet<Row>> undone = connection.query(sql).execute();
            last = undone;
            // Answers come in the order of the statements: those that fail behind this one are told later.
            return undone.<Void>mapEmpty().onSuccess(v -> failed = null);
        });
    }

    private Uni<Void> command(String sql) {
        return Reactive.<Void>uni(() -> watched(connection.query(sql).execute()).mapEmpty());
    }

    private <T> Future<T> watched(Future<T> statement) {
        last = statement;
        return statement.onFailure(f -> {
            // What the driver refuses by itself has not reached PostgreSQL.
            if (f instanceof PgException && failed == null) {
                failed = f;
            }
        });
    }

    /**
     * After the last statement: null, or what has failed and was not undone by an attempt, so that PostgreSQL would not commit any more.
     */
    Future<@Nullable Throwable> outcome() {
        return last.transform(done -> Future.succeededFuture(failed));
    }

    /**
     * Leaves in the trail, in this transaction, what the actor's operation did to a thing; nothing for work of the system itself. The line need
     * not be waited for: the transaction commits only with it. A thing that is the same before and after was {@linkplain #unchanged not changed}.
     *
     * @param before a record or map of the fields to compare; null when the thing is new
     * @param after null when it is gone
     */
    public void trace(Trace.Thing thing, @Nullable Object before, @Nullable Object after) {
        if (actor == null || actor.caller().trace() == null) {
            return;
        }
        JsonNode changed = Changes.between(before, after);
        if (before != null && after != null && changed.isEmpty()) {
            unchanged();
        } else {
            unsent.add(() -> Reactive.future(afterCommit.trace(this, actor, thing, changed)));
        }
    }

    /** The operation found everything as it was to be, as when it is repeated: it leaves no trace, here or at the edge. */
    public void unchanged() {
        unchanged = true;
    }

    /** As {@link #trace(Trace.Thing, Object, Object)}, in the name of another: of the system, in a tenant that the transaction went over to. */
    public void trace(Actor as, Trace.Thing thing, @Nullable Object before, @Nullable Object after) {
        unsent.add(() -> Reactive.future(afterCommit.trace(this, as, thing, Changes.between(before, after))));
    }

    /**
     * Sends the lines of the trail that have not gone out yet. A line that PostgreSQL refuses makes it answer the commit behind it with a
     * rollback; and nothing in a line is of a form that the driver could refuse.
     *
     * @return of all lines
     */
    Future<?> sendTraces() {
        unsent.forEach(line -> sent.add(line.get()));
        unsent.clear();
        return Future.all(sent);
    }

    /** Marks the request as one that has left its trace. */
    void traced() {
        if (actor != null && (unchanged || !sent.isEmpty())) {
            actor.caller().traced().set(true);
        }
    }

    /** Tells live views after the commit that this thing of the whole tenant changed. A hint: it may be lost, never wrong. */
    public void changed(String topic, UUID id) {
        changed(topic, id, null);
    }

    /** As {@link #changed(String, UUID)}, of a thing of an enterprise project: only those who may list it there are told. */
    public void changed(String topic, UUID id, @Nullable UUID project) {
        changes.add(new Changed(tenant(), topic, id, project));
    }

    /** Runs after the commit, on this node; lost in a crash. Must not block. */
    public void afterCommit(Runnable action) {
        runnables.add(action);
    }

    /** What {@link #publish} collected. */
    public List<Announced> events() {
        return events;
    }

    /** What {@link #changed} collected. */
    public List<Changed> changes() {
        return changes;
    }

    /** What {@link #afterCommit} collected. */
    public List<Runnable> runnables() {
        return runnables;
    }

    private static Tuple tuple(@Nullable Object[] parameters) {
        Tuple tuple = Tuple.tuple(new ArrayList<>(parameters.length));
        for (Object p : parameters) {
            tuple.addValue(p instanceof Instant i ? OffsetDateTime.ofInstant(i, ZoneOffset.UTC) : p);
        }
        return tuple;
    }
}
