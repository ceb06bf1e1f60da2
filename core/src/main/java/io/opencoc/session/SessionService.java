package io.opencoc.session;

import io.opencoc.iam.AgencyService;
import io.opencoc.iam.Permissions;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.live.LiveBus;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows sessions and ends them. */
public final class SessionService {
    private static final String LIST = "coc:session:list";
    private static final String REVOKE = "coc:session:revoke";

    private final Database database;
    private final Clock clock;
    private final LiveBus bus;
    private final SessionSettings settings;
    private final SessionRepository repository;
    private final Credentials credentials;
    private final String version;
    private final Permissions permissions;
    private final AgencyService agencies;
    private final UserRepository users = new UserRepository();

    SessionService(
            Database database,
            Clock clock,
            LiveBus bus,
            SessionSettings settings,
            SessionRepository repository,
            Credentials credentials,
            String version,
            Permissions permissions,
            AgencyService agencies) {
        this.database = database;
        this.clock = clock;
        this.bus = bus;
        this.settings = settings;
        this.repository = repository;
        this.credentials = credentials;
        this.version = version;
        this.permissions = permissions;
        this.agencies = agencies;
    }

    /** A session that has just begun, with its token. */
    Uni<Session> begun(SignIn.Begun begun) {
        Credential credential =
                new Credential(begun.actor(), begun.expiresAt(), null, begun.mustChangePassword(), begun.guest(), null);
        return credentials.allowed(credential, begun.actor().caller()).map(actor -> {
            if (actor == null) {
                throw ended();
            }
            return session(actor.calling(begun.actor().caller()), credential, begun.token());
        });
    }

    Uni<Session> current(Actor actor, String token) {
        return credentials.find(token).map(found -> {
            if (found == null) {
                throw ended();
            }
            return session(actor, found, null);
        });
    }

    private static Problem ended() {
        return Problem.of(Problem.Kind.UNAUTHENTICATED, "The session has ended.");
    }

    private Session session(Actor actor, Credential credential, @Nullable String token) {
        Permissions.Allowed allowed =
                credential.mustChangePassword() ? new Permissions.Allowed(List.of(), Map.of()) : permissions.of(actor);
        return Session.of(actor, credential, allowed, version, token);
    }

    Uni<Page<OpenSession>> page(Actor actor, Whose whose) {
        whose.permit(actor, LIST);
        Instant now = clock.instant();
        return database.in(actor, tx -> repository.page(tx, whose, now, now.minus(settings.idle())))
                .map(page -> new Page<>(
                        page.items().stream()
                                .map(s -> s.asking(
                                        s.id().equals(actor.credential().id())))
                                .toList(),
                        page.total()));
    }

    /** Ends the session that asks; one by an agency leaves its trace in both tenants. */
    Uni<Void> signOut(Actor actor, String token) {
        if (actor.credential().kind().equals("token")) {
            Whose.requireSession(actor);
        }
        UUID id = Objects.requireNonNull(actor.credential().id());
        return credentials.find(token).chain(found -> {
            if (found == null) {
                throw ended();
            }
            Credential.Guest guest = found.guest();
            return guest == null
                    ? database.in(actor, tx -> end(tx, id, actor.label()))
                    : database.in(actor, tx -> {
                        tx.trace(Trace.Thing.of(id, actor.label()), null, null);
                        return tx.switchTenant(guest.home()).chain(() -> {
                            tx.trace(
                                    AgencySessions.atHome(actor, guest), Trace.Thing.of(id, actor.label()), null, null);
                            tx.afterCommit(() -> bus.ended(List.of(id)));
                            return repository.delete(tx, id).replaceWithVoid();
                        });
                    });
        });
    }

    Uni<Void> end(Actor actor, UUID id) {
        Instant now = clock.instant();
        return database.in(
                actor,
                tx -> repository.find(tx, id, now, now.minus(settings.idle())).chain(found -> {
                    if (found == null) {
                        throw Problem.notFound("session");
                    }
                    Whose.permitEnd(
                            actor,
                            Objects.requireNonNull(found.user().id()),
                            LIST,
                            REVOKE,
                            "session",
                            found.user().name());
                    return end(tx, id, found.user().name());
                }));
    }

    private Uni<Void> end(Tx tx, UUID id, String user) {
        tx.trace(Trace.Thing.of(id, user), null, null);
        tx.afterCommit(() -> bus.ended(List.of(id)));
        return repository.delete(tx, id).replaceWithVoid();
    }

    /**
     * Ends all of a user; of oneself, all but the one that asks.
     *
     * @param user null for oneself
     * @return how many
     */
    Uni<Integer> endAll(Actor actor, @Nullable UUID user) {
        UUID own = Objects.requireNonNull(actor.id());
        boolean ownOnes = user == null || user.equals(own);
        if (ownOnes) {
            Whose.requireSession(actor);
        } else {
            actor.require(REVOKE);
        }
        UUID whose = user == null ? own : user;
        return database.in(actor, tx -> repository
                .deleteOf(tx, whose, ownOnes ? actor.credential().id() : null)
                .chain(ended -> users.labelOf(tx, whose).map(name -> {
                    tx.trace(new Trace.Thing(null, name, null), null, Map.of("userId", whose, "ended", ended.size()));
                    tx.afterCommit(() -> bus.ended(ended));
                    return ended.size();
                })));
    }

    /** Ends all of the transaction's tenant, and those of others in it. */
    public Uni<Void> endAll(Tx tx) {
        return repository
                .deleteAll(tx)
                .invoke(ended -> tx.afterCommit(() -> bus.ended(ended)))
                .chain(() -> agencies.endAll(tx));
    }
}
