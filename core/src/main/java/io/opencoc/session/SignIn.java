package io.opencoc.session;

import io.opencoc.iam.Passwords;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Access;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.access.DisabledTenants;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.live.LiveBus;
import io.opencoc.kernel.secret.Tokens;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Attempts;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Begins sessions. The same refusal, after the same time, whether tenant, user or password is wrong. */
public final class SignIn {
    private final Database database;
    private final Clock clock;
    private final LiveBus bus;
    private final DisabledTenants disabled;
    private final Attempts attempts;
    private final Passwords passwords;
    private final SignInLimits limits;
    private final SessionSettings settings;
    private final SessionRepository sessions;
    private final KnownNetworks networks;
    private final UserRepository users = new UserRepository();

    /**
     * Who signs in.
     *
     * @param tenantName of the tenant
     * @param login the name that they sign in with
     * @param name for people
     * @param mustChangePassword whether nothing else may be done before
     */
    public record User(
            UUID tenant, String tenantName, UUID id, String login, String name, boolean mustChangePassword) {}

    /** Somebody who knows a password, by its hash. */
    private record Proved(User user, String hash) {}

    /**
     * A session that has begun.
     *
     * @param actor whose it is, who may do nothing yet
     * @param token for the client
     * @param guest for one who acts in the actor's tenant by its agency
     */
    public record Begun(
            Actor actor,
            Instant expiresAt,
            String token,
            boolean mustChangePassword,
            Credential.@Nullable Guest guest) {}

    SignIn(
            Database database,
            Clock clock,
            LiveBus bus,
            DisabledTenants disabled,
            Attempts attempts,
            Passwords passwords,
            SignInLimits limits,
            SessionSettings settings,
            SessionRepository sessions) {
        this.database = database;
        this.clock = clock;
        this.bus = bus;
        this.disabled = disabled;
        this.attempts = attempts;
        this.passwords = passwords;
        this.limits = limits;
        this.settings = settings;
        this.sessions = sessions;
        this.networks = new KnownNetworks(database, sessions);
    }

    Uni<Begun> withPassword(String tenant, String name, String password, Caller caller) {
        passwords.requireRoom();
        SignInLimits.Try attempt = limits.begin(caller.address(), tenant, name);
        Uni<Boolean> mayGoOn = attempt.needsKnownNetwork()
                ? networks.has(tenant, name, attempt.network())
                : Uni.createFrom().item(true);
        return mayGoOn.chain(go -> {
                    if (!go) {
                        throw attempt.strange();
                    }
                    return check(tenant, name, password, attempt, caller);
                })
                .onFailure()
                .invoke(attempt::undone)
                .chain(proved -> begin(proved.user, "password", proved.hash, caller));
    }

    private Uni<Proved> check(String tenant, String name, String password, SignInLimits.Try attempt, Caller caller) {
        return database.withoutTenant(tx -> users.find(tx, tenant, name)).chain(found -> {
            String hash = found == null ? null : found.passwordHash();
            boolean hasOne = hash != null && hash.startsWith("$argon2");
            return passwords
                    .matches(password, hasOne ? Objects.requireNonNull(hash) : passwords.nobody())
                    .map(matches -> {
                        if (found == null
                                || found.id() == null
                                || !hasOne
                                || !matches
                                || found.disabled()
                                || disabled.has(found.tenant())) {
                            attempt.wrong();
                            throw refused(found, tenant, name, caller);
                        }
                        attempt.right();
                        User user = new User(
                                found.tenant(),
                                tenant,
                                found.id(),
                                name,
                                Objects.requireNonNull(found.displayName()),
                                found.mustChangePassword());
                        return new Proved(user, Objects.requireNonNull(hash));
                    });
        });
    }

    private static Problem wrong() {
        return Problem.of(Problem.Kind.UNAUTHENTICATED, "Tenant, user or password is wrong.");
    }

    private Problem refused(UserRepository.@Nullable Named found, String tenant, String name, Caller caller) {
        Problem problem = wrong();
        if (found != null) {
            refused(found.tenant(), tenant, found.id(), name, caller, problem);
        }
        return problem;
    }

    /** Whether a session that did something before is still there, within a transaction of its tenant. */
    public Uni<Boolean> isOpen(Tx tx, UUID session, UUID user) {
        Instant now = clock.instant();
        return sessions.find(tx, session, now, now.minus(settings.idle()))
                .map(found -> found != null && user.equals(found.user().id()));
    }

    /** Leaves in the trail of a tenant that somebody did not get in. */
    public void refused(
            UUID tenant, String tenantName, @Nullable UUID user, String name, Caller caller, Problem problem) {
        Actor nobody = new Actor(
                tenant, tenantName, user, name, Access.NONE, new Caller.Credential("none", null, null), caller);
        attempts.record(nobody, "createSession", new Trace.Resource("Session", null, name), problem);
    }

    /**
     * Begins a session for one who has proved who they are; refused when their tenant is disabled.
     *
     * @param method {@code password} or {@code oidc}
     */
    public Uni<Begun> begin(User user, String method, Caller caller) {
        return begin(user, method, null, caller);
    }

    /**
     * As above. Who is disabled, or has another password, since they proved who they are is refused: it would outlive what ended their sessions.
     *
     * @param hash of the password that proved it; null when another proof did
     */
    Uni<Begun> begin(User user, String method, @Nullable String hash, Caller caller) {
        if (disabled.has(user.tenant())) {
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "The tenant is disabled.");
        }
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        String token = Tokens.random();
        Instant expiresAt = now.plus(settings.life());
        Actor actor = new Actor(
                user.tenant(),
                user.tenantName(),
                user.id(),
                user.login(),
                user.name(),
                Access.NONE,
                Caller.Credential.session(id),
                caller);
        return database.in(actor, tx -> {
                    tx.trace(Trace.Thing.of(id, actor.label()), null, Map.of("method", method));
                    return users.holds(tx, user.id(), hash)
                            .invoke(still -> {
                                if (!still) {
                                    throw wrong();
                                }
                            })
                            .chain(() -> sessions.makeRoom(tx, user.id()))
                            .invoke(ended -> tx.afterCommit(() -> bus.ended(ended)))
                            .chain(() -> sessions.insert(
                                    tx, id, user.id(), Tokens.hash(token), now, expiresAt, caller, method))
                            .chain(() ->
                                    sessions.addNetwork(tx, user.id(), SignInLimits.network(caller.address()), now));
                })
                .replaceWith(() -> new Begun(actor, expiresAt, token, user.mustChangePassword(), null));
    }
}
