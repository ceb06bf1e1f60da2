package io.opencoc.todo;

import io.opencoc.engineer.Engineer;
import io.opencoc.engineer.EngineerService;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.project.Kept;
import io.opencoc.project.Placement;
import io.opencoc.todo.TodoFilter.Viewer;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates to-dos, shows them to those whose they are, and tells other features of them. */
public final class TodoService {
    /** Whether a to-do that a row names is in one of some projects: for {@link io.opencoc.kernel.sql.ScopeColumns#where}. */
    public static final String IN_PROJECTS =
            "EXISTS (SELECT 1 FROM todo f WHERE f.id = todo_id AND f.project_id = ANY (?))";

    static final String TOPIC = "todo";
    private static final String CREATE = "coc:todo:create";
    private static final Duration FURTHEST = Duration.ofDays(5 * 366);

    private final Database database;
    private final Clock clock;
    private final Placement placement;
    private final EngineerService engineers;
    private final TodoDeadlines deadlines;
    private final TodoRepository repository = new TodoRepository();
    private final TodoHistory history = new TodoHistory();

    TodoService(
            Database database, Clock clock, Placement placement, EngineerService engineers, TodoDeadlines deadlines) {
        this.database = database;
        this.clock = clock;
        this.placement = placement;
        this.engineers = engineers;
        this.deadlines = deadlines;
        placement.keeps(new Kept(TOPIC, "to-do", "to-dos", repository::countOf));
        engineers.blockedBy(this::openOf);
    }

    Uni<Page<TodoAnswer>> page(Actor actor, TodoFilter filter, String sort, int offset, int size) {
        return database.in(actor, tx -> viewer(tx, actor).chain(viewer -> {
            Instant now = clock.instant();
            return repository
                    .page(tx, filter.where(viewer, now), sort, offset, size)
                    .map(page -> new Page<>(
                            page.items().stream()
                                    .map(t -> TodoAnswer.of(t, viewer, now))
                                    .toList(),
                            page.total()));
        }));
    }

    /** How many wait for the actor to accept them, within a transaction of another feature. */
    public Uni<Long> pendingOf(Tx tx, Actor actor, @Nullable UUID project) {
        return viewer(tx, actor)
                .chain(viewer ->
                        repository.count(tx, TodoFilter.pending(project).where(viewer, clock.instant())));
    }

    Uni<TodoAnswer> get(Actor actor, UUID id) {
        return database.in(actor, tx -> viewer(tx, actor)
                .chain(viewer -> seen(viewer, repository.find(tx, id)).map(t -> answer(t, viewer))));
    }

    Uni<List<TodoHistoryEntry>> history(Actor actor, UUID id) {
        return database.in(actor, tx -> viewer(tx, actor)
                .chain(viewer -> seen(viewer, repository.find(tx, id)))
                .chain(() -> history.of(tx, id)));
    }

    /** Creates a to-do, or gives the one that has this id already. */
    Uni<TodoAnswer> create(Actor actor, UUID id, TodoInput input) {
        actor.requireSome(CREATE);
        return database.in(actor, tx -> repository
                .find(tx, id)
                .chain(found -> found == null ? create(tx, actor, id, input) : again(tx, actor, found))
                .chain(todo -> viewer(tx, actor).map(viewer -> answer(todo, viewer))));
    }

    private static Uni<Todo> again(Tx tx, Actor actor, Todo found) {
        actor.require(CREATE, found.target(), "to-do", found.number());
        tx.unchanged();
        return Uni.createFrom().item(found);
    }

