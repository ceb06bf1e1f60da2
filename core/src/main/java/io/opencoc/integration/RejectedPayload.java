package io.opencoc.integration;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that was refused, kept for inspection.
 *
 * @param size bytes of the whole body
 * @param body its first 16 KiB, as text
 */
record RejectedPayload(
        UUID id,
        Instant at,
        String reason,
        @Nullable String remote,
        @Nullable String path,
        @Nullable String contentType,
        long size,
        String body) {}
