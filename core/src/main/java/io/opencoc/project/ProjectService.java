package io.opencoc.project;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.access.Target;
import io.opencoc.kernel.http.Contract;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the enterprise projects of a tenant. */
public final class ProjectService {
    private static final String TOPIC = "project";
    private static final int MOST = 1_000;

    private final Database database;
    private final Clock clock;
    private final ProjectRepository repository;
    private final Contract contract;
    private final List<Kept> kinds = new CopyOnWriteArrayList<>();

    ProjectService(Database database, Clock clock, ProjectRepository repository, Contract contract) {
        this.database = database;
        this.clock = clock;
        this.repository = repository;
        this.contract = contract;
    }

    /** Lets a feature say what it keeps in projects: it is counted, and keeps its project from being deleted. */
    public void keeps(Kept kept) {
        kinds.add(kept);
    }

    Uni<Page<Project>> page(Actor actor, ProjectQuery query) {
        Scope scope = actor.scope("coc:project:list");
        return database.in(actor, tx -> repository.page(tx, scope, query));
    }

    /**
     * The projects to choose from.
     *
     * @param action only the enabled ones in which the actor may do it; when it is null all in which they may see anything
     */
    Uni<List<ProjectView.Choice>> choices(Actor actor, @Nullable String action) {
        List<Scope> scopes =
                (action != null ? Stream.of(action) : reads()).map(actor::scope).toList();
        return database.in(actor, repository::all).map(all -> all.stream()
                .filter(p -> action == null || p.enabled())
                .filter(p -> scopes.stream().anyMatch(s -> s.reaches(p.id())))
                .map(ProjectView.Choice::of)
                .toList());
    }

    /** What lets somebody see things of projects. */
    private Stream<String> reads() {
        return contract.actions().values().stream()
                .filter(a -> a.reach() == Contract.Reach.PROJECT)
                .map(Contract.Action::name)
                .filter(a -> a.endsWith(":list") || a.endsWith(":get"));
    }

    Uni<ProjectView.Detail> get(Actor actor, UUID id) {
        return database.in(actor, tx -> existing(tx, actor, "get", id).chain(p -> counts(
                        tx, kinds.stream().filter(k -> mayCount(actor, k, id)).toList(), id)
                .map(counts -> new ProjectView.Detail(p, counts))));
    }

    private static boolean mayCount(Actor actor, Kept kept, UUID project) {
        return actor.may("coc:" + kept.kind() + ":list", Target.of(project, null));
    }

    private static Uni<Map<String, Long>> counts(Tx tx, List<Kept> which, UUID project) {
        Map<String, Long> counts = new LinkedHashMap<>();
        Uni<Void> counted = Uni.createFrom().voidItem();
        for (Kept kept : which) {
            counted = counted.chain(() -> kept.count().of(tx, project))
                    .invoke(n -> counts.put(kept.kind(), n))
                    .replaceWithVoid();
        }
        return counted.replaceWith(counts);
    }

    /** Creates a project, or gives the one that has this id already. */
    Uni<Project> create(Actor actor, UUID id, ProjectInput input) {
        actor.require("coc:project:create");
        Project project = new Project(id, input.name(), input.description(), true, false, clock.instant());
        return named(database.in(actor, tx -> refuseTooMany(tx)
                .chain(() -> repository.insert(tx, project))
                .chain(inserted -> {
                    if (!inserted) {
                        tx.unchanged();
                        return existing(tx, actor, "create", id);
                    }
                    trace(tx, null, project);
                    return Uni.createFrom().item(project);
                })));
    }

    private Uni<Void> refuseTooMany(Tx tx) {
        return repository.count(tx).map(n -> {
            if (n >= MOST) {
                throw Problem.conflict("There are " + MOST + " enterprise projects already, which is the most.");
            }
            return null;
        });
    }

    Uni<Project> update(Actor actor, UUID id, ProjectInput input) {
        return named(change(actor, "update", id, tx -> repository.update(tx, id, input)));
    }

    Uni<Project> enable(Actor actor, UUID id) {
        return change(actor, "enable", id, tx -> repository.enable(tx, id, true));
    }

    Uni<Project> disable(Actor actor, UUID id) {
        return change(actor, "disable", id, tx -> {
            if (id.equals(tx.tenant())) {
                throw Problem.conflict("The default project is where things go that name none: it stays enabled.");
            }
            return repository.enable(tx, id, false);
        });
    }

    private Uni<Project> change(Actor actor, String verb, UUID id, Function<Tx, Uni<@Nullable Project>> change) {
        return database.in(actor, tx -> existing(tx, actor, verb, id)
                .chain(before ->
                        change.apply(tx).map(ProjectService::present).invoke(after -> trace(tx, before, after))));
    }

    Uni<Void> delete(Actor actor, UUID id) {
        return database.in(actor, tx -> repository
                .lock(tx, id)
                .map(ProjectService::present)
                .invoke(p -> require(actor, "delete", p))
                .chain(before -> counts(tx, kinds, id)
                        .invoke(counts -> refuse(before, counts))
                        .chain(() -> repository.delete(tx, id))
                        .invoke(() -> trace(tx, before, null)))
                .replaceWithVoid());
    }

    private void refuse(Project project, Map<String, Long> counts) {
        if (project.isDefault()) {
            throw Problem.conflict("The default project cannot be deleted.");
        }
        List<String> there = new ArrayList<>();
        for (Kept kept : kinds) {
            long n = counts.getOrDefault(kept.kind(), 0L);
            if (n > 0) {
                there.add(kept.text(n));
            }
        }
        if (!there.isEmpty()) {
            throw Problem.conflict("The project cannot be deleted: in it are " + String.join(", ", there) + ".");
        }
    }

    /** Leaves the change in the trail and tells live views of it. */
    private static void trace(Tx tx, @Nullable Project before, @Nullable Project after) {
        Project project = after == null ? Objects.requireNonNull(before) : after;
        tx.trace(Trace.Thing.of(project.id(), project.name(), project.id()), before, after);
        tx.changed(TOPIC, project.id(), project.id());
    }

    /** The project, which the actor may do this to. */
    private Uni<Project> existing(Tx tx, Actor actor, String verb, UUID id) {
        return repository.find(tx, id).map(ProjectService::present).invoke(p -> require(actor, verb, p));
    }

    /** A project belongs to itself. */
    private static void require(Actor actor, String verb, Project project) {
        actor.require(
                "coc:project:" + verb, Target.of(project.id(), project.id()), "enterprise project", project.name());
    }

    private static Project present(@Nullable Project project) {
        if (project == null) {
            throw Problem.notFound("enterprise project");
        }
        return project;
    }

    private static Uni<Project> named(Uni<Project> change) {
        return change.onFailure(
                        f -> f instanceof PgException pg && "project_tenant_id_name_key".equals(pg.getConstraint()))
                .transform(f -> Problem.invalid("name", "is taken by another enterprise project"));
    }
}
