package io.opencoc.session;

import io.opencoc.iam.Permissions;
import io.opencoc.kernel.access.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as its user sees it.
 *
 * @param tenant its name
 * @param actions what the user may do to something
 * @param limited of these, those for things of some enterprise projects only, with the projects
 * @param version of the server
 * @param token for clients; only in the answer to the sign-in
 */
record Session(
        Person user,
        String tenant,
        List<String> actions,
        Map<String, Set<UUID>> limited,
        Instant expiresAt,
        String version,
        @Nullable String token) {

    record Person(@Nullable UUID id, String name) {}

    static Session of(
            Actor actor, Permissions.Allowed allowed, Instant expiresAt, String version, @Nullable String token) {
        return new Session(
                new Person(actor.id(), actor.name()),
                actor.tenantName(),
                allowed.actions(),
                allowed.limited(),
                expiresAt,
                version,
                token);
    }
}
