package io.opencoc.iam;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Entrusts the users of other tenants with policies, and ends that, with the sessions that came of it. */
public final class AgencyService {
    private static final String TOPIC = "agency";
    private static final int MOST = 200;

    private final Kernel kernel;
    private final Administrators administrators;
    private final AgencyRepository repository = new AgencyRepository();
    private final AttachmentRepository attachments = new AttachmentRepository();
    private final PolicyRepository policies = new PolicyRepository();

    AgencyService(Kernel kernel, Administrators administrators) {
        this.kernel = kernel;
        this.administrators = administrators;
    }

    Uni<Page<Agency>> page(Actor actor, Agency.Query query) {
        actor.require("coc:agency:list");
        return kernel.database().in(actor, tx -> repository.page(tx, query).chain(page -> held(tx, page.items())
                .map(items -> new Page<>(items, page.total()))));
    }

    private Uni<List<Agency>> held(Tx tx, List<Agency> agencies) {
        return attachments
                .ofAgencies(tx, agencies.stream().map(Agency::id).toList())
                .map(all -> all.stream().collect(Collectors.groupingBy(a -> a.to().id())))
                .map(by -> agencies.stream()
                        .map(a -> a.with(by.getOrDefault(a.id(), List.of())))
                        .toList());
    }

    Uni<Agency> get(Actor actor, UUID id) {
        actor.require("coc:agency:get");
        return kernel.database().in(actor, tx -> existing(tx, id));
    }

    /** Creates an agency, or gives the one that has this id already. */
    Uni<Agency> create(Actor actor, UUID id, Agency.Input input) {
        actor.require("coc:agency:create");
        if (!input.policies().isEmpty()) {
            actor.require("coc:policy:attach");
        }
        check(input);
        Instant now = kernel.clock().instant();
        return named(administrators.change(actor, tx -> refuseTooMany(tx)
                .chain(() -> trusted(tx, input))
                .chain(trusted -> repository.insert(tx, id, input, trusted, Person.of(actor), now))
                .call(inserted -> inserted
                        ? attach(tx, actor, id, input)
                        : Uni.createFrom().voidItem())
                .chain(inserted -> existing(tx, id).invoke(made -> {
                    if (inserted) {
                        announce(tx, made, null, made.traced());
                    }
                }))));
    }

    Uni<Agency> update(Actor actor, UUID id, Agency.Input input) {
        actor.require("coc:agency:update");
        check(input);
        return named(administrators.change(actor, tx -> existing(tx, id).chain(before -> {
            if (!before.gives(input)) {
                actor.require("coc:policy:attach");
            }
            boolean others = !before.trustedTenant().equals(input.trustedTenant());
            return trusted(tx, input)
                    .chain(trusted -> repository.update(tx, id, input, trusted))
                    .chain(() -> before.gives(input) ? Uni.createFrom().voidItem() : replace(tx, actor, id, input))
                    .chain(() -> others ? end(tx, id) : Uni.createFrom().voidItem())
                    .chain(() -> existing(tx, id))
                    .invoke(after -> announce(tx, after, before.traced(), after.traced()));
        })));
    }

    Uni<Void> delete(Actor actor, UUID id) {
        actor.require("coc:agency:delete");
        return administrators.change(actor, tx -> existing(tx, id)
                .call(() -> end(tx, id))
                .call(() -> repository.delete(tx, id))
                .invoke(before -> announce(tx, before, before.traced(), null))
                .replaceWithVoid());
    }

    /** The agencies of other tenants by which users of the transaction's tenant may act there; no disabled tenant's, no expired ones. */
    public Uni<List<TrustingAgency>> trusting(Tx tx) {
        return repository.trusting(tx, kernel.clock().instant());
    }

    /** Ends all sessions of others in the transaction's tenant. */
    public Uni<Void> endAll(Tx tx) {
        return end(tx, null);
    }

    private Uni<Void> end(Tx tx, @Nullable UUID agency) {
        return repository
                .endSessions(tx, agency)
                .invoke(ended -> tx.afterCommit(() -> kernel.bus().ended(ended)))
                .replaceWithVoid();
    }

    private void check(Agency.Input input) {
        Instant expiry = input.expiry();
        if (expiry != null && !expiry.isAfter(kernel.clock().instant())) {
            throw Problem.invalid("expiresAt", "must be in the future");
        }
        if (input.projectId() != null && input.policies().isEmpty()) {
            throw Problem.invalid("projectId", "limits policies, of which there are none");
        }
    }

    private Uni<Void> refuseTooMany(Tx tx) {
        return repository.count(tx).map(n -> {
            if (n >= MOST) {
                throw Problem.conflict("There are " + MOST + " agencies already, which is the most.");
            }
            return null;
        });
    }

    private Uni<UUID> trusted(Tx tx, Agency.Input input) {
        return repository.tenant(tx, input.trustedTenant()).map(id -> {
            if (id == null || id.equals(tx.tenant())) {
                throw Problem.invalid("trustedTenant", "is not the name of another tenant");
            }
            return Objects.requireNonNull(id);
        });
    }

    private Uni<Void> replace(Tx tx, Actor actor, UUID id, Agency.Input input) {
        return attachments.deleteOfAgency(tx, id).chain(() -> attach(tx, actor, id, input));
    }

    private Uni<Void> attach(Tx tx, Actor actor, UUID id, Agency.Input input) {
        Instant now = kernel.clock().instant();
        Uni<Void> all = Uni.createFrom().voidItem();
        for (UUID policy : input.policies()) {
            all = all.chain(() -> policies.require(tx, policy, "policyIds"))
                    .chain(() -> attachments.insert(
                            tx, Ids.at(now), Holder.agency(id, ""), policy, input.projectId(), Person.of(actor), now))
                    .invoke(() -> tx.changed(PolicyService.TOPIC, policy))
                    .replaceWithVoid();
        }
        return all;
    }

    private static void announce(Tx tx, Agency agency, @Nullable Object before, @Nullable Object after) {
        tx.trace(Trace.Thing.of(agency.id(), agency.name()), before, after);
        tx.changed(TOPIC, agency.id());
    }

    private Uni<Agency> existing(Tx tx, UUID id) {
        return repository.find(tx, id).chain(found -> {
            if (found == null) {
                throw Problem.notFound("agency");
            }
            return held(tx, List.of(found)).map(List::getFirst);
        });
    }

    private static <T> Uni<T> named(Uni<T> change) {
        return change.onFailure(f -> is(f, "agency_tenant_id_name_key"))
                .transform(f -> Problem.invalid("name", "is taken by another agency"))
                .onFailure(AttachmentService::noSuchProject)
                .transform(f -> Problem.invalid("projectId", "is not an enterprise project"));
    }

    private static boolean is(Throwable failure, String constraint) {
        return failure instanceof PgException pg && constraint.equals(pg.getConstraint());
    }
}
