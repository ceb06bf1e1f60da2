package io.opencoc.alarm;

import io.opencoc.alarm.Occurrence.Kind;
import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.integration.IntegrationService;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.json.Wire;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the router reads and writes of alarms: a few statements for a whole batch. */
public final class OccurrenceStore {
    private static final int MOST_HINTS = 50;
    private static final AlarmLevel[] LEVELS = AlarmLevel.values();

    /** What makes events the same alarm. */
    public record Identity(UUID integrationId, String fingerprint) {
        public static Identity of(OriginalAlarm o) {
            return new Identity(o.integrationId(), o.fingerprint());
        }
    }

    /**
     * The latest occurrence of each identity; identities without one are left out. Not locked: {@link #save} notices when somebody has changed
     * one meanwhile. {@code samples} gives each an event.
     */
    public Uni<Map<Identity, Occurrence>> latest(Tx tx, Map<Identity, OriginalAlarm> samples) {
        UUID[] integrations =
                samples.keySet().stream().map(Identity::integrationId).toArray(UUID[]::new);
        String[] fingerprints =
                samples.keySet().stream().map(Identity::fingerprint).toArray(String[]::new);
        return tx.query(
                        "SELECT a.* FROM unnest($1::uuid[], $2::text[]) AS k (i, f) CROSS JOIN LATERAL (SELECT " + READ
                                + " FROM alarm WHERE integration_id = k.i AND fingerprint = k.f ORDER BY first_at DESC LIMIT 1) a",
                        integrations,
                        fingerprints)
                .map(rows -> {
                    Map<Identity, Occurrence> found = HashMap.newHashMap(rows.size());
                    for (Row r : rows) {
                        Identity identity = new Identity(r.getUUID(0), r.getString(1));
                        OriginalAlarm sample = samples.get(identity);
                        if (sample != null) {
                            found.put(identity, occurrence(r, sample));
                        }
                    }
                    return found;
                });
    }

    /** Read by place: looking for the names of columns took as long as all the rest. */
    private static final String READ =
            "integration_id, fingerprint, id, number, state, silent, level, starts_at, first_at, last_at, count, ended_at, expires_at, name,"
                    + " xmin::text::bigint AS version, content, rules_version, rule_id, rule_name, incident_id, owner_id, owner_name";

