package io.opencoc.iam;

import io.opencoc.kernel.access.Person;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A policy that a user or group has.
 *
 * @param project to which it is limited; null for none
 */
record Attachment(
        UUID id, PolicyRef policy, Holder to, @Nullable Person project, Instant createdAt, Person createdBy) {

    /** A policy by name. */
    record PolicyRef(UUID id, String name, Policy.Type type) {}

    /** What a client says. */
    record Input(UUID policyId, @Nullable UUID projectId) {}

    /** What the trail compares. */
    record Traced(String policy, @Nullable String project) {}

    Traced traced() {
        return new Traced(policy.name(), project == null ? null : project.name());
    }
}
