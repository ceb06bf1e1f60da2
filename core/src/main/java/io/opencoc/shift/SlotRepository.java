package io.opencoc.shift;

import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.sql.Where;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of shifts. */
final class SlotRepository {
    private static final String COLUMNS =
            "id, role_id, application, region, day, name, start_minute, end_minute, engineers, version";

    static Slot slot(Row row) {
        return new Slot(
                row.getUUID("id"),
                row.getUUID("role_id"),
                new Area(row.getString("application"), row.getString("region")),
                row.getLocalDate("day"),
                row.getString("name"),
                row.getInteger("start_minute"),
                row.getInteger("end_minute"),
                List.of(row.getArrayOfUUIDs("engineers")),
                row.getLong("version"));
    }

    /**
     * Shifts of days.
     *
     * @param areas empty for all
     * @param roles empty for all
     */
    Uni<List<Slot>> find(
            Tx tx, UUID scenario, LocalDate from, LocalDate to, Collection<Area> areas, Collection<UUID> roles) {
        Where where = new Where()
                .add("scenario_id = ?", scenario)
                .add("day >= ?", from)
                .add("day <= ?", to)
                .add("role_id = ANY (?)", roles.isEmpty() ? null : roles.toArray(UUID[]::new));
        within(where, areas);
        return tx.list(
                "SELECT " + COLUMNS + " FROM shift_slot" + where.sql() + " ORDER BY day, start_minute, id",
                SlotRepository::slot,
                where.values());
    }

    /** Only these areas, when there are any. */
    static void within(Where where, Collection<Area> areas) {
        if (!areas.isEmpty()) {
            String applications =
                    where.next(areas.stream().map(Area::application).toArray(String[]::new));
            String regions = where.next(areas.stream().map(Area::region).toArray(String[]::new));
            where.raw("(application, region) IN (SELECT * FROM unnest(" + applications + "::text[], " + regions
                    + "::text[]))");
        }
    }

    /** One shift, with its scenario. */
    record Of(UUID scenario, Slot slot) {}

    /** Shifts of all scenarios around a day, at most so many. */
    Uni<List<Of>> around(Tx tx, LocalDate from, LocalDate to, int most) {
        return tx.list(
                "SELECT scenario_id, " + COLUMNS
                        + " FROM shift_slot WHERE day BETWEEN $1 AND $2 ORDER BY scenario_id, day, start_minute, id LIMIT $3",
                r -> new Of(r.getUUID("scenario_id"), slot(r)),
                from,
                to,
                most);
    }

    Uni<@Nullable Slot> find(Tx tx, UUID scenario, UUID id) {
        return tx.one(
                "SELECT " + COLUMNS + " FROM shift_slot WHERE scenario_id = $1 AND id = $2",
                SlotRepository::slot,
                scenario,
                id);
    }

    /** Writes many in one statement. */
    Uni<Integer> insert(Tx tx, UUID scenario, List<Slot> slots) {
        if (slots.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        List<Map<String, Object>> rows = slots.stream().map(SlotRepository::row).toList();
        return tx.update("""
                INSERT INTO shift_slot (tenant_id, scenario_id, id, role_id, application, region, day, name, start_minute, end_minute, engineers)
                SELECT $1, $2, r.id, r.role, r.application, r.region, r.day, r.name, r.start, r."end",
                  ARRAY(SELECT e::uuid FROM jsonb_array_elements_text(r.engineers) WITH ORDINALITY AS a (e, n) ORDER BY n)
                FROM jsonb_to_recordset($3::text::jsonb) AS r (id uuid, role uuid, application text, region text, day date, name text,
                  start smallint, "end" smallint, engineers jsonb)""", tx.tenant(), scenario, Json.write(rows));
    }

    private static Map<String, Object> row(Slot s) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", s.id());
        row.put("role", s.roleId());
        row.put("application", s.area().application());
        row.put("region", s.area().region());
        row.put("day", s.day());
        if (s.name() != null) {
            row.put("name", s.name());
        }
        row.put("start", s.startMinute());
        row.put("end", s.endMinute());
        row.put("engineers", s.engineers());
        return row;
    }

    /** Changes what is in the slot and counts its version up; gives false when the version is another one. */
    Uni<Boolean> update(Tx tx, Slot s) {
        return tx.update(
                        "UPDATE shift_slot SET day = $2, name = $3, start_minute = $4, end_minute = $5, engineers = $6, version = version + 1"
                                + " WHERE id = $1 AND version = $7",
                        s.id(),
                        s.day(),
                        s.name(),
                        (short) s.startMinute(),
                        (short) s.endMinute(),
                        s.engineers().toArray(UUID[]::new),
                        s.version())
                .map(n -> n == 1);
    }

    Uni<Integer> delete(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(0)
                : tx.update("DELETE FROM shift_slot WHERE id = ANY ($1)", (Object) ids.toArray(UUID[]::new));
    }

    /** Shifts of a day and later, of a scenario, at most so many. */
    Uni<Long> count(Tx tx, UUID scenario, LocalDate from) {
        return number(tx.one(
                "SELECT count(*) AS n FROM shift_slot WHERE scenario_id = $1 AND day >= $2",
                r -> r.getLong("n"),
                scenario,
                from));
    }

    /** Shifts of an engineer of a day and later. */
    Uni<Long> ofEngineer(Tx tx, UUID engineer, LocalDate from) {
        return number(tx.one(
                "SELECT count(*) AS n FROM shift_slot WHERE day >= $2 AND $1 = ANY (engineers)",
                r -> r.getLong("n"),
                engineer,
                from));
    }

    static Uni<Long> number(Uni<@Nullable Long> n) {
        return n.map(v -> v == null ? 0 : v);
    }
}
