package io.opencoc.session;

import io.opencoc.kernel.access.Access;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of sessions. */
final class SessionRepository {
    private static final int MOST_OF_A_USER = 100;

    /** The sessions that have not ended; $1 is now, $2 when they were used at the latest. */
    private static final String OPEN =
            " FROM session s JOIN app_user u ON u.tenant_id = s.tenant_id AND u.id = s.user_id"
                    + " WHERE s.expires_at > $1 AND s.last_used_at > $2";

    private static final String COLUMNS =
            "SELECT s.id, s.user_id, u.name AS login, u.display_name, s.created_at, s.last_used_at, s.expires_at, s.remote, s.user_agent, s.method";

    private static OpenSession open(Row r) {
        return new OpenSession(
                r.getUUID("id"),
                new Person(r.getUUID("user_id"), Person.label(r.getString("display_name"), r.getString("login"))),
                Rows.instant(r, "created_at"),
                Rows.instant(r, "last_used_at"),
                Rows.instant(r, "expires_at"),
                Objects.requireNonNullElse(r.getString("remote"), ""),
                Objects.requireNonNullElse(r.getString("user_agent"), ""),
                r.getString("method"),
                false);
    }

    private static Credential credential(Row r) {
        UUID agency = r.getUUID("agency_id");
        String login = r.getString("login");
        String name = r.getString("display_name");
        Credential.Guest guest =
                agency == null ? null : new Credential.Guest(r.getUUID("home_id"), r.getString("home_name"), agency);
        Actor actor = new Actor(
                r.getUUID("tenant_id"),
                r.getString("tenant_name"),
                r.getUUID("user_id"),
                guest == null ? login : null,
                guest == null
                        ? name
                        : AgencySessions.guestName(
                                Person.label(name, login), guest.homeName(), r.getString("agency_name")),
                Access.NONE,
                guest == null
                        ? Caller.Credential.session(r.getUUID("session_id"))
                        : Caller.Credential.agency(r.getUUID("session_id"), r.getString("agency_name")),
                Caller.system());
        return new Credential(
                actor,
                Rows.instant(r, "expires_at"),
                Rows.instant(r, "last_used_at"),
                r.getBoolean("must_change_password"),
                guest,
                null);
    }

    /** Without a tenant: finds whom a token belongs to; they may do nothing yet. */
    Uni<@Nullable Credential> find(Tx tx, byte[] tokenHash, Instant now, Instant usedAfter) {
        return tx.one(
                "SELECT * FROM kernel.find_session($1, $2, $3)",
                SessionRepository::credential,
                Buffer.buffer(tokenHash),
                now,
                usedAfter);
    }

    /** Ends the least used ones beyond so many of a user, to make room for one. */
    Uni<List<UUID>> makeRoom(Tx tx, UUID user) {
        return tx.list(
                "DELETE FROM session WHERE user_id = $1 AND id IN"
                        + " (SELECT id FROM session WHERE user_id = $1 ORDER BY last_used_at DESC, id DESC OFFSET $2) RETURNING id",
                r -> r.getUUID("id"),
                user,
                MOST_OF_A_USER - 1);
    }

    Uni<Void> insert(
            Tx tx, UUID id, UUID user, byte[] tokenHash, Instant now, Instant expiresAt, Caller caller, String method) {
        return tx.query(
                        "INSERT INTO session (tenant_id, id, user_id, token_hash, created_at, expires_at, last_used_at, remote, user_agent, method)"
                                + " VALUES ($1, $2, $3, $4, $5, $6, $5, $7, $8, $9)",
                        tx.tenant(),
                        id,
                        user,
                        Buffer.buffer(tokenHash),
                        now,
                        expiresAt,
                        caller.address(),
                        caller.agent().replace("\0", ""),
                        method)
                .replaceWithVoid();
    }

    /** Makes a session one by an agency of another tenant. */
    Uni<Void> setAgency(Tx tx, UUID id, UUID tenant, UUID agency) {
        return tx.query("UPDATE session SET agency_tenant_id = $2, agency_id = $3 WHERE id = $1", id, tenant, agency)
                .replaceWithVoid();
    }

    /** Notes that it is used, unless that was noted since. */
    Uni<Void> used(Tx tx, UUID id, Instant now, Instant unlessAfter) {
        return tx.query(
                        "UPDATE session SET last_used_at = $2 WHERE id = $1 AND last_used_at < $3",
                        id,
                        now,
                        unlessAfter)
                .replaceWithVoid();
    }

    Uni<@Nullable OpenSession> find(Tx tx, UUID id, Instant now, Instant usedAfter) {
        return tx.one(COLUMNS + OPEN + " AND s.id = $3", SessionRepository::open, now, usedAfter, id);
    }

    Uni<Page<OpenSession>> page(Tx tx, Whose whose, Instant now, Instant usedAfter) {
        String from = OPEN + " AND ($3::uuid IS NULL OR s.user_id = $3)";
        return tx.one("SELECT count(*) AS n" + from, r -> r.getLong("n"), now, usedAfter, whose.user())
                .chain(total -> tx.list(
                                COLUMNS + from + " ORDER BY s.last_used_at DESC, s.id DESC LIMIT $4 OFFSET $5",
                                SessionRepository::open,
                                now,
                                usedAfter,
                                whose.user(),
                                whose.size(),
                                whose.offset())
                        .map(items -> new Page<>(items, total == null ? 0 : total)));
    }

    Uni<Boolean> delete(Tx tx, UUID id) {
        return tx.update("DELETE FROM session WHERE id = $1", id).map(n -> n == 1);
    }

    /** Ends all of a user but one; gives which. */
    Uni<List<UUID>> deleteOf(Tx tx, UUID user, @Nullable UUID except) {
        return tx.list(
                "DELETE FROM session WHERE user_id = $1 AND ($2::uuid IS NULL OR id <> $2) RETURNING id",
                r -> r.getUUID("id"),
                user,
                except);
    }

    /** Ends all of the tenant; gives which. */
    Uni<List<UUID>> deleteAll(Tx tx) {
        return tx.list("DELETE FROM session RETURNING id", r -> r.getUUID("id"));
    }

    /** Without a tenant: from where a user has signed in. */
    Uni<Set<String>> networks(Tx tx, String tenant, String user) {
        return tx.list("SELECT n FROM kernel.sign_in_networks($1, $2) AS n", r -> r.getString("n"), tenant, user)
                .map(Set::copyOf);
    }

    /** Notes from where a user has signed in, once a day. */
    Uni<Void> addNetwork(Tx tx, UUID user, String network, Instant now) {
        return tx.query(
                        "INSERT INTO sign_in_network AS n (tenant_id, user_id, network, last_at) VALUES ($1, $2, $3, $4)"
                                + " ON CONFLICT (tenant_id, user_id, network) DO UPDATE SET last_at = $4 WHERE n.last_at < $4 - interval '1 day'",
                        tx.tenant(),
                        user,
                        network,
                        now)
                .replaceWithVoid();
    }

    /** Without a tenant: takes away what has ended. */
    Uni<Void> expire(Tx tx, Instant now, Instant usedBefore, Instant networksBefore) {
        return tx.query("SELECT kernel.session_expire($1, $2, $3)", now, usedBefore, networksBefore)
                .replaceWithVoid();
    }
}
