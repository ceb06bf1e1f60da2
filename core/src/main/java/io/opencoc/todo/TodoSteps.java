package io.opencoc.todo;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.project.Placement;
import io.opencoc.todo.TodoFilter.Viewer;
import io.opencoc.todo.TodoHistoryEntry.Kind;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The steps that people take. Each locks the to-do, asks what the actor may do and what the lifecycle allows, changes the row, writes the
 * history and publishes the event, in one transaction: of two callers at once the second finds the state that the first one left.
 */
final class TodoSteps {
    private final Database database;
    private final Clock clock;
    private final Placement placement;
    private final TodoService service;
    private final TodoDeadlines deadlines;
    private final TodoRepository repository = new TodoRepository();
    private final TodoHistory history = new TodoHistory();

    TodoSteps(Database database, Clock clock, Placement placement, TodoService service, TodoDeadlines deadlines) {
        this.database = database;
        this.clock = clock;
        this.placement = placement;
        this.service = service;
        this.deadlines = deadlines;
    }

    /** A to-do that the actor may take this step with, locked; and where the step leads. */
    record Held(Viewer viewer, Todo before, TodoState to, Instant now) {
        Person by() {
            return Person.of(viewer.actor());
        }
    }

    /** What a step changes and leaves behind: see {@link TodoRepository#move}. */
    private record Change(
            Kind kind,
            @Nullable String text,
            String set,
            @Nullable Object... values) {}

    Uni<TodoAnswer> accept(Actor actor, UUID id) {
        return database.in(actor, tx -> hold(tx, actor, id, TodoAction.ACCEPT).chain(held -> {
            Person me = held.before().owners().stream()
                    .filter(o -> Objects.equals(o.id(), held.viewer().me()))
                    .findFirst()
                    .orElseThrow();
            Change change = new Change(
                    Kind.ACCEPTED,
                    null,
                    "accepted_at = $4, accepted_by_id = $5, accepted_by_name = $6",
                    me.id(),
                    me.name());
            return take(
                    tx, held, change, todo -> new TodoEvent.Accepted(Ids.at(held.now()), todo, held.now(), held.by()));
        }));
    }

    Uni<TodoAnswer> close(Actor actor, UUID id, @Nullable String comment) {
        return database.in(actor, tx -> hold(tx, actor, id, TodoAction.CLOSE)
                .chain(held -> end(
                        tx,
                        held,
                        Kind.CLOSED,
                        comment,
                        todo -> new TodoEvent.Closed(Ids.at(held.now()), todo, held.now(), held.by(), comment))));
    }

    Uni<TodoAnswer> cancel(Actor actor, UUID id, @Nullable String comment) {
        return database.in(actor, tx -> hold(tx, actor, id, TodoAction.CANCEL)
                .chain(held -> end(
                        tx,
                        held,
                        Kind.CANCELLED,
                        comment,
                        todo -> new TodoEvent.Cancelled(Ids.at(held.now()), todo, held.now(), held.by(), comment))));
    }

    private Uni<TodoAnswer> end(
            Tx tx, Held held, Kind kind, @Nullable String comment, Function<Todo, TodoEvent> event) {
        return deadlines
                .cancel(tx, held.before())
                .chain(() -> take(tx, held, new Change(kind, comment, "ended_at = $4"), event));
    }

    /** Changes a pending to-do to what the input says, but it stays in its project unless another is named. */
    Uni<TodoAnswer> update(Actor actor, UUID id, TodoInput input) {
        return database.in(actor, tx -> hold(tx, actor, id, TodoAction.UPDATE).chain(held -> {
            Todo before = held.before();
            if (input.version() != null && input.version() != before.version()) {
                throw Problem.conflict("The to-do " + before.number() + " was changed since: load it again.");
            }
            if (!input.deadline().equals(before.deadline())) {
                TodoService.checkDeadline(input.deadline(), held.now());
            }
            return placement
                    .move(tx, actor, TodoAction.UPDATE.permission(), before.projectId(), input.projectId())
                    .chain(project -> service.owners(tx, input.ownerIds(), before.owners())
                            .call(owners -> repository.own(tx, id, owners))
                            .chain(owners -> take(
                                    tx,
                                    held,
                                    changed(input, project),
                                    todo -> new TodoEvent.Updated(
                                            Ids.at(held.now()), todo, held.now(), held.by(), added(before, owners)))));
        }));
    }

