package io.opencoc.engineer;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps the engineers of a tenant. */
public final class EngineerService {
    private static final String TOPIC = "engineer";
    /** With one of these somebody chooses among engineers, who belong to the tenant, for things of maybe one enterprise project. */
    private static final List<String> CHOOSE = List.of(
            "coc:engineer:list",
            "coc:incident:create",
            "coc:incident:forward",
            "coc:forwardingRule:create",
            "coc:forwardingRule:update",
            "coc:todo:create",
            "coc:todo:update",
            "coc:schedule:update",
            "coc:schedule:swap",
            "coc:scheduleFeed:create");

    private final Database database;
    private final Clock clock;
    private final EngineerRepository repository = new EngineerRepository();
    private final List<BiFunction<Tx, UUID, Uni<@Nullable String>>> uses = new CopyOnWriteArrayList<>();

    EngineerService(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Lets a feature say why an engineer cannot be deleted.
     *
     * @param use gives the reason for people, as {@code 3 open incidents are theirs}, or null
     */
    public void blockedBy(BiFunction<Tx, UUID, Uni<@Nullable String>> use) {
        uses.add(use);
    }

    Uni<Page<Engineer>> page(Actor actor, @Nullable String q, String sort, int offset, int size) {
        actor.require("coc:engineer:list");
        return database.in(actor, tx -> repository.page(tx, q, sort, offset, size));
    }

    /**
     * The engineers among whom the actor may choose an owner.
     *
     * @param id of the only one to find; null for all
     * @param user whether they are users; null for all
     */
    Uni<Page<Person>> choices(
            Actor actor, @Nullable String q, @Nullable UUID id, @Nullable Boolean user, int offset, int size) {
        if (CHOOSE.stream().allMatch(action -> actor.scope(action).isNone())) {
            throw Problem.forbidden(CHOOSE.getFirst());
        }
        return database.in(actor, tx -> repository.names(tx, q, id, user, offset, size));
    }

    Uni<Engineer> get(Actor actor, UUID id) {
        actor.require("coc:engineer:get");
        return database.in(actor, tx -> existing(tx, id));
    }

    /** Creates an engineer, or gives the one that has this id already. */
    public Uni<Engineer> create(Actor actor, UUID id, EngineerInput input) {
        actor.require("coc:engineer:create");
        Engineer engineer = input.toEngineer(id, clock.instant());
        return database.in(actor, tx -> repository.insert(tx, engineer).chain(inserted -> {
                    if (!inserted) {
                        tx.unchanged();
                        return existing(tx, id);
                    }
                    trace(tx, null, engineer);
                    return Uni.createFrom().item(engineer);
                }))
                .onFailure(PgException.class)
                .transform(EngineerService::explained);
    }

    Uni<Engineer> update(Actor actor, UUID id, EngineerInput input) {
        actor.require("coc:engineer:update");
        return database.in(actor, tx -> existing(tx, id).chain(before -> repository
                        .update(tx, input.toEngineer(id, clock.instant()))
                        .map(EngineerService::present)
                        .invoke(after -> trace(tx, before, after))))
                .onFailure(PgException.class)
                .transform(EngineerService::explained);
    }

    Uni<Void> delete(Actor actor, UUID id) {
        actor.require("coc:engineer:delete");
        return database.in(actor, tx -> existing(tx, id)
                .call(() -> refuseIfUsed(tx, id))
                .call(() -> repository.delete(tx, id))
                .invoke(before -> trace(tx, before, null))
                .replaceWithVoid());
    }

    /** Leaves the change in the trail and tells live views of it. */
    private static void trace(Tx tx, @Nullable Engineer before, @Nullable Engineer after) {
        Engineer engineer = after == null ? Objects.requireNonNull(before) : after;
        tx.trace(Trace.Thing.of(engineer.id(), engineer.name()), before, after);
        tx.changed(TOPIC, engineer.id());
    }

    private Uni<Void> refuseIfUsed(Tx tx, UUID id) {
        Uni<Void> checks = Uni.createFrom().voidItem();
        for (var use : uses) {
            checks = checks.chain(() -> use.apply(tx, id)).map(reason -> {
                if (reason != null) {
                    throw Problem.conflict("The engineer cannot be deleted: " + reason + ".");
                }
                return null;
            });
        }
        return checks;
    }

    /** The engineer, within a transaction of another feature; fails with a problem at this field when there is none. */
    public Uni<Engineer> require(Tx tx, UUID id, String field) {
        return repository.find(tx, id).map(found -> {
            if (found == null) {
                throw Problem.invalid(field, "is not an engineer");
            }
            return found;
        });
    }

    /** The engineer, within a transaction of another feature, or null. */
    public Uni<@Nullable Engineer> find(Tx tx, UUID id) {
        return repository.find(tx, id);
    }

    /** The engineer who this user is, within a transaction of another feature; null when they are none. */
    public Uni<@Nullable Engineer> ofUser(Tx tx, @Nullable UUID user) {
        return user == null ? Uni.createFrom().nullItem() : repository.ofUser(tx, user);
    }

    /** The engineer who the actor is, within a transaction of another feature; null when they are none, as through an agency. */
    public Uni<@Nullable Engineer> self(Tx tx, Actor actor) {
        return ofUser(tx, actor.credential().kind().equals("agency") ? null : actor.id());
    }

    /** Those of the ids that exist, within a transaction of another feature. */
    public Uni<Map<UUID, Engineer>> find(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : repository.find(tx, ids).map(list -> list.stream().collect(Collectors.toMap(Engineer::id, e -> e)));
    }

    private Uni<Engineer> existing(Tx tx, UUID id) {
        return repository.find(tx, id).map(EngineerService::present);
    }

    private static Engineer present(@Nullable Engineer engineer) {
        if (engineer == null) {
            throw Problem.notFound("engineer");
        }
        return engineer;
    }

    private static Throwable explained(Throwable failure) {
        return switch (String.valueOf(((PgException) failure).getConstraint())) {
            case "engineer_tenant_id_name_key" -> Problem.invalid("name", "is taken by another engineer");
            case "engineer_user" -> Problem.invalid("userId", "is another engineer already");
            case "engineer_tenant_id_user_id_fkey" -> Problem.invalid("userId", "is not a user");
            default -> failure;
        };
    }
}
