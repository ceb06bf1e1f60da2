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
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of API tokens. */
final class TokenRepository {
    private static final String COLUMNS =
            "SELECT k.id, k.name, k.user_id, u.name AS login, u.display_name, k.actions, k.created_at, k.expires_at, k.last_used_at, k.last_used_address";
    private static final String FROM =
            " FROM api_token k JOIN app_user u ON u.tenant_id = k.tenant_id AND u.id = k.user_id";

    private static ApiToken token(Row r) {
        return new ApiToken(
                r.getUUID("id"),
                r.getString("name"),
                new Person(r.getUUID("user_id"), Person.label(r.getString("display_name"), r.getString("login"))),
                Rows.texts(r, "actions"),
                Rows.instant(r, "created_at"),
                Rows.instant(r, "expires_at"),
                Rows.instantOrNull(r, "last_used_at"),
                r.getString("last_used_address"),
                null);
    }

    /** Without a tenant: finds whom a token belongs to; they may do nothing yet. */
    Uni<@Nullable Credential> find(Tx tx, byte[] hash, Instant now) {
        return tx.one(
                "SELECT * FROM kernel.find_token($1, $2)",
                r -> new Credential(
                        new Actor(
                                r.getUUID("tenant_id"),
                                r.getString("tenant_name"),
                                r.getUUID("user_id"),
                                r.getString("login"),
                                r.getString("display_name"),
                                Access.NONE,
                                Caller.Credential.token(r.getUUID("token_id"), r.getString("token_name")),
                                Caller.system()),
                        Rows.instant(r, "expires_at"),
                        Rows.instantOrNull(r, "last_used_at"),
                        false,
                        null,
                        Rows.texts(r, "actions")),
                Buffer.buffer(hash),
                now);
    }

    Uni<Long> count(Tx tx, UUID user) {
        return tx.one("SELECT count(*) AS n FROM api_token WHERE user_id = $1", r -> r.getLong("n"), user)
                .map(Objects::requireNonNull);
    }

    Uni<Void> insert(Tx tx, ApiToken token, UUID user, byte[] hash) {
        return tx.query(
                        "INSERT INTO api_token (tenant_id, id, user_id, name, token_hash, actions, created_at, expires_at)"
                                + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                        tx.tenant(),
                        token.id(),
                        user,
                        token.name(),
                        Buffer.buffer(hash),
                        Rows.array(token.actions()),
                        token.createdAt(),
                        token.expiresAt())
                .replaceWithVoid();
    }

    /** Notes that it is used, unless that was noted since. */
    Uni<Void> used(Tx tx, UUID id, Instant now, String address, Instant unlessAfter) {
        return tx.query(
                        "UPDATE api_token SET last_used_at = $2, last_used_address = $3 WHERE id = $1"
                                + " AND (last_used_at IS NULL OR last_used_at < $4)",
                        id,
                        now,
                        address,
                        unlessAfter)
                .replaceWithVoid();
    }

    Uni<@Nullable ApiToken> find(Tx tx, UUID id) {
        return tx.one(COLUMNS + FROM + " WHERE k.id = $1", TokenRepository::token, id);
    }

    Uni<Page<ApiToken>> page(Tx tx, Whose whose) {
        String from = FROM + " WHERE ($1::uuid IS NULL OR k.user_id = $1)";
        return tx.one("SELECT count(*) AS n" + from, r -> r.getLong("n"), whose.user())
                .chain(total -> tx.list(
                                COLUMNS + from + " ORDER BY k.created_at DESC, k.id DESC LIMIT $2 OFFSET $3",
                                TokenRepository::token,
                                whose.user(),
                                whose.size(),
                                whose.offset())
                        .map(items -> new Page<>(items, total == null ? 0 : total)));
    }

    Uni<Boolean> delete(Tx tx, UUID id) {
        return tx.update("DELETE FROM api_token WHERE id = $1", id).map(n -> n == 1);
    }
}
