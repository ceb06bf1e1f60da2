package io.opencoc.incident;

import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.json.Wire;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.sql.Where;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The SQL of incidents one by one; see {@link IncidentCounts} and {@link AlarmIncidentsRepository} for the rest. */
final class IncidentRepository {
    /** The states that count as open, as the partial indexes have it. */
    static final String OPEN = "state NOT IN ('completed', 'closed')";

    private static final int COUNT_NO_FURTHER = 10_000;
    private static final String COLUMNS =
            "id, project_id, number, version, title, description, level, state, category, source, region,"
                    + " application, owner_id, owner_name, created_by_id, created_by_name, rule_id, rule_name, notify_owner, cause, solution,"
                    + " reject_reason, alarm_count, created_at, updated_at, accepted_at, resolved_at, ended_at, recovered_at, alarms_recovered_at";
    private static final Map<String, String> SORTS =
            Map.of("createdAt", "created_at", "updatedAt", "updated_at", "level", "level", "number", "number");

    private static Incident incident(Row row) {
        return new Incident(
                row.getUUID("id"),
                Incident.number(row.getLong("number")),
                row.getUUID("project_id"),
                row.getString("title"),
                row.getString("description"),
                row.getString("level"),
                Wire.parse(IncidentState.class, row.getString("state")),
                row.getString("category"),
                row.getString("source"),
                row.getString("region"),
                row.getString("application"),
                Person.ofNullable(row.getUUID("owner_id"), row.getString("owner_name")),
                new Person(row.getUUID("created_by_id"), row.getString("created_by_name")),
                Person.ofNullable(row.getUUID("rule_id"), row.getString("rule_name")),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                Rows.instantOrNull(row, "accepted_at"),
                Rows.instantOrNull(row, "resolved_at"),
                Rows.instantOrNull(row, "ended_at"),
                Rows.instantOrNull(row, "recovered_at"),
                Rows.instantOrNull(row, "alarms_recovered_at"),
                row.getLong("alarm_count"),
                row.getString("cause"),
                row.getString("solution"),
                row.getString("reject_reason"),
                row.getLong("version"),
                row.getBoolean("notify_owner"));
    }

    /** Gives null when the id is there already. */
    Uni<@Nullable Incident> insert(
            Tx tx, UUID id, UUID project, IncidentInput input, @Nullable Person owner, Person by, Instant now) {
        return tx.one(
                "INSERT INTO incident (tenant_id, id, number, version, title, description, level, state, category, source, region,"
                        + " application, owner_id, owner_name, created_by_id, created_by_name, notify_owner, alarm_count, created_at, updated_at, project_id)"
                        + " VALUES ($1, $2, kernel.take_numbers('incident', 1), 1, $3, $4, $5, 'unaccepted', $6, 'manual', $7,"
                        + " $8, $9, $10, $11, $12, true, 0, $13, $13, $14) ON CONFLICT (tenant_id, id) DO NOTHING RETURNING "
                        + COLUMNS,
                IncidentRepository::incident,
                tx.tenant(),
                id,
                input.title(),
                input.description(),
                input.level(),
                input.category(),
                input.region(),
                input.application(),
                owner == null ? null : owner.id(),
                owner == null ? null : owner.name(),
                by.id(),
                by.name(),
                now,
                project);
    }

    Uni<@Nullable Incident> find(Tx tx, UUID id) {
        return tx.one("SELECT " + COLUMNS + " FROM incident WHERE id = $1", IncidentRepository::incident, id);
    }

    /** The incident as it is once nobody else is changing it; until the transaction ends nobody else will. */
    Uni<@Nullable Incident> lock(Tx tx, UUID id) {
        return tx.one(
                "SELECT " + COLUMNS + " FROM incident WHERE id = $1 FOR NO KEY UPDATE",
                IncidentRepository::incident,
                id);
    }

    /**
     * Moves an incident on; gives null when it is not in the state any more.
     *
     * @param set further assignments, as {@code cause = $5, solution = $6}: the values begin at $5
     */
    Uni<@Nullable Incident> move(
            Tx tx, Incident from, IncidentState to, Instant now, String set, @Nullable Object... values) {
        List<@Nullable Object> all = new ArrayList<>();
        all.addAll(Arrays.asList(from.id(), from.state().wire(), to.wire(), now));
        all.addAll(Arrays.asList(values));
        return tx.one(
                "UPDATE incident SET state = $3, version = version + 1, updated_at = $4" + (set.isEmpty() ? "" : ", ")
                        + set + " WHERE id = $1 AND state = $2 RETURNING " + COLUMNS,
                IncidentRepository::incident,
                all.toArray());
    }

    Uni<Page<Incident>> page(Tx tx, Scope scope, IncidentFilter filter, String sort, int offset, int size) {
        Where where = filter.where(scope);
        String from = " FROM incident" + where.sql();
        return tx.one(
                        "SELECT count(*) AS n FROM (SELECT" + from + " LIMIT " + COUNT_NO_FURTHER + ") c",
                        r -> r.getLong("n"),
                        where.values())
                .chain(total -> tx.list(
                                "SELECT " + COLUMNS + from + " ORDER BY " + Rows.orderBy(SORTS, sort, "id") + " LIMIT "
                                        + where.next(size) + " OFFSET " + where.next(offset),
                                IncidentRepository::incident,
                                where.values())
                        .map(items -> new Page<>(items, Objects.requireNonNull(total))));
    }

    Uni<List<IncidentRef>> refs(Tx tx, Collection<UUID> ids) {
        return tx.list(
                "SELECT id, project_id, number, title, state, level FROM incident WHERE id = ANY ($1)",
                IncidentRepository::ref,
                (Object) ids.toArray(UUID[]::new));
    }

    static IncidentRef ref(Row row) {
        return new IncidentRef(
                row.getUUID("id"),
                row.getUUID("project_id"),
                Incident.number(row.getLong("number")),
                row.getString("title"),
                Wire.parse(IncidentState.class, row.getString("state")),
                row.getString("level"));
    }

    Uni<Long> countOf(Tx tx, UUID project) {
        return tx.one("SELECT count(*) AS n FROM incident WHERE project_id = $1", r -> r.getLong("n"), project)
                .map(Objects::requireNonNull);
    }

    /** The project of each of these incidents that exists. */
    Uni<Map<UUID, UUID>> projects(Tx tx, Collection<UUID> ids) {
        return tx.list(
                        "SELECT id, project_id FROM incident WHERE id = ANY ($1)",
                        r -> Map.entry(r.getUUID("id"), r.getUUID("project_id")),
                        (Object) ids.toArray(UUID[]::new))
                .map(list -> list.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    Uni<Long> openOf(Tx tx, UUID ownerId) {
        return tx.one(
                        "SELECT count(*) AS n FROM incident WHERE owner_id = $1 AND " + OPEN,
                        r -> r.getLong("n"),
                        ownerId)
                .map(Objects::requireNonNull);
    }
}
