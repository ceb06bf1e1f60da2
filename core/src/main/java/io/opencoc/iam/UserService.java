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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Keeps the users of a tenant. */
public final class UserService {
    static final String TOPIC = "user";
    private static final int MOST = 10_000;

    private final Kernel kernel;
    private final Passwords passwords;
    private final Administrators administrators;
    private final UserRepository repository = new UserRepository();
    private final GroupRepository groups = new GroupRepository();
    private final AttachmentRepository attachments = new AttachmentRepository();
    private final PolicyRepository policies = new PolicyRepository();

    UserService(Kernel kernel, Passwords passwords, Administrators administrators) {
        this.kernel = kernel;
        this.passwords = passwords;
        this.administrators = administrators;
    }

    /**
     * The first user of a new tenant, who may do everything in it, within the transaction that makes the tenant.
     *
     * @param password what {@link #hash} gave
     * @param mustChange whether they choose another one before anything else
     */
    public Uni<Void> addAdministrator(Tx tx, Person person, String name, String password, boolean mustChange) {
        Instant now = kernel.clock().instant();
        UUID id = Objects.requireNonNull(person.id());
        User user = new User(id, name, person.name(), null, null, true, mustChange, List.of(), now);
        return administrators.counted(tx, t -> repository
                .insert(t, user, password, false)
                .chain(() -> attach(t, id, List.of(SystemPolicies.FULL_ACCESS))));
    }

    /** What is kept of a password. */
    public Uni<String> hash(String password) {
        return passwords.hash(password);
    }

    /** Whether the tenant has nobody who could sign in. */
    public Uni<Boolean> isEmpty(UUID tenant) {
        return kernel.database().in(tenant, tx -> repository.count(tx).map(n -> n == 0));
    }

    /**
     * Adds a user for the server itself: the rules for passwords are not asked.
     *
     * @param systemPolicies names of those that they get
     * @return whether they are new; false when the tenant has a user of this name, who is left alone
     */
    public Uni<Boolean> addUser(UUID tenant, String name, String password, List<String> systemPolicies) {
        List<UUID> ids =
                systemPolicies.stream().map(p -> SystemPolicies.named(p).id()).toList();
        return add(tenant, name, password, (tx, user) -> attach(tx, user, ids));
    }

    /** As {@link #addUser(UUID, String, String, List)}, with a policy of their own, which is named after them. */
    public Uni<Boolean> addUser(UUID tenant, String name, String password, PolicyDocument document) {
        Instant now = kernel.clock().instant();
        UUID policy = Ids.at(now);
        return add(tenant, name, password, (tx, user) -> policies.insert(
                        tx, policy, new Policy.Input("User " + name, null, document.json()), document, now)
                .chain(inserted -> attach(tx, user, List.of(policy))));
    }

    private Uni<Boolean> add(UUID tenant, String name, String password, BiFunction<Tx, UUID, Uni<Void>> give) {
        Instant now = kernel.clock().instant();
        User user = new User(Ids.at(now), name, name, null, null, true, false, List.of(), now);
        return passwords.hash(password).chain(hash -> kernel.database()
                .in(
                        tenant,
                        tx -> administrators.counted(tx, t -> repository
                                .insert(t, user, hash, true)
                                .call(added -> added
                                        ? give.apply(t, user.id())
                                        : Uni.createFrom().voidItem()))));
    }

