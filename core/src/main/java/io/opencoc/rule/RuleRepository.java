package io.opencoc.rule;

import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.json.Wire;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.ScopeColumns;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.sql.Where;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of forwarding rules. */
final class RuleRepository {
    private static final Map<String, String> SORTS =
            Map.of("priority", "priority", "name", "name", "createdAt", "created_at", "updatedAt", "updated_at");
    private static final ScopeColumns SCOPE = ScopeColumns.of("r.project_id", "r.id");
    private static final String COLUMNS =
            "SELECT r.id, project_id, name, description, application, enabled, priority, trigger_type, sources, integration_ids,"
                    + " conditions::text AS conditions_text, levels::text AS levels_text, group_by, assigned, engineer_id, notify, created_at, updated_at";
    private static final String COUNTED = COLUMNS
            + ", coalesce(h.hits, 0) AS hits, h.last_hit_at FROM forwarding_rule r LEFT JOIN forwarding_rule_hits h ON h.tenant_id = r.tenant_id AND h.rule_id = r.id";
    private static final String ORDER = " ORDER BY priority, created_at, id";

    private static ForwardingRule rule(Row row) {
        return new ForwardingRule(
                row.getUUID("id"),
                row.getUUID("project_id"),
                row.getString("name"),
                row.getString("description"),
                row.getString("application"),
                row.getBoolean("enabled"),
                row.getInteger("priority"),
                Wire.parse(TriggerType.class, row.getString("trigger_type")),
                Rows.texts(row, "sources"),
                List.of(row.getArrayOfUUIDs("integration_ids")),
                row.getString("conditions_text"),
                Json.read(row.getString("levels_text"), Levels.class),
                Rows.texts(row, "group_by"),
                row.getBoolean("assigned"),
                row.getUUID("engineer_id"),
                row.getBoolean("notify"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                row.getLong("hits"),
                Rows.instantOrNull(row, "last_hit_at"));
    }

    /** Raises the version of the tenant's rules and keeps all other changes to them waiting until the transaction ends. */
    Uni<Void> changing(Tx tx) {
        return tx.query(
                        "INSERT INTO rules_version AS v (tenant_id, version) VALUES ($1, 1)"
                                + " ON CONFLICT (tenant_id) DO UPDATE SET version = v.version + 1",
                        tx.tenant())
                .replaceWithVoid();
    }

    Uni<Long> version(Tx tx) {
        return tx.one("SELECT version FROM rules_version", r -> r.getLong("version"))
                .map(version -> version == null ? 0 : version);
    }

    /** In their order, without what was counted. */
    Uni<List<ForwardingRule>> enabled(Tx tx) {
        return tx.list(
                COLUMNS + ", 0::bigint AS hits, NULL::timestamptz AS last_hit_at FROM forwarding_rule r WHERE enabled"
                        + ORDER,
                RuleRepository::rule);
    }

    /** Gives false when the id is there already. */
    Uni<Boolean> insert(Tx tx, ForwardingRule r) {
        return tx.update(
                        "INSERT INTO forwarding_rule (tenant_id, id, name, description, application, enabled, priority, trigger_type,"
                                + " sources, integration_ids, conditions, levels, group_by, assigned, engineer_id, notify, created_at, updated_at, project_id)"
                                + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::text::jsonb, $12::text::jsonb, $13, $14, $15, $16, $17, $17, $18)"
                                + " ON CONFLICT (tenant_id, id) DO NOTHING",
                        parameters(tx, r))
                .map(n -> n == 1);
    }

    Uni<Boolean> update(Tx tx, ForwardingRule r) {
        return tx.update(
                        "UPDATE forwarding_rule SET name = $3, description = $4, application = $5, enabled = $6, priority = $7, trigger_type = $8,"
                                + " sources = $9, integration_ids = $10, conditions = $11::text::jsonb, levels = $12::text::jsonb, group_by = $13,"
                                + " assigned = $14, engineer_id = $15, notify = $16, updated_at = $17, project_id = $18 WHERE tenant_id = $1 AND id = $2",
                        parameters(tx, r))
                .map(n -> n == 1);
    }

