package io.opencoc.iam;

import io.opencoc.kernel.access.Actions;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of tenants, users and sessions. */
final class IamRepository {

    record User(
            UUID tenant, UUID id, String displayName, String passwordHash, boolean disabled, List<String> actions) {}

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
                        r.getBoolean("disabled"),
                        Rows.texts(r, "actions")),
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
                                new Actions(Rows.texts(r, "actions"))),
                        r.getUUID("session_id"),
                        Rows.instant(r, "expires_at")),
                Buffer.buffer(tokenHash),
                now);
    }

    Uni<Void> insertSession(
            Tx tx, UUID id, UUID user, byte[] tokenHash, Instant now, Instant expiresAt, String remote, String agent) {
        return tx.query(
                        "INSERT INTO session (tenant_id, id, user_id, token_hash, created_at, expires_at, last_used_at, remote, user_agent)"
                                + " VALUES ($1, $2, $3, $4, $5, $6, $5, $7, $8)",
                        tx.tenant(),
                        id,
                        user,
                        Buffer.buffer(tokenHash),
                        now,
                        expiresAt,
                        remote,
                        agent)
                .replaceWithVoid();
    }

    Uni<Void> deleteSession(Tx tx, byte[] tokenHash) {
        return tx.query("DELETE FROM session WHERE token_hash = $1", Buffer.buffer(tokenHash))
                .replaceWithVoid();
    }

    /** Without a tenant: gives the tenant of this name, made when it is new. */
    Uni<UUID> tenant(Tx tx, UUID id, String name, Instant now) {
        return tx.one("SELECT kernel.tenant_create($1, $2, $3) AS id", r -> r.getUUID("id"), id, name, now)
                .map(java.util.Objects::requireNonNull);
    }

    Uni<Boolean> hasUsers(Tx tx) {
        return tx.one("SELECT EXISTS (SELECT 1 FROM app_user) AS any", r -> r.getBoolean("any"))
                .map(Boolean.TRUE::equals);
    }

    Uni<Boolean> insertUser(Tx tx, UUID id, String name, String passwordHash, List<String> actions, Instant now) {
        return tx.update(
                        "INSERT INTO app_user (tenant_id, id, name, display_name, password_hash, actions, created_at)"
                                + " VALUES ($1, $2, $3, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
                        tx.tenant(),
                        id,
                        name,
                        passwordHash,
                        Rows.array(actions),
                        now)
                .map(n -> n == 1);
    }
}
