package io.opencoc.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a message is about.
 *
 * @param incidentId of an incident, or
 * @param alarmId of an alarm
 * @param linkPath where to act, in the console
 */
record About(
        UUID eventId,
        NotificationEvent event,
        @Nullable UUID incidentId,
        @Nullable UUID alarmId,
        String linkPath) {

    static About incident(UUID eventId, NotificationEvent event, UUID incident) {
        return new About(eventId, event, incident, null, "/incidents/" + incident);
    }

    static About alarm(UUID eventId, NotificationEvent event, UUID alarm) {
        return new About(eventId, event, null, alarm, "/alarms?open=" + alarm);
    }
}
