package io.opencoc.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opencoc.iam.AccessService;
import io.opencoc.kernel.access.Access;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.access.DisabledTenants;
import io.opencoc.kernel.access.Target;
import io.opencoc.kernel.http.Authenticator;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.live.LiveBus;
import io.opencoc.kernel.secret.Tokens;
import io.opencoc.kernel.sql.Database;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whom the tokens of sessions and API tokens belong to, and notes their use once a minute. Remembers for a second: what is ended on another
 * node works for so long; what is ended on this one does not. Safe for all threads.
 */
public final class Credentials implements Authenticator {
    /** How API tokens begin. */
    static final String PREFIX = "coc_";

    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);
    private static final int LONGEST = 200;
    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final Duration NOTED = Duration.ofMinutes(1);
    /** All that may be done while the password must be changed. */
    private static final Set<String> ALWAYS = Set.of("currentSession", "signOut", "changePassword");

    private final Database database;
    private final Clock clock;
    private final AccessService access;
    private final DisabledTenants disabled;
    private final SessionSettings settings;
    private final SessionRepository sessions;
    private final TokenRepository tokens;
    private final Cache<ByteBuffer, Credential> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(REMEMBERED)
            .build();
    /** Whose use was noted lately, on this node. */
    private final Cache<UUID, Boolean> noted;

    Credentials(
            Database database,
            Clock clock,
            LiveBus bus,
            AccessService access,
            DisabledTenants disabled,
            SessionSettings settings,
            SessionRepository sessions,
            TokenRepository tokens) {
        this.database = database;
        this.clock = clock;
        this.access = access;
        this.disabled = disabled;
        this.settings = settings;
        this.sessions = sessions;
        this.tokens = tokens;
        this.noted = Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterWrite(NOTED)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
        bus.onEnded(this::forget);
    }

    /** Asks the database about these the next time. */
    void forget(Set<UUID> credentials) {
        known.asMap().values().removeIf(c -> credentials.contains(c.id()));
    }

    @Override
    public Uni<@Nullable Actor> actor(String token, Caller caller) {
        return find(token).chain(found -> {
            if (found == null) {
                return Uni.createFrom().nullItem();
            }
            if (found.mustChangePassword() && !ALWAYS.contains(caller.operation())) {
                throw Problem.of(
                        Problem.Kind.PASSWORD_EXPIRED,
                        "Your password must be changed before anything else: PUT /api/v1/sessions/current/password.");
            }
            return allowed(found, caller).invoke(actor -> {
                if (actor != null) {
                    note(found, caller);
                }
            });
        });
    }

    /** The actor, with what they may do; null when they have been disabled or deleted, or may no longer act in the other tenant. */
    Uni<@Nullable Actor> allowed(Credential credential, Caller caller) {
        Actor actor = credential.actor();
        Credential.Guest guest = credential.guest();
        Uni<@Nullable Access> own = access.find(credential.home(), Objects.requireNonNull(actor.id()));
        Uni<@Nullable Access> found = guest == null
                ? own.map(all -> all == null || credential.limit() == null ? all : all.within(credential.limit()))
                : own.chain(all -> all == null
                                || disabled.has(guest.home())
                                || !all.decide(AgencySessions.ASSUME, caller, Target.TENANT)
                                        .allowed()
                        ? Uni.createFrom().nullItem()
                        : access.ofAgency(actor.tenant(), guest.agency()));
        return found.map(all -> all == null ? null : actor.with(all));
    }

    /** Whose token it is; null when it is unknown, expired, unused for too long or ended. */
    Uni<@Nullable Credential> find(String token) {
        if (token.isEmpty() || token.length() > LONGEST) {
            return Uni.createFrom().nullItem();
        }
        byte[] hash = Tokens.hash(AgencySessions.first(token));
        ByteBuffer key = ByteBuffer.wrap(hash);
        Credential cached = known.getIfPresent(key);
        Instant now = clock.instant();
        if (cached != null && isOpen(cached, now)) {
            return Uni.createFrom().item(cached);
        }
        return database.withoutTenant(tx -> token.startsWith(PREFIX)
                        ? tokens.find(tx, hash, now)
                        : sessions.find(tx, hash, now, now.minus(settings.idle())))
                .invoke(found -> {
                    if (found != null) {
                        known.put(key, found);
                    }
                });
    }

    private boolean isOpen(Credential c, Instant now) {
        return c.expiresAt().isAfter(now)
                && (c.isToken() || Objects.requireNonNull(c.lastUsedAt()).isAfter(now.minus(settings.idle())));
    }

    /** Live streams, which are outside the contract, do not count as use: a forgotten window would keep its session for ever. */
    private void note(Credential c, Caller caller) {
        Actor actor = c.actor();
        UUID id = c.id();
        Instant now = clock.instant();
        Instant before = now.minus(NOTED);
        if (caller.operation().isEmpty()
                || (c.lastUsedAt() != null && c.lastUsedAt().isAfter(before))
                || noted.asMap().putIfAbsent(id, true) != null) {
            return;
        }
        database.in(
                        c.home(),
                        tx -> c.isToken()
                                ? tokens.used(tx, id, now, caller.address(), before)
                                : sessions.used(tx, id, now, before))
                .subscribe()
                .with(v -> {}, f -> LOG.debug("The use of a session was not noted: {}", f.toString()));
    }
}
