package io.opencoc.iam;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Actions;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Authenticator;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.secret.Tokens;
import io.opencoc.kernel.sql.Database;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signs users in and out, and knows whom a token belongs to. A revoked session works for five seconds more at most, on other nodes. */
public final class IamService implements Authenticator {
    private static final Duration LIFE = Duration.ofHours(12);

    private final Database database;
    private final Clock clock;
    private final Passwords passwords;
    private final String version;
    private final SignInLimits limits;
    private final IamRepository repository = new IamRepository();
    private final Cache<ByteBuffer, IamRepository.Found> sessions = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(5))
            .build();

    IamService(Database database, Clock clock, Passwords passwords, String version) {
        this.database = database;
        this.clock = clock;
        this.passwords = passwords;
        this.version = version;
        this.limits = new SignInLimits(clock);
    }

    /** Begins a session; the same refusal whether tenant, user or password is wrong. */
    Uni<Session> signIn(String tenant, String name, String password, String remote, String agent) {
        SignInLimits.Try attempt = limits.begin(remote, tenant, name);
        return database.withoutTenant(tx -> repository.findUser(tx, tenant, name))
                .chain(user -> passwords
                        .matches(password, user == null ? passwords.nobody() : user.passwordHash())
                        .map(matches -> {
                            if (user == null || !matches || user.disabled()) {
                                throw Problem.of(Problem.Kind.UNAUTHENTICATED, "Tenant, user or password is wrong.");
                            }
                            return user;
                        }))
                .onFailure(f -> !(f instanceof Problem p && p.kind() == Problem.Kind.UNAUTHENTICATED))
                .invoke(attempt::undone)
                .onItem()
                .invoke(attempt::succeeded)
                .chain(user -> begin(user, tenant, remote, agent));
    }

    private Uni<Session> begin(IamRepository.User user, String tenant, String remote, String agent) {
        Instant now = clock.instant();
        String token = Tokens.random();
        Instant expiresAt = now.plus(LIFE);
        Actor actor = new Actor(user.tenant(), tenant, user.id(), user.displayName(), new Actions(user.actions()));
        return database.in(
                        actor,
                        tx -> repository.insertSession(
                                tx, Ids.at(now), user.id(), Tokens.hash(token), now, expiresAt, remote, agent))
                .replaceWith(() -> Session.of(actor, expiresAt, version, token));
    }

    Uni<Session> current(Actor actor, String token) {
        return find(token).map(found -> {
            if (found == null) {
                throw Problem.of(Problem.Kind.UNAUTHENTICATED, "The session has ended.");
            }
            return Session.of(actor, found.expiresAt(), version, null);
        });
    }

    Uni<Void> signOut(Actor actor, String token) {
        byte[] hash = Tokens.hash(token);
        return database.in(actor, tx -> {
            tx.afterCommit(() -> sessions.invalidate(ByteBuffer.wrap(hash)));
            return repository.deleteSession(tx, hash);
        });
    }

    @Override
    public Uni<@Nullable Actor> actor(String token) {
        return find(token).map(found -> found == null ? null : found.actor());
    }

    private Uni<IamRepository.@Nullable Found> find(String token) {
        if (token.isEmpty() || token.length() > 200) {
            return Uni.createFrom().nullItem();
        }
        byte[] hash = Tokens.hash(token);
        ByteBuffer key = ByteBuffer.wrap(hash);
        IamRepository.Found cached = sessions.getIfPresent(key);
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

    /** Gives the tenant of this name, made when it is new. */
    public Uni<UUID> tenant(String name) {
        return database.withoutTenant(tx -> repository.tenant(tx, Ids.at(clock.instant()), name, clock.instant()));
    }

    /** Whether the tenant has nobody who could sign in. */
    public Uni<Boolean> isEmpty(UUID tenant) {
        return database.in(tenant, tx -> repository.hasUsers(tx).map(any -> !any));
    }

    /**
     * Adds a user.
     *
     * @param actions what they may do, as patterns
     * @return whether they are new; false when the tenant has a user of this name, who is left alone
     */
    public Uni<Boolean> addUser(UUID tenant, String name, String password, List<String> actions) {
        return passwords
                .hash(password)
                .chain(hash -> database.in(
                        tenant,
                        tx -> repository.insertUser(
                                tx, Ids.at(clock.instant()), name, hash, actions, clock.instant())));
    }
}