    private Uni<Void> attach(Tx tx, UUID user, List<UUID> ids) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (UUID id : ids) {
            Instant now = kernel.clock().instant();
            all = all.chain(() -> attachments
                    .insert(tx, Ids.at(now), Holder.user(user, ""), id, null, new Person(null, "System"), now)
                    .replaceWithVoid());
        }
        return all;
    }

    Uni<Page<User>> page(Actor actor, User.Query query) {
        actor.require("coc:user:list");
        return kernel.database().in(actor, tx -> repository.page(tx, query));
    }

    Uni<User.Detail> get(Actor actor, UUID id) {
        actor.require("coc:user:get");
        return kernel.database().in(actor, tx -> existing(tx, id).chain(user -> detail(tx, user)));
    }

    /** Creates a user, or gives the one that has this id already. */
    Uni<User.Detail> create(Actor actor, UUID id, User.New input) {
        actor.require("coc:user:create");
        if (!input.groups().isEmpty()) {
            actor.require("coc:group:addMember");
        }
        PasswordRules.check("password", input.password(), input.name());
        User user = input.toUser(id, kernel.clock().instant());
        return passwords
                .hash(input.password())
                .chain(hash -> administrators.change(actor, tx -> repository
                        .insert(tx, user, hash, false)
                        .call(inserted -> inserted
                                ? join(tx, user, input.groups())
                                : Uni.createFrom().voidItem())
                        .chain(inserted -> existing(tx, id).invoke(made -> {
                            if (inserted) {
                                trace(tx, null, made);
                            } else {
                                tx.unchanged();
                            }
                        }))
                        .chain(made -> detail(tx, made))))
                .onFailure(UserService::nameTaken)
                .transform(f -> Problem.invalid("name", "is taken by another user"));
    }

    private Uni<Void> join(Tx tx, User user, List<UUID> ids) {
        return repository.count(tx).chain(n -> {
            if (n > MOST) {
                throw Problem.conflict("There are " + MOST + " users already, which is the most.");
            }
            return groups.find(tx, ids).chain(found -> {
                if (found.size() < ids.size()) {
                    throw Problem.invalid("groupIds", "has the id of what is not a group");
                }
                return groups.join(tx, ids, List.of(user.id()));
            });
        });
    }

    Uni<User.Detail> update(Actor actor, UUID id, User.Input input) {
        actor.require("coc:user:update");
        return administrators.change(actor, tx -> changed(tx, id, before -> repository.update(tx, id, input)));
    }

    Uni<User.Detail> enable(Actor actor, UUID id) {
        actor.require("coc:user:enable");
        return administrators.change(actor, tx -> changed(tx, id, before -> repository.enable(tx, id, true)));
    }

    Uni<User.Detail> disable(Actor actor, UUID id) {
        actor.require("coc:user:disable");
        refuseOneself(actor, id, "You cannot disable yourself.");
        return administrators.reduce(
                actor,
                tx -> changed(tx, id, before -> repository.enable(tx, id, false).call(() -> end(tx, id))));
    }

    Uni<Void> delete(Actor actor, UUID id) {
        actor.require("coc:user:delete");
        refuseOneself(actor, id, "You cannot delete yourself.");
        return administrators.reduce(actor, tx -> existing(tx, id)
                .call(() -> end(tx, id))
                .call(() -> repository.delete(tx, id))
                .invoke(before -> trace(tx, before, null))
                .replaceWithVoid());
    }

    /**
     * Gives another user a password, which they must change. It may be that somebody else has their account: sessions and API tokens
     * end too.
     */
    Uni<Void> resetPassword(Actor actor, UUID id, String password) {
        actor.require("coc:user:resetPassword");
        refuseOneself(actor, id, "Change your own password in your profile, where the present one is asked for.");
        return kernel.database()
                .in(actor, tx -> existing(tx, id))
                .invoke(user -> PasswordRules.check("password", password, user.name()))
                .chain(user -> passwords.hash(password))
                .chain(hash ->
                        administrators.change(actor, tx -> existing(tx, id).chain(user -> repository
                                .password(tx, id, hash)
                                .chain(() -> end(tx, id))
                                .chain(sessions -> revokeTokens(tx, id).invoke(tokens -> {
                                    // The trail shows neither password, but that there is another one.
                                    Map<String, ?> done = Map.of(
                                            "password", "new", "sessionsEnded", sessions, "tokensRevoked", tokens);
                                    tx.trace(Trace.Thing.of(id, user.name()), null, done);
                                    tx.changed(TOPIC, id);
                                }))
                                .replaceWithVoid())));
    }

    private static void refuseOneself(Actor actor, UUID id, String message) {
        if (id.equals(actor.id())) {
            throw Problem.conflict(message);
        }
    }

    /** Ends the sessions of a user; gives how many. */
    private Uni<Integer> end(Tx tx, UUID user) {
        return repository
                .endSessions(tx, user)
                .invoke(ended -> tx.afterCommit(() -> kernel.bus().ended(ended)))
                .map(List::size);
    }

    private Uni<Integer> revokeTokens(Tx tx, UUID user) {
        return repository
                .revokeTokens(tx, user)
                .invoke(ended -> tx.afterCommit(() -> kernel.bus().ended(ended)))
                .map(List::size);
    }

    private Uni<User.Detail> changed(Tx tx, UUID id, java.util.function.Function<User, Uni<Void>> change) {
        return existing(tx, id)
                .chain(before ->
                        change.apply(before).chain(() -> existing(tx, id)).invoke(after -> trace(tx, before, after)))
                .chain(after -> detail(tx, after));
    }

    private static void trace(Tx tx, @Nullable User before, @Nullable User after) {
        User user = after == null ? Objects.requireNonNull(before) : after;
        tx.trace(Trace.Thing.of(user.id(), user.name()), before, after);
        tx.changed(TOPIC, user.id());
        List<Person> in = new ArrayList<>(user.groups());
        in.forEach(g -> tx.changed(GroupService.TOPIC, Objects.requireNonNull(g.id())));
    }

    private Uni<User.Detail> detail(Tx tx, User user) {
        return attachments.ofUser(tx, user.id()).map(list -> new User.Detail(user, list));
    }

    private Uni<User> existing(Tx tx, UUID id) {
        return repository.find(tx, id).map(user -> {
            if (user == null) {
                throw Problem.notFound("user");
            }
            return user;
        });
    }

    private static boolean nameTaken(Throwable failure) {
        return failure instanceof PgException pg && "app_user_tenant_id_name_key".equals(pg.getConstraint());
    }
}
