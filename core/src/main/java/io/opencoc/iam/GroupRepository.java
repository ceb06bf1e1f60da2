package io.opencoc.iam;

import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.sql.Where;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of groups and their members. */
final class GroupRepository {
    static final int MOST_OF_A_USER = 20;
    private static final int MOST_SHOWN = 1_000;
    private static final String SELECT = """
            SELECT g.*, (SELECT count(*) FROM group_member m WHERE m.tenant_id = g.tenant_id AND m.group_id = g.id)::int AS members,
              (SELECT count(*) FROM policy_attachment a WHERE a.tenant_id = g.tenant_id AND a.group_id = g.id)::int AS attachments
            FROM user_group g""";
    private static final Map<String, String> SORTS =
            Map.of("name", "g.name", "members", "members", "createdAt", "g.created_at");

    private static Group group(Row row) {
        return new Group(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("description"),
                Rows.texts(row, "external_names"),
                row.getInteger("members"),
                row.getInteger("attachments"),
                Rows.instant(row, "created_at"));
    }

    Uni<Long> count(Tx tx) {
        return tx.one("SELECT count(*) AS n FROM user_group", r -> r.getLong("n"))
                .map(Objects::requireNonNull);
    }

    /** Gives false when the id is there already. */
    Uni<Boolean> insert(Tx tx, UUID id, Group.Input input, Instant now) {
        return tx.update(
                        "INSERT INTO user_group (tenant_id, id, name, description, external_names, created_at)"
                                + " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant_id, id) DO NOTHING",
                        tx.tenant(),
                        id,
                        input.name().strip(),
                        input.description(),
                        Rows.array(input.external()),
                        now)
                .map(n -> n == 1);
    }

    Uni<Void> update(Tx tx, UUID id, Group.Input input) {
        return tx.query(
                        "UPDATE user_group SET name = $2, description = $3, external_names = $4 WHERE id = $1",
                        id,
                        input.name().strip(),
                        input.description(),
                        Rows.array(input.external()))
                .replaceWithVoid();
    }

    Uni<Void> delete(Tx tx, UUID id) {
        return tx.query("DELETE FROM user_group WHERE id = $1", id).replaceWithVoid();
    }

    Uni<@Nullable Group> find(Tx tx, UUID id) {
        return tx.one(SELECT + " WHERE g.id = $1", GroupRepository::group, id);
    }

    Uni<List<Group>> find(Tx tx, List<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : tx.list(SELECT + " WHERE g.id = ANY ($1)", GroupRepository::group, (Object) ids.toArray(UUID[]::new));
    }

    Uni<List<Group.Member>> members(Tx tx, UUID group) {
        return tx.list(
                "SELECT u.id, u.name, u.display_name, NOT u.disabled AS enabled FROM group_member m"
                        + " JOIN app_user u ON u.tenant_id = m.tenant_id AND u.id = m.user_id WHERE m.group_id = $1 ORDER BY u.name LIMIT "
                        + MOST_SHOWN,
                r -> new Group.Member(
                        r.getUUID("id"), r.getString("name"), r.getString("display_name"), r.getBoolean("enabled")),
                group);
    }

    /** Puts each of the users into each of the groups; all of them exist. */
    Uni<Void> join(Tx tx, List<UUID> groups, List<UUID> users) {
        return tx.query(
                        "INSERT INTO group_member (tenant_id, group_id, user_id) SELECT $1, g, u"
                                + " FROM unnest($2::uuid[]) AS g CROSS JOIN unnest($3::uuid[]) AS u ON CONFLICT DO NOTHING",
                        tx.tenant(),
                        groups.toArray(UUID[]::new),
                        users.toArray(UUID[]::new))
                .replaceWithVoid();
    }

    Uni<Boolean> leave(Tx tx, UUID group, UUID user) {
        return tx.update("DELETE FROM group_member WHERE group_id = $1 AND user_id = $2", group, user)
                .map(n -> n == 1);
    }

    Uni<Void> leave(Tx tx, List<UUID> groups, UUID user) {
        return tx.query(
                        "DELETE FROM group_member WHERE group_id = ANY ($1) AND user_id = $2",
                        groups.toArray(UUID[]::new),
                        user)
                .replaceWithVoid();
    }

    /** Groups that have one of these external names, as many as a user may be in. */
    Uni<List<UUID>> external(Tx tx, List<String> names) {
        return tx.list(
                "SELECT id FROM user_group WHERE external_names && $1 ORDER BY name LIMIT " + MOST_OF_A_USER,
                r -> r.getUUID("id"),
                (Object) Rows.array(names));
    }

    /** The groups of a user, and whether each has external names. */
    Uni<Map<UUID, Boolean>> ofUser(Tx tx, UUID user) {
        return tx.query(
                        "SELECT g.id, cardinality(g.external_names) > 0 AS external FROM group_member m"
                                + " JOIN user_group g ON g.tenant_id = m.tenant_id AND g.id = m.group_id WHERE m.user_id = $1",
                        user)
                .map(rows -> {
                    Map<UUID, Boolean> out = new HashMap<>();
                    rows.forEach(r -> out.put(r.getUUID("id"), r.getBoolean("external")));
                    return out;
                });
    }

    Uni<Page<Group>> page(Tx tx, Group.Query query) {
        Where where = new Where()
                .add("(g.name ILIKE ? OR g.description ILIKE ?)", query.q() == null ? null : Rows.containing(query.q()))
                .add("EXISTS (SELECT 1 FROM group_member m WHERE m.group_id = g.id AND m.user_id = ?)", query.user());
        return tx.one("SELECT count(*) AS n FROM user_group g" + where.sql(), r -> r.getLong("n"), where.values())
                .chain(total -> tx.list(
                                SELECT + where.sql() + " ORDER BY " + Rows.orderBy(SORTS, query.sort(), "g.id")
                                        + " LIMIT " + where.next(query.size()) + " OFFSET "
                                        + where.next(query.offset()),
                                GroupRepository::group,
                                where.values())
                        .map(items -> new Page<>(items, total == null ? 0 : total)));
    }
}
