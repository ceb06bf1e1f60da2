package io.opencoc.engineer;

import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of engineers. */
final class EngineerRepository {
    private static final String COLUMNS = "id, name, alias, email, language, user_id, created_at";
    private static final Map<String, String> SORTS =
            Map.of("name", "name", "email", "email", "createdAt", "created_at");

    private static Engineer engineer(Row row) {
        return new Engineer(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("alias"),
                row.getString("email"),
                row.getString("language"),
                row.getUUID("user_id"),
                Rows.instant(row, "created_at"));
    }

    /** Gives false when the id is there already. */
    Uni<Boolean> insert(Tx tx, Engineer e) {
        return tx.update(
                        "INSERT INTO engineer (tenant_id, id, name, alias, email, language, created_at, user_id)"
                                + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant_id, id) DO NOTHING",
                        tx.tenant(),
                        e.id(),
                        e.name(),
                        e.alias(),
                        e.email(),
                        e.language(),
                        e.createdAt(),
                        e.userId())
                .map(n -> n == 1);
    }

    Uni<@Nullable Engineer> update(Tx tx, Engineer e) {
        return tx.one(
                "UPDATE engineer SET name = $2, alias = $3, email = $4, language = $5, user_id = $6 WHERE id = $1 RETURNING "
                        + COLUMNS,
                EngineerRepository::engineer,
                e.id(),
                e.name(),
                e.alias(),
                e.email(),
                e.language(),
                e.userId());
    }

    Uni<Boolean> delete(Tx tx, UUID id) {
        return tx.update("DELETE FROM engineer WHERE id = $1", id).map(n -> n == 1);
    }

    Uni<@Nullable Engineer> find(Tx tx, UUID id) {
        return tx.one("SELECT " + COLUMNS + " FROM engineer WHERE id = $1", EngineerRepository::engineer, id);
    }

    Uni<@Nullable Engineer> ofUser(Tx tx, UUID user) {
        return tx.one("SELECT " + COLUMNS + " FROM engineer WHERE user_id = $1", EngineerRepository::engineer, user);
    }

    Uni<List<Engineer>> find(Tx tx, Collection<UUID> ids) {
        return tx.list(
                "SELECT " + COLUMNS + " FROM engineer WHERE id = ANY ($1)", EngineerRepository::engineer, (Object)
                        ids.toArray(UUID[]::new));
    }

    /** Names and ids alone, by name. */
    Uni<Page<Person>> names(
            Tx tx, @Nullable String q, @Nullable UUID id, @Nullable Boolean user, int offset, int size) {
        String from = " FROM engineer WHERE ($1::text IS NULL OR name ILIKE $1) AND ($2::uuid IS NULL OR id = $2)"
                + " AND ($3::boolean IS NULL OR $3 = (user_id IS NOT NULL))";
        String pattern = q == null ? null : Rows.containing(q);
        return tx.one("SELECT count(*) AS n" + from, r -> r.getLong("n"), pattern, id, user)
                .chain(total -> tx.list(
                                "SELECT id, name" + from + " ORDER BY name, id LIMIT $4 OFFSET $5",
                                r -> new Person(r.getUUID("id"), r.getString("name")),
                                pattern,
                                id,
                                user,
                                size,
                                offset)
                        .map(items -> new Page<>(items, total == null ? 0 : total)));
    }

    Uni<Page<Engineer>> page(Tx tx, @Nullable String q, String sort, int offset, int size) {
        String where = " FROM engineer WHERE ($1::text IS NULL OR name ILIKE $1 OR alias ILIKE $1 OR email ILIKE $1)";
        String pattern = q == null ? null : Rows.containing(q);
        return tx.one("SELECT count(*) AS n" + where, r -> r.getLong("n"), pattern)
                .chain(total -> tx.list(
                                "SELECT " + COLUMNS + where + " ORDER BY " + Rows.orderBy(SORTS, sort, "id")
                                        + " LIMIT $2 OFFSET $3",
                                EngineerRepository::engineer,
                                pattern,
                                size,
                                offset)
                        .map(items -> new Page<>(items, total == null ? 0 : total)));
    }
}
