package io.opencoc.alarm;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import io.opencoc.integration.IntegrationRef;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An original alarm as the API shows it; additional and raw only for a single one. */
record OriginalAlarmView(
        UUID id,
        @Nullable UUID projectId,
        UUID integrationId,
        @Nullable String integrationName,
        String source,
        String alarmId,
        String fingerprint,
        String name,
        AlarmLevel level,
        AlarmStatus status,
        Instant startsAt,
        @Nullable Instant endsAt,
        Instant receivedAt,
        @Nullable String namespace,
        @Nullable String region,
        @Nullable String application,
        @Nullable String resourceName,
        @Nullable String resourceId,
        @Nullable String description,
        @Nullable String url,
        @Nullable Map<String, String> additional,
        @Nullable String raw) {

    static OriginalAlarmView of(OriginalAlarm o, @Nullable IntegrationRef integration, @Nullable String raw) {
        AlarmEvent e = o.event();
        return new OriginalAlarmView(
                o.id(),
                integration == null ? null : integration.project(),
                o.integrationId(),
                integration == null ? null : integration.name(),
                o.source(),
                e.alarmId(),
                e.fingerprint(),
                e.name(),
                e.level(),
                e.status(),
                e.startsAt(),
                e.endsAt(),
                o.receivedAt(),
                e.namespace(),
                e.region(),
                e.application(),
                e.resourceName(),
                e.resourceId(),
                e.description(),
                e.url(),
                raw == null ? null : e.additional(),
                raw);
    }
}
