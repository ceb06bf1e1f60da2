package io.opencoc.tenant;

import io.opencoc.kernel.access.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant, as the operator sees it.
 *
 * @param id also of its default enterprise project
 * @param name that its people sign in with; never changes
 * @param displayName for people; the name where none was given
 * @param operator whether it is the one that runs the installation
 * @param disabledAt since when it is shut out; null while it is enabled
 * @param users how many it has
 */
public record Tenant(
        UUID id,
        String name,
        String displayName,
        boolean enabled,
        boolean operator,
        @Nullable Instant disabledAt,
        long users,
        Instant createdAt) {

    static Tenant of(
            UUID id, String name, String displayName, @Nullable Instant disabledAt, long users, Instant createdAt) {
        return new Tenant(
                id, name, displayName, disabledAt == null, name.equals(Actor.OPERATOR), disabledAt, users, createdAt);
    }
}
