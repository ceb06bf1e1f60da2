package io.opencoc.iam;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.opencoc.kernel.access.Person;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user.
 *
 * @param name to sign in with; unique in the tenant
 * @param displayName for people
 * @param email null when they cannot be mailed
 * @param language {@code en} or {@code zh}; null for the browser's
 * @param mustChangePassword whether they must choose a new one at the next sign-in
 * @param groups that they are in, by name
 */
record User(
        UUID id,
        String name,
        String displayName,
        @Nullable String email,
        @Nullable String language,
        boolean enabled,
        boolean mustChangePassword,
        List<Person> groups,
        Instant createdAt) {

    /** With the policies that they have, their own and those of their groups. */
    record Detail(@JsonUnwrapped User user, List<Attachment> attachments) {}

    /** What a client says of a user; the contract has checked lengths and forms. */
    record Input(
            String displayName,
            @Nullable String email,
            @Nullable String language) {}

    /** What a client says of a new user. */
    record New(
            String name,
            String displayName,
            @Nullable String email,
            @Nullable String language,
            String password,
            @Nullable Boolean mustChangePassword,
            @Nullable List<UUID> groupIds) {
        User toUser(UUID id, Instant now) {
            return new User(
                    id,
                    name,
                    displayName.strip(),
                    email,
                    language,
                    true,
                    !Boolean.FALSE.equals(mustChangePassword),
                    List.of(),
                    now);
        }

        List<UUID> groups() {
            return groupIds == null ? List.of() : groupIds.stream().distinct().toList();
        }
    }

    /** Which users a client wants to see. */
    record Query(
            @Nullable String q,
            @Nullable Boolean enabled,
            @Nullable UUID group,
            String sort,
            int offset,
            int size) {}
}
