package io.opencoc.alarm;

import io.opencoc.api.AlarmLevel;
import io.opencoc.kernel.http.Call;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which alarms.
 *
 * @param view {@code current}, {@code historical} or {@code all}
 */
record AlarmQuery(
        @Nullable String q,
        @Nullable UUID projectId,
        String view,
        List<AlarmLevel> levels,
        @Nullable UUID integrationId,
        @Nullable String source,
        @Nullable String application,
        @Nullable String region,
        @Nullable UUID incidentId,
        String sort,
        int offset,
        int size) {

    static AlarmQuery of(Call call) {
        return new AlarmQuery(
                call.text("q"),
                call.uuid("projectId"),
                call.textOf("view"),
                call.constants("level", AlarmLevel.class),
                call.uuid("integrationId"),
                call.text("source"),
                call.text("application"),
                call.text("region"),
                call.uuid("incidentId"),
                call.textOf("sort"),
                call.offset(),
                call.number("size"));
    }
}
