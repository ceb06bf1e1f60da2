package io.opencoc.alarm;

import io.opencoc.api.AlarmLevel;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.json.Wire;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.sql.Where;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of alarms as people see them. */
final class AlarmRepository implements AlarmCounts {
    private static final int MOST_COUNTED = 10_000;
    private static final int MOST_HISTORY = 500;
    private static final Map<String, String> SORTS =
            Map.of("lastAt", "last_at", "firstAt", "first_at", "level", "level", "count", "count", "name", "name");

    /** A step with the id of its incident. */
    record Step(AlarmHistoryEntry entry, @Nullable UUID incidentId) {}

    Uni<Page<Alarm>> page(Tx tx, AlarmQuery q) {
        Where where = new Where();
        boolean current = q.view().equals("current");
        if (q.q() != null) {
            String state = where.next(current ? "firing" : q.view().equals("historical") ? "ended" : "any");
            where.raw("id IN (SELECT kernel.search_alarm(" + where.next(Rows.containing(q.q())) + ", " + state + ", "
                    + where.next(MOST_COUNTED) + "))");
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
    public Uni<Map<String, Long>> currentByLevel(Tx tx) {
        return tx.list(
                        "SELECT level, count(*) AS n FROM alarm WHERE state = 'firing' GROUP BY 1",
                        r -> Map.entry(Wire.name(AlarmLevel.values()[r.getShort("level")]), r.getLong("n")))
                .map(list -> {
                    Map<String, Long> out = new TreeMap<>();
                    list.forEach(e -> out.put(e.getKey(), e.getValue()));
                    return out;
                });
    }

    @Override
    public Uni<List<Bucket>> began(Tx tx, Instant from, Instant to, int buckets) {
        return tx.list(
                "SELECT width_bucket(extract(epoch FROM first_at), extract(epoch FROM $1::timestamptz),"
                        + " extract(epoch FROM $2::timestamptz), $3::int) - 1 AS b, level, count(*) AS n"
                        + " FROM alarm WHERE first_at >= $1 AND first_at < $2 GROUP BY 1, 2",
                r -> new Bucket(r.getInteger("b"), Wire.name(AlarmLevel.values()[r.getShort("level")]), r.getLong("n")),
                from,
                to,
                buckets);
    }
}
