package io.opencoc.session;

import io.opencoc.iam.Permissions;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as its user sees it.
 *
 * @param login the name that the user signs in with; null for users of another tenant
 * @param tenant its name
 * @param actions what the user may do to something
 * @param limited of these, those for things of some enterprise projects only, with the projects
 * @param version of the server
 * @param mustChangePassword whether nothing else may be done before
 * @param credential {@code session}, {@code token} or {@code agency}
 * @param agency by which the user acts in the tenant; null for the tenant's own users
 * @param token for clients; only in the answer to the sign-in
 */
public record Session(
        Person user,
        @Nullable String login,
        String tenant,
        List<String> actions,
        Map<String, Set<UUID>> limited,
        Instant expiresAt,
        String version,
        boolean mustChangePassword,
        String credential,
        @Nullable Agency agency,
        @Nullable String token) {

    /**
     * By what somebody acts in a tenant that is not their own.
     *
     * @param home the name of their own tenant
     */
    record Agency(String name, String home) {}

    static Session of(
            Actor actor, Credential credential, Permissions.Allowed allowed, String version, @Nullable String token) {
        Credential.Guest guest = credential.guest();
        return new Session(
                Person.of(actor),
                actor.login(),
                actor.tenantName(),
                allowed.actions(),
                allowed.limited(),
                credential.expiresAt(),
                version,
                credential.mustChangePassword(),
                actor.credential().kind(),
                guest == null
                        ? null
                        : new Agency(Objects.requireNonNull(actor.credential().name()), guest.homeName()),
                token);
    }
}
