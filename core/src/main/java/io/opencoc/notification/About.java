package io.opencoc.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a message is about.
 *
 * @param incidentId of an incident, or
 * @param alarmId of an alarm
 * @param integrationId whose alarm it is
 * @param todoId of a to-do
 * @param linkPath where to act, in the console
 */
public record About(
        UUID eventId,
        NotificationEvent event,
        @Nullable UUID incidentId,
        @Nullable UUID alarmId,
        @Nullable UUID integrationId,
        @Nullable UUID todoId,
        String linkPath) {

    public static About incident(UUID eventId, NotificationEvent event, UUID incident) {
        return new About(eventId, event, incident, null, null, null, "/incidents/" + incident);
    }

    public static About todo(UUID eventId, NotificationEvent event, UUID todo) {
        return new About(eventId, event, null, null, null, todo, "/todos/" + todo);
    }

    public static About alarm(UUID eventId, NotificationEvent event, UUID alarm, @Nullable UUID integration) {
        return new About(eventId, event, null, alarm, integration, null, "/alarms?open=" + alarm);
    }
}
