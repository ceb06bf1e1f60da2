package io.opencoc.iam;

import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of who has which policies. */
final class AccessRepository {
    /** In one statement, so that all of it is of one moment: the number is that of the last change that the rows show. */
    private static final String HELD = """
            WITH mine AS (
              SELECT a.*, NULL::text AS group_name FROM policy_attachment a WHERE a.user_id = $1
              UNION ALL
              SELECT a.*, g.name FROM group_member m
              JOIN user_group g ON g.tenant_id = m.tenant_id AND g.id = m.group_id
              JOIN policy_attachment a ON a.tenant_id = m.tenant_id AND a.group_id = m.group_id WHERE m.user_id = $1
            )
            SELECT coalesce(r.revision, 0) AS revision, a.system_policy, a.policy_id, a.project_id, a.group_name,
              p.name, p.updated_at, p.document::text AS document
            FROM app_user u
            LEFT JOIN kernel.access_revision r ON r.tenant_id = u.tenant_id
            LEFT JOIN mine a ON a.tenant_id = u.tenant_id
            LEFT JOIN policy p ON p.tenant_id = a.tenant_id AND p.id = a.policy_id
            WHERE u.id = $1 AND NOT u.disabled
            ORDER BY a.group_name NULLS FIRST, a.created_at, a.id""";

    private static final String OF_AGENCY = """
            SELECT coalesce(r.revision, 0) AS revision, a.system_policy, a.policy_id, a.project_id, NULL::text AS group_name,
              p.name, p.updated_at, p.document::text AS document
            FROM agency y
            LEFT JOIN kernel.access_revision r ON r.tenant_id = y.tenant_id
            LEFT JOIN policy_attachment a ON a.tenant_id = y.tenant_id AND a.agency_id = y.id
            LEFT JOIN policy p ON p.tenant_id = a.tenant_id AND p.id = a.policy_id
            WHERE y.id = $1
            ORDER BY a.created_at, a.id""";

    private static final String HOLDERS = """
            WITH held AS (
              SELECT tenant_id, user_id, system_policy FROM policy_attachment WHERE user_id IS NOT NULL AND project_id IS NULL
              UNION ALL
              SELECT a.tenant_id, m.user_id, a.system_policy FROM policy_attachment a
              JOIN group_member m ON m.tenant_id = a.tenant_id AND m.group_id = a.group_id WHERE a.project_id IS NULL
            )
            SELECT u.id,
              min(CASE WHEN h.system_policy = $1 THEN 0 WHEN h.system_policy = $2 THEN 1 WHEN h.system_policy IS NULL THEN 2 ELSE 3 END) AS rank
            FROM held h JOIN app_user u ON u.tenant_id = h.tenant_id AND u.id = h.user_id
            WHERE NOT u.disabled GROUP BY u.id ORDER BY rank, u.id LIMIT $3""";

    /**
     * A policy that a user has.
     *
     * @param policy a system policy's id or a custom one's
     * @param name of a custom policy
     * @param changedAt of a custom policy
     * @param document of a custom policy, as JSON; null for a system policy
     * @param group through which they have it
     * @param project to which it is limited
     */
    record Holding(
            UUID policy,
            @Nullable String name,
            @Nullable Instant changedAt,
            @Nullable String document,
            @Nullable String group,
            @Nullable UUID project) {}

    /**
     * All policies of an enabled user.
     *
     * @param revision of the tenant, when they were read
     */
    record Held(long revision, List<Holding> holdings) {}

    private static @Nullable Holding holding(Row row) {
        UUID system = row.getUUID("system_policy");
        UUID policy = system == null ? row.getUUID("policy_id") : system;
        return policy == null
                ? null
                : new Holding(
                        policy,
                        row.getString("name"),
                        Rows.instantOrNull(row, "updated_at"),
                        row.getString("document"),
                        row.getString("group_name"),
                        row.getUUID("project_id"));
    }

    /** Null when there is no such user, or they are disabled. */
    Uni<@Nullable Held> held(Tx tx, UUID user) {
        return tx.query(HELD, user).map(AccessRepository::held);
    }

    /** All policies of an agency; null when there is no such one. */
    Uni<@Nullable Held> ofAgency(Tx tx, UUID agency) {
        return tx.query(OF_AGENCY, agency).map(AccessRepository::held);
    }

    private static @Nullable Held held(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return null;
        }
        long revision = 0;
        List<Holding> holdings = new java.util.ArrayList<>();
        for (Row row : rows) {
            revision = row.getLong("revision");
            Holding holding = holding(row);
            if (holding != null) {
                holdings.add(holding);
            }
        }
        return new Held(revision, holdings);
    }

    /** Counts a change, and makes others of the tenant wait for the end of this transaction. */
    Uni<Long> bump(Tx tx) {
        return tx.one(
                        "INSERT INTO kernel.access_revision AS r (tenant_id, revision) VALUES ($1, 1)"
                                + " ON CONFLICT (tenant_id) DO UPDATE SET revision = r.revision + 1 RETURNING revision",
                        r -> r.getLong("revision"),
                        tx.tenant())
                .map(Objects::requireNonNull);
    }

    /** Without a tenant: the number of each tenant's last change. */
    Uni<Map<UUID, Long>> revisions(Tx tx) {
        return tx.query("SELECT * FROM kernel.access_revisions()").map(rows -> {
            Map<UUID, Long> out = new HashMap<>();
            rows.forEach(r -> out.put(r.getUUID("tenant_id"), r.getLong("revision")));
            return out;
        });
    }

    /** Enabled users who have a policy for the tenant as a whole, the likeliest administrators first. */
    Uni<List<UUID>> holders(Tx tx, int most) {
        return tx.list(HOLDERS, r -> r.getUUID("id"), SystemPolicies.FULL_ACCESS, SystemPolicies.ADMINISTRATOR, most);
    }
}