    private static @Nullable Object[] parameters(Tx tx, ForwardingRule r) {
        return new @Nullable Object[] {
            tx.tenant(),
            r.id(),
            r.name(),
            r.description(),
            r.application(),
            r.enabled(),
            r.priority(),
            Wire.name(r.triggerType()),
            Rows.array(r.sources()),
            r.integrationIds().toArray(UUID[]::new),
            r.conditions(),
            Json.write(r.levels()),
            Rows.array(r.groupBy()),
            r.assigned(),
            r.engineerId(),
            r.notifyOwner(),
            r.updatedAt(),
            r.projectId()
        };
    }

    Uni<Void> enable(Tx tx, UUID id, boolean enabled, Instant now) {
        return tx.update("UPDATE forwarding_rule SET enabled = $2, updated_at = $3 WHERE id = $1", id, enabled, now)
                .replaceWithVoid();
    }

    Uni<Boolean> delete(Tx tx, UUID id) {
        return tx.update("DELETE FROM forwarding_rule WHERE id = $1", id).map(n -> n == 1);
    }

    Uni<@Nullable ForwardingRule> find(Tx tx, UUID id) {
        return tx.one(COUNTED + " WHERE r.id = $1", RuleRepository::rule, id);
    }

    Uni<List<String>> names(Tx tx) {
        return tx.list("SELECT name FROM forwarding_rule", r -> r.getString("name"));
    }

    Uni<Integer> lastPriority(Tx tx) {
        return tx.one("SELECT coalesce(max(priority), 0) AS n FROM forwarding_rule", r -> r.getInteger("n"))
                .map(n -> n == null ? 0 : n);
    }

    /** How many enabled rules give their incidents to this engineer. */
    Uni<Long> assigning(Tx tx, UUID engineer) {
        return tx.one(
                        "SELECT count(*) AS n FROM forwarding_rule WHERE enabled AND engineer_id = $1",
                        r -> r.getLong("n"),
                        engineer)
                .map(n -> n == null ? 0 : n);
    }

    Uni<Long> countOf(Tx tx, UUID project) {
        return tx.one("SELECT count(*) AS n FROM forwarding_rule WHERE project_id = $1", r -> r.getLong("n"), project)
                .map(n -> n == null ? 0 : n);
    }

    Uni<Page<ForwardingRule>> page(Tx tx, Scope scope, RuleQuery query) {
        Where where = new Where()
                .add("(name ILIKE ? OR description ILIKE ?)", query.q() == null ? null : Rows.containing(query.q()))
                .add("enabled = ?", query.enabled())
                .add("trigger_type = ?", query.triggerType())
                .inProject(query.projectId(), SCOPE)
                .within(scope, SCOPE);
        String conditions = where.sql();
        return tx.one("SELECT count(*) AS n FROM forwarding_rule r" + conditions, r -> r.getLong("n"), where.values())
                .chain(total -> tx.list(
                                COUNTED + conditions + " ORDER BY " + Rows.orderBy(SORTS, query.sort(), "created_at")
                                        + ", id LIMIT " + where.next(query.size()) + " OFFSET "
                                        + where.next(query.offset()),
                                RuleRepository::rule,
                                where.values())
                        .map(items -> new Page<>(items, total == null ? 0 : total)));
    }

    /** Of rules that are still there; a deletion under way is waited for. */
    Uni<Void> hit(Tx tx, SortedMap<UUID, Long> hits, Instant at) {
        return tx.query(
                        "WITH r AS (SELECT id FROM forwarding_rule WHERE id = ANY ($2) ORDER BY id FOR KEY SHARE)"
                                + " INSERT INTO forwarding_rule_hits AS h (tenant_id, rule_id, hits, last_hit_at)"
                                + " SELECT $1, n.id, n.hits, $4 FROM unnest($2::uuid[], $3::bigint[]) AS n(id, hits) JOIN r ON r.id = n.id"
                                + " ORDER BY n.id ON CONFLICT (tenant_id, rule_id) DO UPDATE"
                                + " SET hits = h.hits + excluded.hits, last_hit_at = greatest(h.last_hit_at, excluded.last_hit_at)",
                        tx.tenant(),
                        hits.keySet().toArray(UUID[]::new),
                        hits.values().toArray(Long[]::new),
                        at)
                .replaceWithVoid();
    }
}
