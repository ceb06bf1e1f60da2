package io.opencoc.integration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that is refused. All of it is from outside.
 *
 * @param reason why, in one line, for people
 * @param path what follows {@code /hooks/{key}}
 * @param body as far as it was read
 * @param size bytes of the whole body, as far as known; at least the length of {@code body}
 */
public record Rejection(
        Instant at,
        String reason,
        @Nullable String remote,
        @Nullable String path,
        @Nullable String contentType,
        byte[] body,
        long size) {}
