package io.opencoc.session;

import io.opencoc.kernel.access.Access;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of tenants, users and sessions. */
final class SessionRepository {

    record User(UUID tenant, UUID id, String displayName, String passwordHash, boolean disabled) {}

    /** A session and whose it is, who may do nothing yet. */
    record Found(Actor actor, UUID sessionId, Instant expiresAt) {}

    /** Without a tenant: finds whom a name belongs to. */
    Uni<@Nullable User> findUser(Tx tx, String tenant, String name) {
        return tx.one(
                "SELECT * FROM kernel.find_user($1, $2)",
                r -> new User(
                        r.getUUID("tenant_id"),
                        r.getUUID("user_id"),
                        r.getString("display_name"),
                        r.getString("password_hash"),
                        r.getBoolean("disabled")),
                tenant,
                name);
    }

    /** Without a tenant: finds whom a token belongs to. */
    Uni<@Nullable Found> findSession(Tx tx, byte[] tokenHash, Instant now) {
        return tx.one(
                "SELECT * FROM kernel.find_session($1, $2)",
                r -> new Found(
                        new Actor(
                                r.getUUID("tenant_id"),
                                r.getString("tenant_name"),
                                r.getUUID("user_id"),
                                r.getString("display_name"),
                                Access.NONE,
                                Caller.Credential.session(r.getUUID("session_id")),
                                Caller.system()),
                        r.getUUID("session_id"),
                        Rows.instant(r, "expires_at")),
                Buffer.buffer(tokenHash),
                now);
    }

    Uni<Void> insertSession(
            Tx tx, UUID id, UUID user, byte[] tokenHash, Instant now, Instant expiresAt, Caller caller) {
        return tx.query(
                        "INSERT INTO session (tenant_id, id, user_id, token_hash, created_at, expires_at, last_used_at, remote, user_agent)"
                                + " VALUES ($1, $2, $3, $4, $5, $6, $5, $7, $8)",
                        tx.tenant(),
                        id,
                        user,
                        Buffer.buffer(tokenHash),
                        now,
                        expiresAt,
                        caller.address(),
                        caller.agent())
                .replaceWithVoid();
    }

    /** Of the whole tenant. */
    Uni<Void> deleteSessions(Tx tx) {
        return tx.query("DELETE FROM session").replaceWithVoid();
    }

    Uni<Void> deleteSession(Tx tx, byte[] tokenHash) {
        return tx.query("DELETE FROM session WHERE token_hash = $1", Buffer.buffer(tokenHash))
                .replaceWithVoid();
    }
}
