package io.opencoc.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a message is about.
 *
 * @param incidentId of an incident, or
 * @param alarmId of an alarm
 * @param integrationId whose alarm it is
 * @param linkPath where to act, in the console
 */
record About(
        UUID eventId,
        NotificationEvent event,
        @Nullable UUID incidentId,
        @Nullable UUID alarmId,
        @Nullable UUID integrationId,
        String linkPath) {

    static About incident(UUID eventId, NotificationEvent event, UUID incident) {
        return new About(eventId, event, incident, null, null, "/incidents/" + incident);
    }

    static About alarm(UUID eventId, NotificationEvent event, UUID alarm, @Nullable UUID integration) {
        return new About(eventId, event, null, alarm, integration, "/alarms?open=" + alarm);
    }
}
