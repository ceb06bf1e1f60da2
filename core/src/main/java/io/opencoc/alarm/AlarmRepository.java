package io.opencoc.alarm;

import io.opencoc.api.AlarmLevel;
import io.opencoc.integration.IntegrationService;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.json.Wire;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.ScopeColumns;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.sql.Where;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The SQL of alarms as people see them. */
final class AlarmRepository implements AlarmCounts {
    static final ScopeColumns SCOPE = ScopeColumns.where(IntegrationService.IN_PROJECTS, "id");
    private static final int MOST_COUNTED = 10_000;
    private static final int MOST_HISTORY = 500;
    private static final Map<String, String> SORTS =
            Map.of("firstAt", "first_at", "level", "level", "count", "count", "name", "name");

    /** A step with the id of its incident. */
    record Step(AlarmHistoryEntry entry, @Nullable UUID incidentId) {}

    Uni<Page<Alarm>> page(Tx tx, Scope scope, AlarmQuery q) {
        Where where = new Where();
        boolean current = q.view().equals("current");
        if (q.q() != null) {
            String state = where.next(current ? "firing" : q.view().equals("historical") ? "ended" : "any");
            where.raw("id IN (SELECT kernel.search_alarm(" + where.next(Rows.containing(q.q())) + ", " + state + ", "
                    + where.projects(scope, q.projectId()) + ", " + where.next(MOST_COUNTED) + "))");
        }
        if (!q.view().equals("all")) {
            where.raw(current ? "state = 'firing'" : "state <> 'firing'");
        }
        where.add("integration_id = ?", q.integrationId())
                .add("source = ?", q.source())
                .add("application = ?", q.application())
                .add("region = ?", q.region())
                .add("incident_id = ?", q.incidentId());
        if (!q.levels().isEmpty()) {
            where.add(
                    "level = ANY (?)",
                    q.levels().stream().map(l -> (short) l.ordinal()).toArray(Short[]::new));
        }
        where.inProject(q.projectId(), SCOPE).within(scope, SCOPE);
        String conditions = where.sql();
        return tx.one(
                        "SELECT count(*) AS n FROM (SELECT 1 FROM alarm" + conditions + " LIMIT " + MOST_COUNTED
                                + ") c",
                        r -> r.getLong("n"),
                        where.values())
                .chain(total -> {
                    String limit = where.next(q.size());
                    String offset = where.next(q.offset());
                    return tx.list(
                                    "SELECT " + Alarm.COLUMNS + " FROM alarm" + conditions + " ORDER BY "
                                            + Rows.orderBy(SORTS, q.sort(), "id") + " LIMIT " + limit + " OFFSET "
                                            + offset,
                                    Alarm::of,
                                    where.values())
                            .map(items -> new Page<>(items, total == null ? 0 : total));
                });
    }

    Uni<@Nullable Alarm> find(Tx tx, UUID id) {
        return tx.one("SELECT " + Alarm.COLUMNS + " FROM alarm WHERE id = $1", Alarm::of, id);
    }

    /** The integration of each of these alarms that exists, by alarm. */
    Uni<Map<UUID, UUID>> integrations(Tx tx, Collection<UUID> ids) {
        return tx.list(
                        "SELECT id, integration_id FROM alarm WHERE id = ANY ($1)",
                        r -> Map.entry(r.getUUID("id"), r.getUUID("integration_id")),
                        (Object) ids.toArray(UUID[]::new))
                .map(list -> list.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    Uni<List<Step>> history(Tx tx, UUID id) {
        return tx.list(
                "SELECT id, at, kind, by_id, by_name, from_level, to_level, incident_id, remark FROM alarm_history"
                        + " WHERE alarm_id = $1 ORDER BY at DESC, id DESC LIMIT " + MOST_HISTORY,
                AlarmRepository::step,
                id);
    }

    private static Step step(Row r) {
        return new Step(
                new AlarmHistoryEntry(
                        r.getUUID("id"),
                        Rows.instant(r, "at"),
                        Wire.parse(Occurrence.Kind.class, r.getString("kind")),
                        Person.ofNullable(r.getUUID("by_id"), r.getString("by_name")),
                        level(r, "from_level"),
                        level(r, "to_level"),
                        null,
                        r.getString("remark")),
                r.getUUID("incident_id"));
    }

    private static @Nullable AlarmLevel level(Row r, String column) {
        Short value = r.getShort(column);
        return value == null ? null : AlarmLevel.values()[value];
    }

    @Override
    public Uni<Map<String, Long>> currentByLevel(Tx tx, Scope scope, @Nullable UUID project) {
        Where where =
                new Where().raw("state = 'firing'").inProject(project, SCOPE).within(scope, SCOPE);
        return tx.list(
                        "SELECT level, count(*) AS n FROM alarm" + where.sql() + " GROUP BY 1",
                        r -> Map.entry(Wire.name(AlarmLevel.values()[r.getShort("level")]), r.getLong("n")),
                        where.values())
                .map(list -> {
                    Map<String, Long> out = new TreeMap<>();
                    list.forEach(e -> out.put(e.getKey(), e.getValue()));
                    return out;
                });
    }

    @Override
    public Uni<List<Bucket>> began(Tx tx, Scope scope, @Nullable UUID project, Instant from, Instant to, int buckets) {
        Where where = new Where();
        String begin = where.next(from);
        String end = where.next(to);
        String n = where.next(buckets);
        where.raw("first_at >= " + begin)
                .raw("first_at < " + end)
                .inProject(project, SCOPE)
                .within(scope, SCOPE);
        return tx.list(
                "SELECT width_bucket(extract(epoch FROM first_at), extract(epoch FROM " + begin
                        + "::timestamptz), extract(epoch FROM " + end + "::timestamptz), " + n
                        + "::int) - 1 AS b, level, count(*) AS n FROM alarm" + where.sql() + " GROUP BY 1, 2",
                r -> new Bucket(r.getInteger("b"), Wire.name(AlarmLevel.values()[r.getShort("level")]), r.getLong("n")),
                where.values());
    }
}