    private static Change changed(TodoInput input, UUID project) {
        return new Change(
                Kind.UPDATED,
                null,
                "name = $5, description = $6, solution = $7, type = $8, severity = $9, notification = $10, deadline = $11,"
                        + " labels = $12, project_id = $13",
                input.name(),
                input.description(),
                input.solution(),
                input.type(),
                input.severity(),
                Objects.requireNonNull(input.notification()).wire(),
                input.deadline(),
                Rows.array(Objects.requireNonNull(input.labels())),
                project);
    }

    private static List<Person> added(Todo before, List<Person> owners) {
        return owners.stream()
                .filter(o -> before.owners().stream().noneMatch(b -> Objects.equals(b.id(), o.id())))
                .toList();
    }

    Uni<TodoHistoryEntry> remark(Actor actor, UUID id, String text) {
        return database.in(actor, tx -> hold(tx, actor, id, TodoAction.REMARK).chain(held -> {
            TodoTrace.step(tx, held.before(), held.before(), text);
            return note(tx, held, Kind.REMARKED, text);
        }));
    }

    /** Leaves an entry in the history of a to-do that stays as it is. */
    Uni<TodoHistoryEntry> note(Tx tx, Held held, Kind kind, String text) {
        TodoHistoryEntry entry =
                new TodoHistoryEntry(Ids.at(held.now()), held.now(), kind, held.by(), null, null, text);
        tx.changed(TodoService.TOPIC, held.before().id(), held.before().projectId());
        return repository
                .move(tx, held.before(), held.to(), held.now(), "")
                .chain(() -> history.insert(tx, held.before().id(), entry))
                .replaceWith(entry);
    }

    /** Locks the to-do for a step; fails with a problem when the actor, or the state, does not allow it. */
    Uni<Held> hold(Tx tx, Actor actor, UUID id, TodoAction action) {
        return service.viewer(tx, actor).chain(viewer -> repository
                .lock(tx, id)
                .map(TodoService::present)
                .map(todo -> {
                    Set<Relation> relations = Relation.of(todo, actor, viewer.me());
                    if (relations.contains(Relation.OTHER) && !actor.may("coc:todo:listAll", todo.target())) {
                        throw Problem.notFound("to-do");
                    }
                    actor.require(action.permission(), todo.target(), "to-do", todo.number());
                    if (!action.isFor(relations)) {
                        throw Problem.of(
                                        Problem.Kind.FORBIDDEN,
                                        "Of the to-do " + todo.number() + ", this is for " + action.who() + " alone.")
                                .about(todo.number());
                    }
                    TodoState to =
                            TodoLifecycle.ARROWS.next(todo.state(), action).orElseThrow(() -> notNow(todo));
                    return new Held(viewer, todo, to, clock.instant());
                }));
    }

    private Uni<TodoAnswer> take(Tx tx, Held held, Change change, Function<Todo, TodoEvent> event) {
        Todo before = held.before();
        boolean moves = before.state() != held.to();
        TodoHistoryEntry entry = new TodoHistoryEntry(
                Ids.at(held.now()),
                held.now(),
                change.kind,
                held.by(),
                moves ? before.state().wire() : null,
                moves ? held.to().wire() : null,
                change.text);
        tx.changed(TodoService.TOPIC, before.id(), before.projectId());
        return repository
                .move(tx, before, held.to(), held.now(), change.set, change.values)
                .map(after -> {
                    if (after == null) {
                        throw notNow(before);
                    }
                    if (!after.projectId().equals(before.projectId())) {
                        tx.changed(TodoService.TOPIC, after.id(), after.projectId());
                    }
                    TodoTrace.step(tx, before, after, change.text);
                    return after;
                })
                .call(after -> after.state().open() && !after.deadline().equals(before.deadline())
                        ? deadlines.set(tx, after)
                        : Uni.createFrom().voidItem())
                .call(() -> history.insert(tx, before.id(), entry))
                .call(after -> tx.publish(event.apply(after)))
                .map(after -> service.answer(after, held.viewer()));
    }

    private static Problem notNow(Todo todo) {
        return Problem.conflict(
                "The to-do " + todo.number() + " is " + todo.state().wire() + ": this cannot be done now.");
    }
}
