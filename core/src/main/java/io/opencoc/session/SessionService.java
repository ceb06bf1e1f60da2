package io.opencoc.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opencoc.iam.AccessService;
import io.opencoc.iam.Passwords;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Access;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.access.DisabledTenants;
import io.opencoc.kernel.http.Authenticator;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.secret.Tokens;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signs users in and out, and knows whom a token belongs to. A revoked session works for five seconds more at most, on other nodes. */
public final class SessionService implements Authenticator {
    private static final Duration LIFE = Duration.ofHours(12);

    private final Database database;
    private final Clock clock;
    private final Passwords passwords;
    private final String version;
    private final Set<String> actions;
    private final AccessService access;
    private final DisabledTenants disabled;
    private final SignInLimits limits;
    private final SessionRepository repository = new SessionRepository();
    private final Cache<ByteBuffer, SessionRepository.Found> sessions = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(5))
            .build();

    SessionService(
            Database database,
            Clock clock,
            Passwords passwords,
            AccessService access,
            DisabledTenants disabled,
            String version,
            Set<String> actions) {
        this.database = database;
        this.clock = clock;
        this.passwords = passwords;
        this.access = access;
        this.disabled = disabled;
        this.version = version;
        this.actions = actions;
        this.limits = new SignInLimits(clock);
    }

    /** Begins a session; the same refusal whether tenant, user or password is wrong. */
    Uni<Session> signIn(String tenant, String name, String password, Caller caller) {
        SignInLimits.Try attempt = limits.begin(caller.address(), tenant, name);
        return database.withoutTenant(tx -> repository.findUser(tx, tenant, name))
                .chain(user -> passwords
                        .matches(password, user == null ? passwords.nobody() : user.passwordHash())
                        .map(matches -> {
                            if (user == null || !matches || user.disabled() || disabled.has(user.tenant())) {
                                throw Problem.of(Problem.Kind.UNAUTHENTICATED, "Tenant, user or password is wrong.");
                            }
                            return user;
                        }))
                .onFailure(f -> !(f instanceof Problem p && p.kind() == Problem.Kind.UNAUTHENTICATED))
                .invoke(attempt::undone)
                .onItem()
                .invoke(attempt::succeeded)
                .chain(user -> begin(user, tenant, caller));
    }

    private Uni<Session> begin(SessionRepository.User user, String tenant, Caller caller) {
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        String token = Tokens.random();
        Instant expiresAt = now.plus(LIFE);
        Actor actor = new Actor(
                user.tenant(),
                tenant,
                user.id(),
                user.displayName(),
                Access.NONE,
                Caller.Credential.session(id),
                caller);
        return database.in(actor, tx -> {
                    tx.trace(Trace.Thing.of(id, user.displayName()), null, null);
                    return repository.insertSession(tx, id, user.id(), Tokens.hash(token), now, expiresAt, caller);
                })
                .chain(() -> allowed(actor))
                .map(allowed -> session(allowed, expiresAt, token));
    }

    private Session session(Actor actor, Instant expiresAt, @Nullable String token) {
        List<String> allowed = actions.stream()
                .filter(a -> actor.access().some(a, actor.caller()))
                .toList();
        return Session.of(actor, allowed, expiresAt, version, token);
    }

    Uni<Session> current(Actor actor, String token) {
        return find(token).map(found -> {
            if (found == null) {
                throw Problem.of(Problem.Kind.UNAUTHENTICATED, "The session has ended.");
            }
            return session(actor, found.expiresAt(), null);
        });
    }

    Uni<Void> signOut(Actor actor, String token) {
        byte[] hash = Tokens.hash(token);
        return database.in(actor, tx -> {
            tx.trace(
                    Trace.Thing.of(
                            java.util.Objects.requireNonNull(actor.credential().id()), actor.name()),
                    null,
                    null);
            tx.afterCommit(() -> sessions.invalidate(ByteBuffer.wrap(hash)));
            return repository.deleteSession(tx, hash);
        });
    }

    /** Ends all sessions of the transaction's tenant. */
    public Uni<Void> endAll(Tx tx) {
        UUID tenant = tx.tenant();
        tx.afterCommit(() -> sessions.asMap()
                .values()
                .removeIf(found -> found.actor().tenant().equals(tenant)));
        return repository.deleteSessions(tx);
    }

    @Override
    public Uni<@Nullable Actor> actor(String token) {
        return find(token).chain(found -> found == null ? Uni.createFrom().nullItem() : allowed(found.actor()));
    }

    /** The same one, with what they may do. */
    private Uni<Actor> allowed(Actor actor) {
        return access.of(actor.tenant(), java.util.Objects.requireNonNull(actor.id()))
                .map(actor::with);
    }

    private Uni<SessionRepository.@Nullable Found> find(String token) {
        if (token.isEmpty() || token.length() > 200) {
            return Uni.createFrom().nullItem();
        }
        byte[] hash = Tokens.hash(token);
        ByteBuffer key = ByteBuffer.wrap(hash);
        SessionRepository.Found cached = sessions.getIfPresent(key);
        if (cached != null && cached.expiresAt().isAfter(clock.instant())) {
            return Uni.createFrom().item(cached);
        }
        return database.withoutTenant(tx -> repository.findSession(tx, hash, clock.instant()))
                .invoke(found -> {
                    if (found != null) {
                        sessions.put(key, found);
                    }
                });
    }
}
