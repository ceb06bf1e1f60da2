package io.opencoc.session;

import io.opencoc.kernel.access.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as its user sees it.
 *
 * @param tenant its name
 * @param actions what the user may do to something
 * @param version of the server
 * @param token for clients; only in the answer to the sign-in
 */
record Session(
        Person user,
        String tenant,
        List<String> actions,
        Instant expiresAt,
        String version,
        @Nullable String token) {

    record Person(@Nullable UUID id, String name) {}

    static Session of(Actor actor, List<String> actions, Instant expiresAt, String version, @Nullable String token) {
        return new Session(
                new Person(actor.id(), actor.name()), actor.tenantName(), actions, expiresAt, version, token);
    }
}
