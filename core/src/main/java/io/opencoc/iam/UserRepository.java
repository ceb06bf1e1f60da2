package io.opencoc.iam;

import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.sql.Where;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of users. */
final class UserRepository {
    private static final String SELECT = """
            SELECT u.id, u.name, u.display_name, u.email, u.language, NOT u.disabled AS enabled, u.must_change_password, u.created_at,
              (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) ORDER BY g.name), '[]')::text
               FROM group_member m JOIN user_group g ON g.tenant_id = m.tenant_id AND g.id = m.group_id
               WHERE m.tenant_id = u.tenant_id AND m.user_id = u.id) AS groups
            FROM app_user u""";
    private static final Map<String, String> SORTS =
            Map.of("name", "u.name", "displayName", "u.display_name", "email", "u.email", "createdAt", "u.created_at");

    private static User user(Row row) {
        return new User(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("display_name"),
                row.getString("email"),
                row.getString("language"),
                row.getBoolean("enabled"),
                row.getBoolean("must_change_password"),
                List.of(Json.read(row.getString("groups"), Person[].class)),
                Rows.instant(row, "created_at"));
    }

    Uni<Long> count(Tx tx) {
        return tx.one("SELECT count(*) AS n FROM app_user", r -> r.getLong("n")).map(Objects::requireNonNull);
    }

    /** Gives false when the id is there already, or the name where that is to be left alone. */
    Uni<Boolean> insert(Tx tx, User u, String passwordHash, boolean leaveSameName) {
        return tx.update(
                        "INSERT INTO app_user (tenant_id, id, name, display_name, email, language, must_change_password, password_hash, created_at)"
                                + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT "
                                + (leaveSameName ? "" : "(tenant_id, id) ") + "DO NOTHING",
                        tx.tenant(),
                        u.id(),
                        u.name(),
                        u.displayName(),
                        u.email(),
                        u.language(),
                        u.mustChangePassword(),
                        passwordHash,
                        u.createdAt())
                .map(n -> n == 1);
    }

    Uni<@Nullable User> find(Tx tx, UUID id) {
        return tx.one(SELECT + " WHERE u.id = $1", UserRepository::user, id);
    }

    /** Those of the ids that exist, by name. */
    Uni<List<User>> find(Tx tx, List<UUID> ids) {
        return tx.list(SELECT + " WHERE u.id = ANY ($1) ORDER BY u.name", UserRepository::user, (Object)
                ids.toArray(UUID[]::new));
    }

    Uni<Void> update(Tx tx, UUID id, User.Input input) {
        return tx.query(
                        "UPDATE app_user SET display_name = $2, email = $3, language = $4 WHERE id = $1",
                        id,
                        input.displayName().strip(),
                        input.email(),
                        input.language())
                .replaceWithVoid();
    }

    Uni<Void> enable(Tx tx, UUID id, boolean enabled) {
        return tx.query("UPDATE app_user SET disabled = $2 WHERE id = $1", id, !enabled)
                .replaceWithVoid();
    }

    Uni<Void> password(Tx tx, UUID id, String hash) {
        return tx.query("UPDATE app_user SET password_hash = $2, must_change_password = true WHERE id = $1", id, hash)
                .replaceWithVoid();
    }

    /** Ends the sessions of a user; gives which. */
    Uni<List<UUID>> endSessions(Tx tx, UUID id) {
        return tx.list("DELETE FROM session WHERE user_id = $1 RETURNING id", r -> r.getUUID("id"), id);
    }

    /** Revokes the API tokens of a user; gives which. */
    Uni<List<UUID>> revokeTokens(Tx tx, UUID id) {
        return tx.list("DELETE FROM api_token WHERE user_id = $1 RETURNING id", r -> r.getUUID("id"), id);
    }

    Uni<Void> delete(Tx tx, UUID id) {
        return tx.query("DELETE FROM app_user WHERE id = $1", id).replaceWithVoid();
    }

    Uni<Page<User>> page(Tx tx, User.Query query) {
        Where where = new Where()
                .add(
                        "(u.name ILIKE ? OR u.display_name ILIKE ? OR u.email ILIKE ?)",
                        query.q() == null ? null : Rows.containing(query.q()))
                .add("u.disabled <> ?", query.enabled())
                .add("EXISTS (SELECT 1 FROM group_member m WHERE m.user_id = u.id AND m.group_id = ?)", query.group());
        @Nullable Object[] values = where.values();
        return tx.one("SELECT count(*) AS n FROM app_user u" + where.sql(), r -> r.getLong("n"), values)
                .chain(total -> tx.list(
                                SELECT + where.sql() + " ORDER BY " + Rows.orderBy(SORTS, query.sort(), "u.id")
                                        + " LIMIT " + where.next(query.size()) + " OFFSET "
                                        + where.next(query.offset()),
                                UserRepository::user,
                                where.values())
                        .map(items -> new Page<>(items, total == null ? 0 : total)));
    }
}
