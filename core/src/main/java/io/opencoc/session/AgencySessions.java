package io.opencoc.session;

import io.opencoc.iam.AgencyService;
import io.opencoc.iam.TrustingAgency;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Access;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.live.LiveBus;
import io.opencoc.kernel.secret.Tokens;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Begins sessions in other tenants, which have entrusted one's own. Such a session is a row of the user's own tenant, and ends with their own
 * user; its actor acts in the other tenant, by the policies of the agency alone.
 */
final class AgencySessions {
    static final String ASSUME = "coc:agency:assume";

    /** Between the token of a session by an agency and that of one's own, in the cookie of a browser. */
    private static final char THEN = '.';

    private final Database database;
    private final Clock clock;
    private final LiveBus bus;
    private final AgencyService agencies;
    private final SessionSettings settings;
    private final SessionRepository sessions;
    private final Credentials credentials;

    AgencySessions(
            Database database,
            Clock clock,
            LiveBus bus,
            AgencyService agencies,
            SessionSettings settings,
            SessionRepository sessions,
            Credentials credentials) {
        this.database = database;
        this.clock = clock;
        this.bus = bus;
        this.agencies = agencies;
        this.settings = settings;
        this.sessions = sessions;
        this.credentials = credentials;
    }

    /** What the cookie of a browser holds that comes back to its own session. */
    static String both(String token, String own) {
        return token + THEN + own;
    }

    /** The token that counts. */
    static String first(String cookie) {
        int at = cookie.indexOf(THEN);
        return at < 0 ? cookie : cookie.substring(0, at);
    }

    /** The token of one's own session behind it; null without one. */
    static @Nullable String second(String cookie) {
        int at = cookie.indexOf(THEN);
        return at < 0 ? null : cookie.substring(at + 1);
    }

    /** What people in the other tenant read. */
    static String guestName(String name, String home, String agency) {
        return name + " (" + home + ", agency " + agency + ")";
    }

    /** The one who acts by an agency, for the trail of their own tenant. */
    static Actor atHome(Actor actor, Credential.Guest guest) {
        return new Actor(
                guest.home(),
                guest.homeName(),
                actor.id(),
                actor.name(),
                Access.NONE,
                actor.credential(),
                actor.caller());
    }

    Uni<List<TrustingAgency>> assumable(Actor actor) {
        actor.require(ASSUME);
        return database.in(actor, agencies::trusting);
    }

    /**
     * Begins a session in another tenant.
     *
     * @param own the token of the session that asks
     */
    Uni<SignIn.Begun> assume(Actor actor, String own, String tenant, String name) {
        Whose.requireSession(actor);
        actor.require(ASSUME);
        return credentials.find(own).chain(session -> {
            if (session == null) {
                throw Problem.of(Problem.Kind.UNAUTHENTICATED, "The session has ended.");
            }
            return database.in(actor, tx -> agencies.trusting(tx).chain(all -> {
                        // The same answer whether there is no such tenant, agency or trust.
                        TrustingAgency agency = all.stream()
                                .filter(a ->
                                        a.tenant().equals(tenant) && a.name().equals(name))
                                .findFirst()
                                .orElseThrow(() -> Problem.notFound("agency"));
                        return begin(tx, actor, agency, session.expiresAt());
                    }))
                    .onFailure(f -> f instanceof PgException pg && "session_agency".equals(pg.getConstraint()))
                    // It was ended at the same moment.
                    .transform(f -> Problem.notFound("agency"));
        });
    }

    private Uni<SignIn.Begun> begin(Tx tx, Actor actor, TrustingAgency agency, Instant ownEnd) {
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        UUID user = Objects.requireNonNull(actor.id());
        String token = Tokens.random();
        Instant end = now.plus(settings.life());
        Instant expiresAt = end.isBefore(ownEnd) ? end : ownEnd;
        Actor there = new Actor(
                agency.tenantId(),
                agency.tenant(),
                user,
                guestName(actor.label(), actor.tenantName(), agency.name()),
                Access.NONE,
                Caller.Credential.agency(id, agency.name()),
                actor.caller());
        Trace.Thing thing = Trace.Thing.of(agency.id(), agency.name());
        tx.trace(thing, null, Map.of("tenant", agency.tenant(), "agency", agency.name()));
        return sessions.makeRoom(tx, user)
                .invoke(ended -> tx.afterCommit(() -> bus.ended(ended)))
                .chain(() ->
                        sessions.insert(tx, id, user, Tokens.hash(token), now, expiresAt, actor.caller(), "agency"))
                .chain(() -> sessions.setAgency(tx, id, agency.tenantId(), agency.id()))
                .chain(() -> tx.switchTenant(agency.tenantId()))
                .invoke(() -> tx.trace(there, thing, null, null))
                .replaceWith(() -> new SignIn.Begun(
                        there,
                        agency.expiresAt() != null && agency.expiresAt().isBefore(expiresAt)
                                ? agency.expiresAt()
                                : expiresAt,
                        token,
                        false,
                        new Credential.Guest(actor.tenant(), actor.tenantName(), agency.id())));
    }
}
