package io.opencoc.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery row to be.
 *
 * @param eventId with person and channel, what makes it unique
 * @param incidentId what it is about, or
 * @param alarmId what it is about
 * @param integrationId whose alarm it is
 * @param todoId what it is about
 * @param linkPath where to act, in the console
 * @param address null when the person has none: the row is skipped
 * @param reason why it is skipped; null when it is not
 */
record Draft(
        UUID id,
        UUID eventId,
        NotificationEvent event,
        @Nullable UUID incidentId,
        @Nullable UUID alarmId,
        @Nullable UUID integrationId,
        @Nullable UUID todoId,
        String linkPath,
        UUID engineerId,
        String recipientName,
        String channel,
        @Nullable String address,
        @Nullable String reason,
        String language,
        Message message) {}
