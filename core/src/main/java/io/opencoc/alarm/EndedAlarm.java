package io.opencoc.alarm;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An alarm that does not fire any more. */
public record EndedAlarm(
        UUID id, long number, String name, @Nullable UUID incidentId, Instant endedAt) {}
