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
 * @param guest whose session this is, of one who acts in the actor's tenant by its agency; null for the tenant's own
 * @param limit patterns of actions, for an API token; null for a session
 */
record Credential(
        Actor actor,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        boolean mustChangePassword,
        @Nullable Guest guest,
        @Nullable List<String> limit) {

    /**
     * One who acts in another tenant.
     *
     * @param home the tenant that they are a user of
     * @param homeName its name
     * @param agency of the other tenant
     */
    record Guest(UUID home, String homeName, UUID agency) {}

    /** The tenant whose session or token it is, in which its row is. */
    UUID home() {
        return guest == null ? actor.tenant() : guest.home;
    }

    /** Of the session or token. */
    UUID id() {
        return Objects.requireNonNull(actor.credential().id());
    }

    boolean isToken() {
        return limit != null;
    }
}
