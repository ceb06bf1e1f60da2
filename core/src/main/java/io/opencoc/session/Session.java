package io.opencoc.session;

import io.opencoc.iam.Permissions;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Person;
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
 * @param mustChangePassword whether nothing else may be done before
 * @param credential {@code session} or {@code token}
 * @param token for clients; only in the answer to the sign-in
 */
public record Session(
        Person user,
        String tenant,
        List<String> actions,
        Map<String, Set<UUID>> limited,
        Instant expiresAt,
        String version,
        boolean mustChangePassword,
        String credential,
        @Nullable String token) {

    static Session of(
            Actor actor,
            Permissions.Allowed allowed,
            Instant expiresAt,
            String version,
            boolean mustChangePassword,
            @Nullable String token) {
        return new Session(
                Person.of(actor),
                actor.tenantName(),
                allowed.actions(),
                allowed.limited(),
                expiresAt,
                version,
                mustChangePassword,
                actor.credential().kind(),
                token);
    }
}
