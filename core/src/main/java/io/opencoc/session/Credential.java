package io.opencoc.session;

import io.opencoc.kernel.access.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a request was identified by: a session or an API token. Immutable.
 *
 * @param actor whose it is, who may do nothing yet
 * @param lastUsedAt as it is noted, to a minute; null for a token that was never used
 * @param mustChangePassword whether nothing else may be done before
 * @param limit patterns of actions, for an API token; null for a session
 */
record Credential(
        Actor actor,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        boolean mustChangePassword,
        @Nullable List<String> limit) {

    /** Of the session or token. */
    UUID id() {
        return Objects.requireNonNull(actor.credential().id());
    }

    boolean isToken() {
        return limit != null;
    }
}
