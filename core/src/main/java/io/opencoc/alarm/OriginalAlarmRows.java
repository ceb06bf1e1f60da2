package io.opencoc.alarm;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.sql.Rows;
import io.vertx.sqlclient.Row;

/** Original alarms as rows. The raw payload is left out: it is read where it is shown. */
public final class OriginalAlarmRows {
    public static final String COLUMNS =
            "id, integration_id, source, received_at, fingerprint, alarm_id, name, level, ok, starts_at, ends_at,"
                    + " expires_at, namespace, region, application, resource_name, resource_id, description, url, additional";

    private OriginalAlarmRows() {}

    /** From a row with {@link #COLUMNS}. */
    public static OriginalAlarm alarm(Row r) {
        return new OriginalAlarm(
                r.getUUID("id"),
                r.getUUID("integration_id"),
                r.getString("source"),
                Rows.instant(r, "received_at"),
                new AlarmEvent(
                        r.getString("fingerprint"),
                        r.getString("alarm_id"),
                        r.getString("name"),
                        AlarmLevel.values()[r.getShort("level")],
                        r.getBoolean("ok") ? AlarmStatus.OK : AlarmStatus.ALARM,
                        Rows.instant(r, "starts_at"),
                        Rows.instantOrNull(r, "ends_at"),
                        Rows.instantOrNull(r, "expires_at"),
                        r.getString("namespace"),
                        r.getString("region"),
                        r.getString("application"),
                        r.getString("resource_name"),
                        r.getString("resource_id"),
                        r.getString("description"),
                        r.getString("url"),
                        Json.texts(r.getString("additional")),
                        ""));
    }
}
