package io.opencoc.notification;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.opencoc.incident.IncidentRef;
import io.opencoc.kernel.access.Person;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery: what was, is or will be sent to one person over one channel.
 *
 * @param projectId enterprise project of what it is about; null when that is not known
 * @param integrationId whose alarm it is about; null when it is not about an alarm
 * @param todoId what it is about; null when it is not about a to-do
 * @param incident that it is about; null when that is not known any more
 * @param address where it goes; null without one
 * @param channel id of the channel
 * @param attempts since it was written, or sent again by hand
 * @param lastAnswer the provider's words, or the reason of failure
 * @param digestOf how many went, or were tried, as one message the last time; null when it went alone
 * @param nextAttemptAt null unless it waits
 */
public record Notification(
        UUID id,
        @Nullable UUID projectId,
        NotificationEvent event,
        @JsonIgnore @Nullable UUID incidentId,
        @JsonIgnore @Nullable UUID integrationId,
        @JsonIgnore @Nullable UUID todoId,
        @Nullable IncidentRef incident,
        String subject,
        Person recipient,
        @Nullable String address,
        String channel,
        NotificationState state,
        int attempts,
        @Nullable String lastAnswer,
        Instant createdAt,
        @Nullable Instant sentAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Integer digestOf) {

    /** With the project and the incident of what it is about. */
    Notification about(@Nullable UUID project, @Nullable IncidentRef ref) {
        return new Notification(
                id,
                project,
                event,
                incidentId,
                integrationId,
                todoId,
                ref,
                subject,
                recipient,
                address,
                channel,
                state,
                attempts,
                lastAnswer,
                createdAt,
                sentAt,
                nextAttemptAt,
                digestOf);
    }

    /** As a client may see it: its address may be a key. */
    Notification shown() {
        return new Notification(
                id,
                projectId,
                event,
                incidentId,
                integrationId,
                todoId,
                incident,
                subject,
                recipient,
                ShownAddress.of(address),
                channel,
                state,
                attempts,
                lastAnswer,
                createdAt,
                sentAt,
                nextAttemptAt,
                digestOf);
    }

    /**
     * One try.
     *
     * @param answer the provider's words, or the reason of failure
     */
    record Try(Instant at, boolean sent, String answer) {}

    /** With its text and tries, the latest first. */
    record Detail(@JsonUnwrapped Notification notification, String text, List<Try> tries) {}
}
