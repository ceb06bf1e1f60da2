package io.opencoc.shift;

import io.opencoc.kernel.json.Wire;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.sql.Where;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The SQL of scenarios and their roles. */
final class ScenarioRepository {
    private static final String COLUMNS = "id, name, description, mode, dimension, zone, created_at";
    private static final Map<String, String> SORTS = Map.of("name", "name", "createdAt", "created_at");

    /** Filters of a list; null for all. */
    record Query(
            @Nullable String q,
            @Nullable String mode,
            @Nullable String dimension,
            String sort,
            int offset,
            int size) {}

    private static Scenario scenario(Row row) {
        return new Scenario(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("description"),
                Wire.parse(Mode.class, row.getString("mode")),
                Wire.parse(Dimension.class, row.getString("dimension")),
                ZoneId.of(row.getString("zone")),
                Rows.instant(row, "created_at"));
    }

    private static Role role(Row row) {
        return new Role(row.getUUID("id"), row.getString("name"), row.getString("description"));
    }

    /** Gives false when the id is there already. */
    Uni<Boolean> insert(Tx tx, Scenario s) {
        return tx.update(
                        "INSERT INTO shift_scenario (tenant_id, id, name, description, mode, dimension, zone, created_at)"
                                + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant_id, id) DO NOTHING",
                        tx.tenant(),
                        s.id(),
                        s.name(),
                        s.description(),
                        Wire.name(s.mode()),
                        Wire.name(s.dimension()),
                        s.zone().getId(),
                        s.createdAt())
                .map(n -> n == 1);
    }

    Uni<Integer> update(Tx tx, Scenario s) {
        return tx.update(
                "UPDATE shift_scenario SET name = $2, description = $3, zone = $4 WHERE id = $1",
                s.id(),
                s.name(),
                s.description(),
                s.zone().getId());
    }

    Uni<Integer> delete(Tx tx, UUID id) {
        return tx.update("DELETE FROM shift_scenario WHERE id = $1", id);
    }

    Uni<@Nullable Scenario> find(Tx tx, UUID id) {
        return tx.one("SELECT " + COLUMNS + " FROM shift_scenario WHERE id = $1", ScenarioRepository::scenario, id);
    }

    /** The scenario, which nobody else changes, with all that is planned in it, until the transaction ends. */
    Uni<@Nullable Scenario> lock(Tx tx, UUID id) {
        return tx.one(
                "SELECT " + COLUMNS + " FROM shift_scenario WHERE id = $1 FOR UPDATE",
                ScenarioRepository::scenario,
                id);
    }

    /** The scenario, which is there, with its roles, until the transaction ends. */
    Uni<@Nullable Scenario> hold(Tx tx, UUID id) {
        return tx.one(
                "SELECT " + COLUMNS + " FROM shift_scenario WHERE id = $1 FOR SHARE", ScenarioRepository::scenario, id);
    }

    Uni<Long> count(Tx tx) {
        return tx.one("SELECT count(*) AS n FROM shift_scenario", r -> r.getLong("n"))
                .map(n -> n == null ? 0 : n);
    }

    /** All, by name, of which there are at most {@link ScenarioService#MOST}. */
    Uni<List<Scenario>> all(Tx tx) {
        return tx.list("SELECT " + COLUMNS + " FROM shift_scenario ORDER BY name, id", ScenarioRepository::scenario);
    }

    Uni<Page<Scenario>> page(Tx tx, Query query) {
        Where where = new Where()
                .add("(name ILIKE ? OR description ILIKE ?)", query.q == null ? null : Rows.containing(query.q))
                .add("mode = ?", query.mode)
                .add("dimension = ?", query.dimension);
        String from = " FROM shift_scenario" + where.sql();
        return tx.one("SELECT count(*) AS n" + from, r -> r.getLong("n"), where.values())
                .chain(total -> tx.list(
                                "SELECT " + COLUMNS + from + " ORDER BY " + Rows.orderBy(SORTS, query.sort, "id")
                                        + " LIMIT " + where.next(query.size) + " OFFSET " + where.next(query.offset),
                                ScenarioRepository::scenario,
                                where.values())
                        .map(items -> new Page<>(items, total == null ? 0 : total)));
    }

    /** The roles of these scenarios, by the scenario, each in the order in which they were made. */
    Uni<Map<UUID, List<Role>>> roles(Tx tx, Collection<UUID> scenarios) {
        record Of(UUID scenario, Role role) {}
        return tx.list(
                        "SELECT scenario_id, id, name, description FROM shift_role WHERE scenario_id = ANY ($1) ORDER BY created_at, id",
                        r -> new Of(r.getUUID("scenario_id"), role(r)),
                        (Object) scenarios.toArray(UUID[]::new))
                .map(all -> all.stream()
                        .collect(Collectors.groupingBy(
                                Of::scenario, LinkedHashMap::new, Collectors.mapping(Of::role, Collectors.toList()))));
    }

    Uni<Integer> insertRole(Tx tx, UUID scenario, Role r, Instant at) {
        return tx.update(
                "INSERT INTO shift_role (tenant_id, scenario_id, id, name, description, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
                tx.tenant(),
                scenario,
                r.id(),
                r.name(),
                r.description(),
                at);
    }

    Uni<Integer> updateRole(Tx tx, Role r) {
        return tx.update(
                "UPDATE shift_role SET name = $2, description = $3 WHERE id = $1", r.id(), r.name(), r.description());
    }

    Uni<Integer> deleteRole(Tx tx, UUID id) {
        return tx.update("DELETE FROM shift_role WHERE id = $1", id);
    }

    /** Names of scenarios by id. */
    Uni<Map<UUID, String>> names(Tx tx, Collection<UUID> ids) {
        return tx.list(
                        "SELECT id, name FROM shift_scenario WHERE id = ANY ($1)",
                        r -> Map.entry(r.getUUID("id"), r.getString("name")),
                        (Object) ids.toArray(UUID[]::new))
                .map(all -> all.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Applications and regions that have a schedule, of which there may be many: the first of them. */
    Uni<List<Area>> areas(Tx tx, UUID scenario, int most) {
        return tx.list(
                "SELECT application, region FROM (SELECT application, region FROM shift_slot WHERE scenario_id = $1"
                        + " UNION SELECT application, region FROM shift_member WHERE scenario_id = $1"
                        + " UNION SELECT application, region FROM shift_override WHERE scenario_id = $1) a ORDER BY 1, 2 LIMIT $2",
                r -> new Area(r.getString("application"), r.getString("region")),
                scenario,
                most);
    }

    /** Scenarios in which an engineer is planned on some of these days, by name, at most so many. */
    Uni<List<Scenario>> withEngineer(Tx tx, UUID engineer, LocalDate from, LocalDate to, int most) {
        return tx.list(
                "SELECT " + COLUMNS + " FROM shift_scenario WHERE id IN ("
                        + "SELECT scenario_id FROM shift_slot WHERE day BETWEEN $2 AND $3 AND $1 = ANY (engineers)"
                        + " UNION SELECT scenario_id FROM shift_member WHERE engineer_id = $1"
                        + " UNION SELECT scenario_id FROM shift_override WHERE engineer_id = $1) ORDER BY name, id LIMIT $4",
                ScenarioRepository::scenario,
                engineer,
                from,
                to,
                most);
    }

    /** People who are on a role now or later, counting a day more than there may be in any time zone. */
    Uni<Long> usedBy(Tx tx, UUID role, Instant now) {
        LocalDate day = now.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1);
        return SlotRepository.number(tx.one(
                "SELECT (SELECT count(*) FROM shift_slot WHERE role_id = $1 AND day >= $2 AND engineers <> '{}')"
                        + " + (SELECT count(*) FROM shift_member WHERE role_id = $1 AND (last_day IS NULL OR last_day >= $2))"
                        + " + (SELECT count(*) FROM shift_override WHERE role_id = $1 AND ends_at > $3) AS n",
                r -> r.getLong("n"),
                role,
                day,
                now));
    }
}
