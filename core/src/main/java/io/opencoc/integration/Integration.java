package io.opencoc.integration;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A monitoring system that sends alarms, with what came from it lately.
 *
 * @param projectId of its enterprise project, which is also that of its alarms
 * @param source id of its alarm source
 * @param name unique among those that are not cancelled
 * @param enabled whether its key is served
 * @param lastReceivedAt when it last sent an alarm; null when it never did
 * @param received alarms stored in the last 24 h
 * @param rejected requests refused in the last 24 h
 * @param perMinute alarms a minute over the last five minutes
 * @param lastError why a request was last refused; null when none was
 */
public record Integration(
        UUID id,
        UUID projectId,
        String source,
        String name,
        @Nullable String description,
        boolean enabled,
        Instant createdAt,
        @Nullable Instant lastReceivedAt,
        long received,
        long rejected,
        double perMinute,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt) {}