    private static Occurrence occurrence(Row r, OriginalAlarm sample) {
        Occurrence o = new Occurrence(
                r.getUUID(2),
                r.getLong(3),
                Wire.parse(AlarmState.class, r.getString(4)),
                r.getBoolean(5),
                LEVELS[r.getShort(6)],
                r.getOffsetDateTime(7).toInstant(),
                r.getOffsetDateTime(8).toInstant(),
                r.getOffsetDateTime(9).toInstant(),
                r.getLong(10),
                instant(r.getOffsetDateTime(11)),
                instant(r.getOffsetDateTime(12)),
                r.getString(13),
                sample);
        o.version = r.getLong(14);
        o.storedContent = r.getLong(15);
        o.rulesVersion = r.getLong(16);
        o.ruleId = r.getUUID(17);
        o.ruleName = r.getString(18);
        o.incidentId = r.getUUID(19);
        o.ownerId = r.getUUID(20);
        o.ownerName = r.getString(21);
        return o;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /** Gives new occurrences their numbers. Locks the counter until the transaction ends. */
    public Uni<Void> number(Tx tx, List<Occurrence> fresh) {
        if (fresh.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tx.one("SELECT kernel.take_numbers('alarm', $1) AS last", r -> r.getLong("last"), (long) fresh.size())
                .invoke(last -> {
                    long next = (last == null ? 0 : last) - fresh.size();
                    for (Occurrence o : fresh) {
                        o.number = ++next;
                    }
                })
                .replaceWithVoid();
    }

    /** An alarm's row, as JSON that PostgreSQL reads back. */
    private record Saved(
            UUID id,
            long number,
            UUID integration,
            String source,
            String fingerprint,
            String alarmId,
            String name,
            int level,
            String state,
            boolean silent,
            long count,
            Instant startsAt,
            Instant firstAt,
            Instant lastAt,
            @Nullable Instant endedAt,
            @Nullable Instant expiresAt,
            @Nullable String namespace,
            @Nullable String region,
            @Nullable String application,
            @Nullable String resourceName,
            @Nullable String resourceId,
            @Nullable String description,
            @Nullable String url,
            String additional,
            @Nullable UUID original,
            long rulesVersion,
            @Nullable UUID ruleId,
            @Nullable String ruleName,
            @Nullable UUID incidentId,
            @Nullable UUID ownerId,
            @Nullable String ownerName,
            boolean refreshed,
            long content) {

        static Saved of(Occurrence o) {
            AlarmEvent e = o.latest.event();
            return new Saved(
                    o.id,
                    o.number,
                    o.integrationId,
                    o.latest.source(),
                    e.fingerprint(),
                    e.alarmId(),
                    e.name(),
                    o.level.ordinal(),
                    Wire.name(o.state),
                    o.silent,
                    o.count,
                    o.startsAt,
                    o.firstAt,
                    o.lastAt,
                    o.endedAt,
                    o.expiresAt,
                    e.namespace(),
                    e.region(),
                    e.application(),
                    e.resourceName(),
                    e.resourceId(),
                    e.description(),
                    e.url(),
                    Json.write(e.additional()),
                    o.lastOriginal,
                    o.rulesVersion,
                    o.ruleId,
                    o.ruleName,
                    o.incidentId,
                    o.ownerId,
                    o.ownerName,
                    o.refreshed,
                    o.content());
        }
    }

    private static final String RECORD =
            " json_to_recordset($1::text::json) AS x (id uuid, number bigint, integration uuid,"
                    + " source text, fingerprint text, \"alarmId\" text, name text, level smallint, state text, silent boolean, count bigint,"
                    + " \"startsAt\" timestamptz, \"firstAt\" timestamptz, \"lastAt\" timestamptz, \"endedAt\" timestamptz,"
                    + " \"expiresAt\" timestamptz, namespace text, region text, application text, \"resourceName\" text, \"resourceId\" text,"
                    + " description text, url text, additional text, original uuid, \"rulesVersion\" bigint, \"ruleId\" uuid, \"ruleName\" text,"
                    + " \"incidentId\" uuid, \"ownerId\" uuid, \"ownerName\" text, refreshed boolean, content bigint)";

    private static final String INSERT =
            "INSERT INTO alarm (tenant_id, id, number, integration_id, source, fingerprint, alarm_id, name, level, state, silent, count,"
                    + " starts_at, first_at, last_at, ended_at, expires_at, namespace, region, application, resource_name, resource_id,"
                    + " description, url, additional, last_original_id, rules_version, rule_id, rule_name, incident_id, owner_id, owner_name, content, expiry_due)"
                    + " SELECT $2, id, number, integration, source, fingerprint, \"alarmId\", name, level, state, silent, count,"
                    + " \"startsAt\", \"firstAt\", \"lastAt\", \"endedAt\", \"expiresAt\", namespace, region, application, \"resourceName\","
                    + " \"resourceId\", description, url, additional, original, \"rulesVersion\", \"ruleId\", \"ruleName\", \"incidentId\","
                    + " \"ownerId\", \"ownerName\", content, \"expiresAt\" FROM" + RECORD;

    private static final String UPDATE =
            "UPDATE alarm a SET level = x.level, state = x.state, silent = x.silent, count = x.count,"
                    + " last_at = x.\"lastAt\", ended_at = x.\"endedAt\", expires_at = x.\"expiresAt\","
                    + " alarm_id = CASE WHEN x.refreshed THEN x.\"alarmId\" ELSE a.alarm_id END,"
                    + " name = CASE WHEN x.refreshed THEN x.name ELSE a.name END,"
                    + " namespace = CASE WHEN x.refreshed THEN x.namespace ELSE a.namespace END,"
                    + " region = CASE WHEN x.refreshed THEN x.region ELSE a.region END,"
                    + " application = CASE WHEN x.refreshed THEN x.application ELSE a.application END,"
                    + " resource_name = CASE WHEN x.refreshed THEN x.\"resourceName\" ELSE a.resource_name END,"
                    + " resource_id = CASE WHEN x.refreshed THEN x.\"resourceId\" ELSE a.resource_id END,"
                    + " description = CASE WHEN x.refreshed THEN x.description ELSE a.description END,"
                    + " url = CASE WHEN x.refreshed THEN x.url ELSE a.url END,"
                    + " additional = CASE WHEN x.refreshed THEN x.additional ELSE a.additional END,"
                    + " content = CASE WHEN x.refreshed THEN x.content ELSE a.content END, expiry_due = x.\"expiresAt\","
                    + " last_original_id = coalesce(x.original, a.last_original_id),"
                    + " rules_version = x.\"rulesVersion\", rule_id = x.\"ruleId\", rule_name = x.\"ruleName\", incident_id = x.\"incidentId\","
                    + " owner_id = x.\"ownerId\", owner_name = x.\"ownerName\" FROM" + RECORD
                    + " WHERE a.id = x.id AND a.tenant_id = $2";

    /**
     * Writes occurrences and their new steps.
     *
     * @return fails with a {@link StaleOccurrenceException} when one was changed after {@link #latest} read it; nothing is to be kept then
     */
    public Uni<Void> save(Tx tx, Collection<Occurrence> occurrences, Instant now) {
        List<Saved> fresh = new ArrayList<>();
        List<Saved> known = new ArrayList<>();
        List<Occurrence> changed = new ArrayList<>();
        List<Occurrence> repeated = new ArrayList<>();
        List<SavedStep> steps = new ArrayList<>();
        for (Occurrence o : occurrences) {
            if (o.isNew) {
                fresh.add(Saved.of(o));
            } else if (o.isRepetition()) {
                repeated.add(o);
            } else {
                changed.add(o);
                known.add(Saved.of(o));
            }
            for (Occurrence.Step s : o.steps) {
                steps.add(SavedStep.of(o, s, now));
            }
        }
        // What ended makes room first: only one occurrence of a fingerprint may fire.
        return lock(tx, changed)
                .chain(() -> write(tx, UPDATE, known))
                .chain(() -> write(tx, INSERT, fresh))
                .chain(() -> repeat(tx, repeated))
                .chain(() -> write(tx, STEPS, steps));
    }

    private static Uni<Void> lock(Tx tx, List<Occurrence> changed) {
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Occurrence> sorted = sorted(changed);
        return tx.update(
                        "SELECT 1 FROM unnest($1::uuid[], $2::bigint[]) AS x (id, version) JOIN alarm a ON a.id = x.id AND a.tenant_id = $3"
                                + " WHERE a.xmin::text::bigint = x.version FOR UPDATE OF a",
                        sorted.stream().map(o -> o.id).toArray(UUID[]::new),
                        sorted.stream().map(o -> o.version).toArray(Long[]::new),
                        tx.tenant())
                .invoke(n -> StaleOccurrenceException.unless(n == changed.size()))
                .replaceWithVoid();
    }

    private static Uni<Void> repeat(Tx tx, List<Occurrence> repeated) {
        if (repeated.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Occurrence> sorted = sorted(repeated);
        return tx.update(
                        "UPDATE alarm a SET count = x.count, last_at = x.last, expires_at = x.expires, last_original_id = x.original,"
                                + " expiry_due = CASE WHEN a.expiry_due < x.expires THEN a.expiry_due ELSE x.expires END"
                                + " FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::timestamptz[], $5::timestamptz[], $6::uuid[])"
                                + " AS x (id, was, count, last, expires, original)"
                                + " WHERE a.id = x.id AND a.tenant_id = $7 AND a.count = x.was AND a.state = 'firing'",
                        sorted.stream().map(o -> o.id).toArray(UUID[]::new),
                        sorted.stream().map(o -> o.storedCount).toArray(Long[]::new),
                        sorted.stream().map(o -> o.count).toArray(Long[]::new),
                        sorted.stream().map(o -> Rows.offset(o.lastAt)).toArray(OffsetDateTime[]::new),
                        sorted.stream().map(o -> Rows.offset(o.expiresAt)).toArray(OffsetDateTime[]::new),
                        sorted.stream().map(o -> o.lastOriginal).toArray(UUID[]::new),
                        tx.tenant())
                .invoke(n -> StaleOccurrenceException.unless(n == repeated.size()))
                .replaceWithVoid();
    }

    /** In one order for all routers, so that those who lock several wait and do not block each other. */
    private static List<Occurrence> sorted(List<Occurrence> occurrences) {
        return occurrences.stream().sorted(Comparator.comparing(o -> o.id)).toList();
    }

    private record SavedStep(
            UUID id,
            UUID alarm,
            Instant at,
            String kind,
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable UUID incident,
            @Nullable String remark) {

        static SavedStep of(Occurrence o, Occurrence.Step s, Instant now) {
            boolean joined =
                    s.kind() == Occurrence.Kind.INCIDENT_OPENED || s.kind() == Occurrence.Kind.INCIDENT_ATTACHED;
            return new SavedStep(
                    Ids.at(now),
                    o.id,
                    s.at(),
                    Wire.name(s.kind()),
                    s.from() == null ? null : s.from().ordinal(),
                    s.to() == null ? null : s.to().ordinal(),
                    joined ? o.incidentId : null,
                    s.kind() == Occurrence.Kind.ASSIGNED ? o.ownerName : null);
        }
    }

    private static final String STEPS =
            "INSERT INTO alarm_history (tenant_id, id, alarm_id, at, kind, from_level, to_level, incident_id, remark)"
                    + " SELECT $2, id, alarm, at, kind, \"from\", \"to\", incident, remark FROM json_to_recordset($1::text::json) AS x (id uuid,"
                    + " alarm uuid, at timestamptz, kind text, \"from\" smallint, \"to\" smallint, incident uuid, remark text)";

    private static Uni<Void> write(Tx tx, String sql, List<?> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.query(sql, Json.write(rows), tx.tenant()).replaceWithVoid();
    }

    /** Ends those of these alarms whose time ran out without a word from their sender. */
    public Uni<List<EndedAlarm>> expire(Tx tx, List<UUID> ids, Instant now) {
        return end(
                tx,
                "UPDATE alarm SET state = 'recovered', silent = true, ended_at = expires_at WHERE id IN ("
                        + "SELECT id FROM alarm WHERE id = ANY ($1) AND state = 'firing' AND expires_at <= $2 ORDER BY id FOR UPDATE)",
                Kind.EXPIRED,
                ids,
                now,
                null,
                null);
    }

    /** Clears those of these alarms that fire. */
    Uni<List<EndedAlarm>> clear(Tx tx, List<UUID> ids, Instant now, Actor by, @Nullable String remark) {
        return end(
                tx,
                "UPDATE alarm SET state = 'cleared', ended_at = $2 WHERE id IN ("
                        + "SELECT id FROM alarm WHERE id = ANY ($1) AND state = 'firing' ORDER BY id FOR UPDATE)",
                Kind.CLEARED,
                ids,
                now,
                by,
                remark);
    }

    private record Ended(EndedAlarm alarm, UUID project) {}

    private static Uni<List<EndedAlarm>> end(
            Tx tx, String update, Kind kind, List<UUID> ids, Instant now, @Nullable Actor by, @Nullable String remark) {
        return tx.list(
                        update + " RETURNING id, number, name, incident_id, ended_at, " + IntegrationService.PROJECT,
                        r -> new Ended(
                                new EndedAlarm(
                                        r.getUUID("id"),
                                        r.getLong("number"),
                                        r.getString("name"),
                                        r.getUUID("incident_id"),
                                        Rows.instant(r, "ended_at")),
                                r.getUUID("project_id")),
                        ids.toArray(UUID[]::new),
                        now)
                .invoke(ended ->
                        ended.stream().limit(MOST_HINTS).forEach(e -> tx.changed("alarm", e.alarm.id(), e.project)))
                .map(ended -> ended.stream().map(Ended::alarm).toList())
                .call(ended -> ended.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : tx.query(
                                "INSERT INTO alarm_history (tenant_id, id, alarm_id, at, kind, by_id, by_name, remark)"
                                        + " SELECT $1, h, a, $4, $5, $6, $7, $8 FROM unnest($2::uuid[], $3::uuid[]) AS x (h, a)",
                                tx.tenant(),
                                ended.stream().map(e -> Ids.at(now)).toArray(UUID[]::new),
                                ended.stream().map(EndedAlarm::id).toArray(UUID[]::new),
                                now,
                                Wire.name(kind),
                                by == null ? null : by.id(),
                                by == null ? null : by.name(),
                                remark));
    }

    /** How many alarms of each incident still fire. */
    public Uni<Map<UUID, Long>> firing(Tx tx, Collection<UUID> incidents) {
        return tx.list(
                        "SELECT incident_id, count(*) FILTER (WHERE state = 'firing') AS n FROM alarm WHERE incident_id = ANY ($1) GROUP BY 1",
                        r -> Map.entry(r.getUUID("incident_id"), r.getLong("n")),
                        (Object) incidents.toArray(UUID[]::new))
                .map(list -> {
                    Map<UUID, Long> out = new HashMap<>();
                    list.forEach(e -> out.put(e.getKey(), e.getValue()));
                    return out;
                });
    }
}
