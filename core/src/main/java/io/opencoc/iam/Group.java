package io.opencoc.iam;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Users who have the same policies.
 *
 * @param name unique in the tenant
 * @param externalNames groups of an OpenID provider whose people belong to this one
 */
record Group(
        UUID id,
        String name,
        @Nullable String description,
        List<String> externalNames,
        int memberCount,
        int attachmentCount,
        Instant createdAt) {

    /** With its first members by name, and its policies. */
    record Detail(@JsonUnwrapped Group group, List<Member> members, List<Attachment> attachments) {}

    /** A user in it. */
    record Member(UUID id, String name, String displayName, boolean enabled) {}

    /** What a client says of a group. */
    record Input(
            String name,
            @Nullable String description,
            @Nullable List<String> externalNames) {
        List<String> external() {
            return externalNames == null
                    ? List.of()
                    : externalNames.stream().map(String::strip).distinct().toList();
        }
    }

    /** What the trail compares. */
    record Traced(String name, @Nullable String description, List<String> externalNames) {}

    Traced traced() {
        return new Traced(name, description, externalNames);
    }

    /** Which groups a client wants to see. */
    record Query(@Nullable String q, @Nullable UUID user, String sort, int offset, int size) {}
}
