package io.opencoc.alarm;

import io.opencoc.api.AlarmLevel;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.json.Wire;
import io.opencoc.kernel.sql.Rows;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alarm as it stands: the events of one occurrence, folded.
 *
 * @param count how often it was reported as firing
 * @param startsAt when it began, as its sender says
 * @param firstAt when it was first received
 * @param lastAt when it was last received
 * @param lastOriginalId the latest original alarm, whose raw payload may have expired
 */
public record Alarm(
        UUID id,
        long number,
        UUID integrationId,
        String source,
        String fingerprint,
        String alarmId,
        String name,
        AlarmLevel level,
        AlarmState state,
        long count,
        Instant startsAt,
        Instant firstAt,
        Instant lastAt,
        @Nullable Instant endedAt,
        @Nullable String namespace,
        @Nullable String region,
        @Nullable String application,
        @Nullable String resourceName,
        @Nullable String resourceId,
        @Nullable String description,
        @Nullable String url,
        Map<String, String> additional,
        UUID lastOriginalId,
        @Nullable String ruleName,
        @Nullable UUID incidentId,
        @Nullable UUID ownerId,
        @Nullable String ownerName) {

    static final String COLUMNS =
            "id, number, integration_id, source, fingerprint, alarm_id, name, level, state, count, starts_at, first_at,"
                    + " last_at, ended_at, namespace, region, application, resource_name, resource_id, description, url, additional,"
                    + " last_original_id, rule_name, incident_id, owner_id, owner_name";

    static Alarm of(Row r) {
        return new Alarm(
                r.getUUID("id"),
                r.getLong("number"),
                r.getUUID("integration_id"),
                r.getString("source"),
                r.getString("fingerprint"),
                r.getString("alarm_id"),
                r.getString("name"),
                AlarmLevel.values()[r.getShort("level")],
                Wire.parse(AlarmState.class, r.getString("state")),
                r.getLong("count"),
                Rows.instant(r, "starts_at"),
                Rows.instant(r, "first_at"),
                Rows.instant(r, "last_at"),
                Rows.instantOrNull(r, "ended_at"),
                r.getString("namespace"),
                r.getString("region"),
                r.getString("application"),
                r.getString("resource_name"),
                r.getString("resource_id"),
                r.getString("description"),
                r.getString("url"),
                Json.texts(r.getString("additional")),
                r.getUUID("last_original_id"),
                r.getString("rule_name"),
                r.getUUID("incident_id"),
                r.getUUID("owner_id"),
                r.getString("owner_name"));
    }
}
