package io.opencoc.engineer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An O&M engineer.
 *
 * @param name unique in the tenant
 * @param alias a second name; null for none
 * @param email where mail goes; null when they cannot be mailed
 * @param language of messages to them: {@code en} or {@code zh}
 * @param userId of the user who they are; null for nobody who signs in
 */
public record Engineer(
        UUID id,
        String name,
        @Nullable String alias,
        @Nullable String email,
        String language,
        @Nullable UUID userId,
        Instant createdAt) {}
