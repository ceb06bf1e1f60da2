package io.opencoc.alarm;

import io.opencoc.api.AlarmLevel;
import io.opencoc.incident.IncidentRef;
import io.opencoc.integration.IntegrationRef;
import io.opencoc.kernel.access.Person;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An alarm as the API shows it; additional and raw only for a single one. */
record AlarmView(
        UUID id,
        String number,
        @Nullable UUID projectId,
        UUID integrationId,
        @Nullable String integrationName,
        String source,
        String alarmId,
        String fingerprint,
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
        @Nullable String ruleName,
        @Nullable IncidentRef incident,
        @Nullable Person owner,
        @Nullable Map<String, String> additional,
        @Nullable String raw) {

    static AlarmView of(
            Alarm a, @Nullable IntegrationRef integration, @Nullable IncidentRef incident, @Nullable String raw) {
        return new AlarmView(
                a.id(),
                AlarmNumbers.text(a.number()),
                integration == null ? null : integration.project(),
                a.integrationId(),
                integration == null ? null : integration.name(),
                a.source(),
                a.alarmId(),
                a.fingerprint(),
                a.name(),
                a.level(),
                a.state(),
                a.count(),
                a.startsAt(),
                a.firstAt(),
                a.lastAt(),
                a.endedAt(),
                a.namespace(),
                a.region(),
                a.application(),
                a.resourceName(),
                a.resourceId(),
                a.description(),
                a.url(),
                a.ruleName(),
                incident,
                Person.ofNullable(a.ownerId(), a.ownerName()),
                raw == null ? null : a.additional(),
                raw);
    }
}
