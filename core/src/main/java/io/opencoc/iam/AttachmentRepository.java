package io.opencoc.iam;

import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of attachments. Takes the names of projects from their own table, to which attachments have a foreign key: one query and not two. */
final class AttachmentRepository {
    private static final String SELECT = """
            SELECT a.*, p.name AS policy_name, coalesce(u.name, g.name, y.name) AS holder, j.name AS project_name
            FROM policy_attachment a
            LEFT JOIN policy p ON p.tenant_id = a.tenant_id AND p.id = a.policy_id
            LEFT JOIN app_user u ON u.tenant_id = a.tenant_id AND u.id = a.user_id
            LEFT JOIN user_group g ON g.tenant_id = a.tenant_id AND g.id = a.group_id
            LEFT JOIN agency y ON y.tenant_id = a.tenant_id AND y.id = a.agency_id
            LEFT JOIN project j ON j.tenant_id = a.tenant_id AND j.id = a.project_id""";

    private static Attachment attachment(Row row) {
        return new Attachment(
                row.getUUID("id"),
                policy(row),
                holder(row),
                Person.ofNullable(row.getUUID("project_id"), row.getString("project_name")),
                Rows.instant(row, "created_at"),
                new Person(row.getUUID("created_by"), row.getString("created_by_name")));
    }

    private static Holder holder(Row row) {
        UUID user = row.getUUID("user_id");
        UUID group = row.getUUID("group_id");
        String name = row.getString("holder");
        return user != null
                ? Holder.user(user, name)
                : group != null ? Holder.group(group, name) : Holder.agency(row.getUUID("agency_id"), name);
    }

    private static Attachment.PolicyRef policy(Row row) {
        UUID id = row.getUUID("system_policy");
        if (id == null) {
            return new Attachment.PolicyRef(row.getUUID("policy_id"), row.getString("policy_name"), Policy.Type.CUSTOM);
        }
        SystemPolicies.SystemPolicy system = SystemPolicies.find(id);
        return new Attachment.PolicyRef(id, system == null ? id.toString() : system.name(), Policy.Type.SYSTEM);
    }

    /** Gives false when the id is there already, or the holder has the policy like this. */
    Uni<Boolean> insert(Tx tx, UUID id, Holder to, UUID policy, @Nullable UUID project, Person by, Instant now) {
        boolean system = SystemPolicies.find(policy) != null;
        return tx.update(
                        "INSERT INTO policy_attachment (tenant_id, id, user_id, group_id, agency_id, system_policy, policy_id, project_id, created_at, created_by, created_by_name)"
                                + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING",
                        tx.tenant(),
                        id,
                        to.type() == Holder.Type.USER ? to.id() : null,
                        to.type() == Holder.Type.GROUP ? to.id() : null,
                        to.type() == Holder.Type.AGENCY ? to.id() : null,
                        system ? policy : null,
                        system ? null : policy,
                        project,
                        now,
                        by.id(),
                        by.name())
                .map(n -> n == 1);
    }

    Uni<Void> delete(Tx tx, UUID id) {
        return tx.query("DELETE FROM policy_attachment WHERE id = $1", id).replaceWithVoid();
    }

    Uni<@Nullable Attachment> find(Tx tx, UUID id) {
        return tx.one(SELECT + " WHERE a.id = $1", AttachmentRepository::attachment, id);
    }

    /** Their own and those of their groups. */
    Uni<List<Attachment>> ofUser(Tx tx, UUID user) {
        return tx.list(
                SELECT
                        + " WHERE a.user_id = $1 OR a.group_id IN (SELECT m.group_id FROM group_member m WHERE m.user_id = $1)"
                        + " ORDER BY a.group_id NULLS FIRST, a.created_at, a.id",
                AttachmentRepository::attachment,
                user);
    }

    Uni<List<Attachment>> ofGroup(Tx tx, UUID group) {
        return tx.list(
                SELECT + " WHERE a.group_id = $1 ORDER BY a.created_at, a.id", AttachmentRepository::attachment, group);
    }

    Uni<List<Attachment>> ofAgencies(Tx tx, List<UUID> agencies) {
        return tx.list(
                SELECT + " WHERE a.agency_id = ANY ($1) ORDER BY a.created_at, a.id",
                AttachmentRepository::attachment,
                (Object) agencies.toArray(UUID[]::new));
    }

    Uni<Void> deleteOfAgency(Tx tx, UUID agency) {
        return tx.query("DELETE FROM policy_attachment WHERE agency_id = $1", agency)
                .replaceWithVoid();
    }

    /** Those that are limited to a project. */
    Uni<Long> countOf(Tx tx, UUID project) {
        return tx.one("SELECT count(*) AS n FROM policy_attachment WHERE project_id = $1", r -> r.getLong("n"), project)
                .map(Objects::requireNonNull);
    }

    /** Of one holder alone. */
    Uni<Long> count(Tx tx, UUID holder) {
        return tx.one(
                        "SELECT count(*) AS n FROM policy_attachment WHERE user_id = $1 OR group_id = $1",
                        r -> r.getLong("n"),
                        holder)
                .map(Objects::requireNonNull);
    }

    Uni<List<Attachment>> newestOf(Tx tx, UUID policy, int most) {
        return tx.list(
                SELECT
                        + " WHERE a.policy_id = $1 OR a.system_policy = $1 ORDER BY a.created_at DESC, a.id DESC LIMIT $2",
                AttachmentRepository::attachment,
                policy,
                most);
    }

    /** How often each policy is attached. */
    Uni<Map<UUID, Integer>> counts(Tx tx) {
        return tx.query(
                        "SELECT coalesce(system_policy, policy_id) AS id, count(*)::int AS n FROM policy_attachment GROUP BY 1")
                .map(rows -> {
                    Map<UUID, Integer> out = new HashMap<>();
                    rows.forEach(r -> out.put(r.getUUID("id"), r.getInteger("n")));
                    return out;
                });
    }
}
