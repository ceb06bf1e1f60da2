package io.opencoc.alarm;

import io.opencoc.api.AlarmLevel;
import io.opencoc.kernel.outbox.DomainEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What others may want to know of alarms. */
public sealed interface AlarmEvents extends DomainEvent {

    /**
     * A forwarding rule of type alarm gave the alarm to an engineer, who is to be told.
     *
     * @param integrationId whose alarm it is; null in events of versions that did not say
     */
    record Assigned(
            UUID eventId,
            UUID aggregateId,
            long version,
            String number,
            String name,
            AlarmLevel level,
            @Nullable String resourceName,
            @Nullable String application,
            @Nullable String region,
            @Nullable String description,
            Instant startsAt,
            UUID engineerId,
            @Nullable UUID integrationId)
            implements AlarmEvents {
        public static final String TYPE = "alarm.assigned";

        @Override
        public String type() {
            return TYPE;
        }
    }
}
