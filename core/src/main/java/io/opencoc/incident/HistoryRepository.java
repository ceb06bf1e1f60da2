package io.opencoc.incident;

import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.json.Wire;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.sql.Where;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The SQL of incidents' histories. */
final class HistoryRepository {
    private static final String COLUMNS =
            "id, incident_id, at, kind, by_id, by_name, from_value, to_value, text, alarm_id, alarm_number, alarm_name";
    private static final String NEWEST_FIRST = " ORDER BY at DESC, seq DESC LIMIT ";
    private static final int MOST_OF_EACH = 500;

    /** An entry and whose it is. */
    record Of(UUID incidentId, HistoryEntry entry) {}

    /** Writes entries, in their order. */
    Uni<Integer> insert(Tx tx, List<Of> entries) {
        return tx.update(
                "INSERT INTO incident_history (tenant_id, " + COLUMNS
                        + ") SELECT $1, r.* FROM unnest($2::uuid[], $3::uuid[],"
                        + " $4::timestamptz[], $5::text[], $6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[], $11::uuid[],"
                        + " $12::text[], $13::text[]) AS r",
                tx.tenant(),
                column(entries, HistoryEntry::id, UUID[]::new),
                entries.stream().map(Of::incidentId).toArray(UUID[]::new),
                column(entries, e -> Rows.offset(e.at()), OffsetDateTime[]::new),
                column(entries, e -> Wire.name(e.kind()), String[]::new),
                column(entries, e -> e.by().id(), UUID[]::new),
                column(entries, e -> e.by().name(), String[]::new),
                column(entries, HistoryEntry::from, String[]::new),
                column(entries, HistoryEntry::to, String[]::new),
                column(entries, HistoryEntry::text, String[]::new),
                column(entries, e -> e.alarm() == null ? null : e.alarm().id(), UUID[]::new),
                column(entries, e -> e.alarm() == null ? null : e.alarm().number(), String[]::new),
                column(entries, e -> e.alarm() == null ? null : e.alarm().name(), String[]::new));
    }

    private static <T> T[] column(
            List<Of> entries,
            Function<HistoryEntry, @Nullable T> value,
            java.util.function.IntFunction<@Nullable T[]> array) {
        return entries.stream().map(e -> value.apply(e.entry)).toArray(array);
    }

    /** Newest first: the latest 500 steps of people and the latest 500 entries of alarms, so that alarms never push people out. */
    Uni<List<HistoryEntry>> of(Tx tx, UUID incidentId) {
        String some = "SELECT " + COLUMNS + ", seq FROM incident_history WHERE incident_id = $1 AND alarm_id IS ";
        return tx.list(
                "SELECT * FROM ((" + some + "NULL" + NEWEST_FIRST + MOST_OF_EACH + ") UNION ALL (" + some + "NOT NULL"
                        + NEWEST_FIRST + MOST_OF_EACH + ")) h" + NEWEST_FIRST + 2 * MOST_OF_EACH,
                HistoryRepository::entry,
                incidentId);
    }

    /** The latest steps of people, and creations, of these incidents. */
    Uni<List<Of>> recent(Tx tx, Where incidents, int n) {
        incidents.raw("alarm_id IS NULL");
        return tx.list(
                "SELECT " + COLUMNS + " FROM incident_history" + incidents.sql() + NEWEST_FIRST + incidents.next(n),
                row -> new Of(row.getUUID("incident_id"), entry(row)),
                incidents.values());
    }

    private static HistoryEntry entry(Row row) {
        UUID alarm = row.getUUID("alarm_id");
        return new HistoryEntry(
                row.getUUID("id"),
                Rows.instant(row, "at"),
                Wire.parse(HistoryEntry.Kind.class, row.getString("kind")),
                new Person(row.getUUID("by_id"), row.getString("by_name")),
                row.getString("from_value"),
                row.getString("to_value"),
                row.getString("text"),
                alarm == null ? null : new AlarmRef(alarm, row.getString("alarm_number"), row.getString("alarm_name")));
    }
}
