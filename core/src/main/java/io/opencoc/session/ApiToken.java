package io.opencoc.session;

import io.opencoc.kernel.access.Person;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API token, as lists show it.
 *
 * @param user who acts with it
 * @param actions to which it is limited, as patterns
 * @param lastUsedAt to a minute; null when it was never used
 * @param token itself; only in the answer to its creation
 */
record ApiToken(
        UUID id,
        String name,
        Person user,
        List<String> actions,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable String lastUsedAddress,
        @Nullable String token) {

    ApiToken showing(String secret) {
        return new ApiToken(id, name, user, actions, createdAt, expiresAt, lastUsedAt, lastUsedAddress, secret);
    }
}
