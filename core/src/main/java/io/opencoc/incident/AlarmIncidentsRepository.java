package io.opencoc.incident;

import io.opencoc.incident.AlarmIncidents.Draft;
import io.opencoc.incident.AlarmIncidents.Placed;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The SQL of incidents in batches. */
final class AlarmIncidentsRepository {

    /**
     * An incident that is being opened.
     *
     * @param number empty until it has one
     * @param first the draft that opens it
     * @param owner null for nobody
     * @param alarms how many it starts with
     */
    record Opened(
            UUID id, String number, Draft first, @Nullable Person owner, int alarms) {

        IncidentEvent.Created event(Person by, Instant now) {
            var snapshot = new IncidentEvent.Snapshot(
                    id,
                    first.projectId(),
                    number,
                    title(),
                    first.level(),
                    IncidentState.UNACCEPTED,
                    cut(first.application(), 100),
                    cut(first.region(), 100),
                    cut(first.description(), 4000),
                    owner,
                    by,
                    now,
                    1);
            return new IncidentEvent.Created(Ids.at(now), snapshot, now, by, first.notifyOwner(), first.alarm());
        }

        String title() {
            return Objects.requireNonNull(cut(first.title(), 200));
        }
    }

    /** As many characters as the contract allows, never half of one. */
    private static @Nullable String cut(@Nullable String text, int most) {
        if (text == null || text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /** Also has the rest of the transaction planned with its real values: a plan that was made while the tables were small scans them whole. */
    Uni<Void> lockGroups(Tx tx) {
        return tx.query(
                        "SELECT pg_advisory_xact_lock(hashtextextended('incident groups ' || $1::text, 0)),"
                                + " set_config('plan_cache_mode', 'force_custom_plan', true)",
                        tx.tenant().toString())
                .replaceWithVoid();
    }

    /** The open incidents of the groups, each locked. */
    Uni<Map<ByteBuffer, Placed>> open(Tx tx, Collection<ByteBuffer> keys) {
        return tx.query(
                        "SELECT id, project_id, number, group_key FROM incident WHERE group_key = ANY ($1) AND "
                                + IncidentRepository.OPEN + " ORDER BY group_key FOR NO KEY UPDATE",
                        (Object)
                                keys.stream().map(k -> Buffer.buffer(k.array())).toArray(Buffer[]::new))
                .map(rows -> {
                    Map<ByteBuffer, Placed> found = new HashMap<>();
                    rows.forEach(r -> found.put(
                            ByteBuffer.wrap(r.getBuffer("group_key").getBytes()),
                            new Placed(
                                    r.getUUID("id"),
                                    r.getUUID("project_id"),
                                    Incident.number(r.getLong("number")),
                                    false)));
                    return found;
                });
    }

    /** Counts further alarms. */
    Uni<Void> attach(Tx tx, Map<UUID, Integer> alarms, Instant now) {
        if (alarms.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Map.Entry<UUID, Integer>> all = List.copyOf(alarms.entrySet());
        return tx.update(
                        "UPDATE incident i SET alarm_count = i.alarm_count + r.n, alarms_recovered_at = NULL, updated_at = $1"
                                + " FROM unnest($2::uuid[], $3::int[]) AS r (id, n) WHERE i.id = r.id",
                        now,
                        all.stream().map(Map.Entry::getKey).toArray(UUID[]::new),
                        all.stream().map(Map.Entry::getValue).toArray(Integer[]::new))
                .replaceWithVoid();
    }

    /** Notes when the last alarms recovered. */
    Uni<Void> recovered(Tx tx, Map<UUID, Instant> at, Instant now) {
        List<Map.Entry<UUID, Instant>> all = List.copyOf(at.entrySet());
        return tx.update(
                        "UPDATE incident i SET alarms_recovered_at = r.at, updated_at = $1"
                                + " FROM unnest($2::uuid[], $3::timestamptz[]) AS r (id, at) WHERE i.id = r.id",
                        now,
                        all.stream().map(Map.Entry::getKey).toArray(UUID[]::new),
                        all.stream().map(e -> Rows.offset(e.getValue())).toArray(OffsetDateTime[]::new))
                .replaceWithVoid();
    }

    /** Inserts them and gives them with their numbers. */
    Uni<List<Opened>> insert(Tx tx, List<Opened> fresh, Person by, Instant now) {
        return tx.one("SELECT kernel.take_numbers('incident', $1) AS last", r -> r.getLong("last"), (long) fresh.size())
                .chain(last -> insert(tx, fresh, Objects.requireNonNull(last) - fresh.size(), by, now));
    }

    private Uni<List<Opened>> insert(Tx tx, List<Opened> fresh, long before, Person by, Instant now) {
        List<Opened> numbered = new ArrayList<>(fresh.size());
        Long[] numbers = new Long[fresh.size()];
        for (int i = 0; i < fresh.size(); i++) {
            Opened o = fresh.get(i);
            numbers[i] = before + 1 + i;
            numbered.add(new Opened(o.id, Incident.number(numbers[i]), o.first, o.owner, o.alarms));
        }
        return tx.update(
                        "INSERT INTO incident (tenant_id, version, state, category, source, created_by_id, created_by_name, created_at,"
                                + " updated_at, id, number, title, description, level, region, application, owner_id, owner_name, rule_id,"
                                + " rule_name, group_key, notify_owner, alarm_count, project_id)"
                                + " SELECT $1, 1, 'unaccepted', 'other', 'transfer', $2, $3, $4, $4, r.* FROM unnest($5::uuid[], $6::bigint[],"
                                + " $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::uuid[], $13::text[], $14::uuid[],"
                                + " $15::text[], $16::bytea[], $17::boolean[], $18::int[], $19::uuid[]) AS r",
                        tx.tenant(),
                        by.id(),
                        by.name(),
                        now,
                        numbered.stream().map(Opened::id).toArray(UUID[]::new),
                        numbers,
                        texts(numbered, Opened::title),
                        texts(numbered, o -> cut(o.first.description(), 4000)),
                        texts(numbered, o -> o.first.level()),
                        texts(numbered, o -> cut(o.first.region(), 100)),
                        texts(numbered, o -> cut(o.first.application(), 100)),
                        numbered.stream()
                                .map(o -> o.owner == null ? null : o.owner.id())
                                .toArray(UUID[]::new),
                        texts(numbered, o -> o.owner == null ? null : o.owner.name()),
                        numbered.stream().map(o -> o.first.ruleId()).toArray(UUID[]::new),
                        texts(numbered, o -> o.first.ruleName()),
                        numbered.stream()
                                .map(o -> Buffer.buffer(o.first.groupKey()))
                                .toArray(Buffer[]::new),
                        numbered.stream().map(o -> o.first.notifyOwner()).toArray(Boolean[]::new),
                        numbered.stream().map(Opened::alarms).toArray(Integer[]::new),
                        numbered.stream().map(o -> o.first.projectId()).toArray(UUID[]::new))
                .replaceWith(numbered);
    }

    private static @Nullable String[] texts(List<Opened> all, Function<Opened, @Nullable String> text) {
        return all.stream().map(text).toArray(String[]::new);
    }
}
