package io.opencoc.tenant;

import io.opencoc.iam.PasswordRules;
import io.opencoc.iam.UserService;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.secret.Tokens;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.opencoc.session.SessionService;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the tenants of the installation, for the users of the one that runs it. Each change is traced there and in the tenant itself. */
public final class TenantService {
    private static final String TOPIC = "tenant";

    private final Kernel kernel;
    private final UserService users;
    private final SessionService sessions;
    private final TenantRepository repository = new TenantRepository();

    TenantService(Kernel kernel, UserService users, SessionService sessions) {
        this.kernel = kernel;
        this.users = users;
        this.sessions = sessions;
    }

    /** Gives the tenant of this name, made when it is new: at the first start, when there is nobody who could ask for it. */
    public Uni<UUID> ensure(String name) {
        Instant now = kernel.clock().instant();
        return kernel.database().withoutTenant(tx -> repository.ensure(tx, Ids.at(now), name, now));
    }

    Uni<Page<Tenant>> page(
            Actor actor, @Nullable String q, @Nullable Boolean enabled, String sort, int offset, int size) {
        require(actor, "coc:tenant:list");
        return kernel.database().in(actor, tx -> repository.page(tx, q, enabled, sort, offset, size));
    }

    Uni<Tenant> get(Actor actor, UUID id) {
        require(actor, "coc:tenant:get");
        return kernel.database().in(actor, tx -> existing(tx, id));
    }

    /** Creates a tenant with its default enterprise project and first administrator, or gives the one that has this id already. */
    Uni<NewTenant> create(Actor actor, UUID id, TenantInput input) {
        require(actor, "coc:tenant:create");
        String given = input.administrator().password();
        if (given != null) {
            PasswordRules.check(
                    "administrator.password", given, input.administrator().name(), input.name());
        }
        String password = given == null ? Tokens.random() : given;
        UUID administrator = Ids.named("administrator " + id);
        return users.hash(password).chain(hash -> kernel.database().in(actor, tx -> repository
                .insert(
                        tx,
                        id,
                        input.name(),
                        TenantInput.blankToNull(input.displayName()),
                        kernel.clock().instant())
                .chain(inserted -> inserted
                        ? begin(tx, actor, id, input, administrator, hash)
                                .map(tenant -> answer(tenant, input, administrator, given == null ? password : null))
                        : same(tx, id, input).map(t -> answer(t, input, administrator, null)))));
    }

    private static NewTenant answer(Tenant tenant, TenantInput input, UUID administrator, @Nullable String password) {
        return new NewTenant(
                tenant,
                new NewTenant.Administrator(administrator, input.administrator().name(), password));
    }

    /** What a repeated creation made before. */
    private Uni<Tenant> same(Tx tx, UUID id, TenantInput input) {
        return repository.find(tx, id).map(found -> {
            if (found == null || !found.name().equals(input.name())) {
                throw Problem.invalid("name", "is taken by another tenant");
            }
            return found;
        });
    }

    private Uni<Tenant> begin(Tx tx, Actor actor, UUID id, TenantInput input, UUID administrator, String hash) {
        TenantInput.Administrator first = input.administrator();
        boolean madeUp = first.password() == null;
        String display = TenantInput.blankToNull(first.displayName());
        Person person = new Person(administrator, display == null ? first.name() : display);
        return existing(tx, id)
                .invoke(made -> traced(tx, null, made))
                .call(() -> tx.switchTenant(id))
                .call(() -> users.addAdministrator(tx, person, first.name(), hash, madeUp))
                .call(() -> {
                    tx.trace(
                            system(id, actor, "createUser", "User"),
                            Trace.Thing.of(administrator, first.name()),
                            null,
                            null);
                    return tx.switchTenant(actor.tenant());
                })
                .chain(() -> existing(tx, id));
    }

    Uni<Tenant> update(Actor actor, UUID id, TenantInput.Change change) {
        require(actor, "coc:tenant:update");
        return kernel.database().in(actor, tx -> existing(tx, id).chain(before -> repository
                .rename(tx, id, TenantInput.blankToNull(change.displayName()))
                .chain(() -> existing(tx, id))
                .invoke(after -> traced(tx, before, after))));
    }

    /** Shuts a tenant out, or lets it in again. */
    Uni<Tenant> disable(Actor actor, UUID id, boolean disabled) {
        require(actor, disabled ? "coc:tenant:disable" : "coc:tenant:enable");
        return kernel.database().in(actor, tx -> existing(tx, id).chain(before -> {
            if (before.operator()) {
                throw Problem.conflict("The tenant " + before.name() + " runs the installation and is always enabled.");
            }
            return repository
                    .disable(tx, id, disabled ? kernel.clock().instant() : null)
                    .chain(changed -> changed
                            ? existing(tx, id).call(after -> moved(tx, actor, before, after))
                            : Uni.createFrom().item(before));
        }));
    }

    private Uni<Void> moved(Tx tx, Actor actor, Tenant before, Tenant after) {
        traced(tx, before, after);
        tx.afterCommit(() -> kernel.disabledTenants().changed(after.id(), !after.enabled()));
        return tx.switchTenant(after.id()).chain(() -> {
            Actor system = system(after.id(), actor, after.enabled() ? "enableTenant" : "disableTenant", "Tenant");
            tx.trace(system, Trace.Thing.of(after.id(), after.name()), State.of(before), State.of(after));
            return after.enabled() ? Uni.createFrom().voidItem() : sessions.endAll(tx);
        });
    }

    /** The system, for what the operator does in another tenant: who it was is in the operator's trail, and is not that tenant's business. */
    private static Actor system(UUID tenant, Actor actor, String trace, String resource) {
        Caller caller = actor.caller();
        Caller.TraceName name = new Caller.TraceName(trace, resource);
        return Actor.system(tenant)
                .calling(new Caller(caller.at(), "", "", caller.operation(), caller.action(), name, caller.traced()));
    }

    /** What the trail compares. */
    private record State(String displayName, boolean enabled) {
        static @Nullable State of(@Nullable Tenant tenant) {
            return tenant == null ? null : new State(tenant.displayName(), tenant.enabled());
        }
    }

    private static void traced(Tx tx, @Nullable Tenant before, Tenant after) {
        tx.trace(Trace.Thing.of(after.id(), after.name()), State.of(before), State.of(after));
        tx.changed(TOPIC, after.id());
    }

    private static void require(Actor actor, String action) {
        actor.require(action);
        actor.requireOperator();
    }

    private Uni<Tenant> existing(Tx tx, UUID id) {
        return repository.find(tx, id).map(found -> {
            if (found == null) {
                throw Problem.notFound("tenant");
            }
            return found;
        });
    }
}