    private Uni<Todo> create(Tx tx, Actor actor, UUID id, TodoInput input) {
        Instant now = clock.instant();
        Person by = Person.of(actor);
        checkDeadline(input.deadline(), now);
        return placement
                .of(tx, actor, CREATE, input.projectId())
                .chain(project -> owners(tx, input.ownerIds(), List.of()).chain(owners -> repository
                        .insert(tx, id, project, input, by, now)
                        .call(inserted -> inserted ? repository.own(tx, id, owners) : nothing())))
                .chain(inserted -> repository
                        .find(tx, id)
                        .map(TodoService::present)
                        .call(todo -> inserted
                                ? created(tx, todo, now, by)
                                : nothing().invoke(tx::unchanged)));
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> created(Tx tx, Todo todo, Instant now, Person by) {
        tx.changed(TOPIC, todo.id(), todo.projectId());
        TodoTrace.created(tx, todo);
        TodoHistoryEntry entry = new TodoHistoryEntry(
                Ids.at(now),
                now,
                TodoHistoryEntry.Kind.CREATED,
                by,
                null,
                todo.state().wire(),
                null);
        return history.insert(tx, todo.id(), entry)
                .chain(() -> deadlines.set(tx, todo))
                .chain(() -> tx.publish(new TodoEvent.Created(Ids.at(now), todo, now, by)));
    }

    static void checkDeadline(Instant deadline, Instant now) {
        if (!deadline.isAfter(now)) {
            throw Problem.invalid("deadline", "is not in the future");
        }
        if (deadline.isAfter(now.plus(FURTHEST))) {
            throw Problem.invalid("deadline", "is more than five years away");
        }
    }

    /**
     * The engineers who are to own a to-do.
     *
     * @param present who own it already, and may stay whatever became of them
     */
    Uni<List<Person>> owners(Tx tx, List<UUID> ids, List<Person> present) {
        return engineers.find(tx, Set.copyOf(ids)).map(found -> {
            List<Person> owners = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                owners.add(owner(ids.get(i), "ownerIds[" + i + "]", found, present));
            }
            return owners;
        });
    }

    private static Person owner(UUID id, String field, Map<UUID, Engineer> found, List<Person> present) {
        Engineer engineer = found.get(id);
        Person old = present.stream().filter(p -> id.equals(p.id())).findFirst().orElse(null);
        if (engineer == null) {
            if (old != null) {
                return old;
            }
            throw Problem.invalid(field, "is not an engineer");
        }
        if (engineer.userId() == null && old == null) {
            throw Problem.invalid(
                    field,
                    "is " + engineer.name()
                            + ", who is no user and so could not accept it: say in the engineer which user they are");
        }
        return new Person(id, engineer.name());
    }

    /** Who looks, within a transaction. */
    Uni<Viewer> viewer(Tx tx, Actor actor) {
        return engineers.ofUser(tx, actor.id()).map(me -> new Viewer(actor, me == null ? null : me.id()));
    }

    TodoAnswer answer(Todo todo, Viewer viewer) {
        return TodoAnswer.of(todo, viewer, clock.instant());
    }

    /** The to-do when the viewer may get it: it is theirs, or they may see all. To others it is not there. */
    Uni<Todo> seen(Viewer viewer, Uni<@Nullable Todo> found) {
        return found.map(TodoService::present).invoke(todo -> {
            Actor actor = viewer.actor();
            boolean own = !Relation.of(todo, actor, viewer.me()).contains(Relation.OTHER);
            if (!own && !actor.may("coc:todo:listAll", todo.target())) {
                throw Problem.notFound("to-do");
            }
            actor.require("coc:todo:get", todo.target(), "to-do", todo.number());
        });
    }

    static Todo present(@Nullable Todo todo) {
        if (todo == null) {
            throw Problem.notFound("to-do");
        }
        return todo;
    }

    /** The enterprise projects of those of the ids that exist, within a transaction of another feature. */
    public Uni<Map<UUID, UUID>> projects(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty() ? Uni.createFrom().item(Map.of()) : repository.projects(tx, ids);
    }

    private Uni<@Nullable String> openOf(Tx tx, UUID engineer) {
        return repository
                .openOf(tx, engineer)
                .map(n -> n == 0 ? null : n == 1 ? "1 open to-do is theirs" : n + " open to-dos are theirs");
    }
}
