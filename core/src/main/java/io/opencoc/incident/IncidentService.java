package io.opencoc.incident;

import io.opencoc.engineer.EngineerService;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.access.Target;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.project.Kept;
import io.opencoc.project.Placement;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Creates incidents by hand, shows them, and tells other features of them. */
public final class IncidentService {
    /** Whether an incident that a row names is in one of some projects: for {@link io.opencoc.kernel.sql.ScopeColumns#where}. */
    public static final String IN_PROJECTS =
            "EXISTS (SELECT 1 FROM incident f WHERE f.id = incident_id AND f.project_id = ANY (?))";

    static final String TOPIC = "incident";
    private static final String CREATE = "coc:incident:create";

    private final Database database;
    private final Clock clock;
    private final Placement placement;
    private final EngineerService engineers;
    private final IncidentRepository repository = new IncidentRepository();
    private final HistoryRepository history = new HistoryRepository();

    IncidentService(Database database, Clock clock, Placement placement, EngineerService engineers) {
        this.database = database;
        this.clock = clock;
        this.placement = placement;
        this.engineers = engineers;
        placement.keeps(new Kept(TOPIC, "incident", "incidents", repository::countOf));
        engineers.blockedBy(this::openOf);
    }

    Uni<Page<IncidentAnswer>> page(Actor actor, IncidentFilter filter, String sort, int offset, int size) {
        Scope scope = actor.scope("coc:incident:list");
        return database.in(actor, tx -> repository.page(tx, scope, filter, sort, offset, size))
                .map(page -> new Page<>(
                        page.items().stream()
                                .map(i -> IncidentAnswer.of(i, actor))
                                .toList(),
                        page.total()));
    }

    public Uni<Incident> get(Actor actor, UUID id) {
        return database.in(actor, tx -> existing(tx, actor, id));
    }

    Uni<List<HistoryEntry>> history(Actor actor, UUID id) {
        return database.in(actor, tx -> existing(tx, actor, id).chain(() -> history.of(tx, id)));
    }

    /** Creates an incident, or gives the one that has this id already. */
    public Uni<Incident> create(Actor actor, UUID id, IncidentInput input) {
        actor.requireSome(CREATE);
        return database.in(actor, tx -> repository.find(tx, id).chain(found -> {
            if (found == null) {
                return create(tx, actor, id, input);
            }
            require(actor, CREATE, found);
            tx.unchanged();
            return Uni.createFrom().item(found);
        }));
    }

    private Uni<Incident> create(Tx tx, Actor actor, UUID id, IncidentInput input) {
        Instant now = clock.instant();
        Person by = Person.of(actor);
        return placement
                .of(tx, actor, CREATE, input.projectId())
                .chain(project -> owner(tx, input.ownerId())
                        .chain(owner -> repository.insert(tx, id, project, input, owner, by, now)))
                .chain(created -> {
                    if (created == null) {
                        tx.unchanged();
                        return repository.find(tx, id).map(IncidentService::present);
                    }
                    HistoryEntry entry = new HistoryEntry(
                            Ids.at(now),
                            now,
                            HistoryEntry.Kind.CREATED,
                            by,
                            null,
                            created.state().wire(),
                            null,
                            null);
                    tx.changed(TOPIC, id, created.projectId());
                    IncidentTrace.created(tx, created);
                    return history.insert(tx, List.of(new HistoryRepository.Of(id, entry)))
                            .chain(() -> tx.publish(new IncidentEvent.Created(
                                    Ids.at(now), IncidentEvent.Snapshot.of(created), now, by, true, null)))
                            .replaceWith(created);
                });
    }

    /** The engineer who is to own an incident; null for nobody. */
    Uni<@Nullable Person> owner(Tx tx, @Nullable UUID id) {
        return id == null
                ? Uni.createFrom().nullItem()
                : engineers.require(tx, id, "ownerId").map(e -> new Person(e.id(), e.name()));
    }

    /** The incident, which the actor may get. */
    private Uni<Incident> existing(Tx tx, Actor actor, UUID id) {
        return repository
                .find(tx, id)
                .map(IncidentService::present)
                .invoke(incident -> require(actor, "coc:incident:get", incident));
    }

    static void require(Actor actor, String action, Incident incident) {
        actor.require(action, Target.of(incident.projectId(), incident.id()), "incident", incident.number());
    }

    static Incident present(@Nullable Incident incident) {
        if (incident == null) {
            throw Problem.notFound("incident");
        }
        return incident;
    }

    /** Those of the ids that exist and the actor may get, within a transaction of another feature. */
    public Uni<Map<UUID, IncidentRef>> refs(Tx tx, Actor actor, Collection<UUID> ids) {
        return refs(tx, ids).map(all -> {
            Map<UUID, IncidentRef> seen = new HashMap<>(all);
            seen.values().removeIf(i -> !actor.may("coc:incident:get", Target.of(i.projectId(), i.id())));
            return seen;
        });
    }

    /** Those of the ids that exist, within a transaction of another feature. */
    public Uni<Map<UUID, IncidentRef>> refs(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : repository.refs(tx, ids).map(list -> list.stream()
                        .collect(Collectors.toMap(IncidentRef::id, r -> r)));
    }

    private Uni<@Nullable String> openOf(Tx tx, UUID engineer) {
        return repository
                .openOf(tx, engineer)
                .map(n -> n == 0 ? null : n == 1 ? "1 open incident is theirs" : n + " open incidents are theirs");
    }
}
