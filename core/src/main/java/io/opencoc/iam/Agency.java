package io.opencoc.iam;

import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.http.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Policies with which a tenant entrusts the users of another one.
 *
 * @param name unique in the tenant
 * @param trustedTenant the name of the other tenant
 * @param project to which the policies are limited; null for none
 * @param expiresAt null for never
 */
record Agency(
        UUID id,
        String name,
        @Nullable String description,
        String trustedTenant,
        List<Attachment.PolicyRef> policies,
        @Nullable Person project,
        @Nullable Instant expiresAt,
        Instant createdAt,
        Person createdBy) {

    Agency with(List<Attachment> held) {
        return new Agency(
                id,
                name,
                description,
                trustedTenant,
                held.stream().map(Attachment::policy).toList(),
                held.isEmpty() ? null : held.getFirst().project(),
                expiresAt,
                createdAt,
                createdBy);
    }

    /** What the trail compares. */
    record Traced(
            String name,
            @Nullable String description,
            String trustedTenant,
            List<String> policies,
            @Nullable String project,
            @Nullable Instant expiresAt) {}

    Traced traced() {
        return new Traced(
                name,
                description,
                trustedTenant,
                policies.stream().map(Attachment.PolicyRef::name).sorted().toList(),
                project == null ? null : project.name(),
                expiresAt);
    }

    /** Whether it has just what the input says that it may be done. */
    boolean gives(Input input) {
        UUID limited = project == null ? null : project.id();
        return input.policies().size() == policies.size()
                && policies.stream().allMatch(p -> input.policies().contains(p.id()))
                && java.util.Objects.equals(limited, input.projectId());
    }

    /** What a client says; the contract has checked lengths and forms. */
    record Input(
            String name,
            @Nullable String description,
            String trustedTenant,
            @Nullable List<UUID> policyIds,
            @Nullable UUID projectId,
            @Nullable String expiresAt) {
        List<UUID> policies() {
            return policyIds == null ? List.of() : policyIds.stream().distinct().toList();
        }

        /** The time of its end; null for never. */
        @Nullable
        Instant expiry() {
            try {
                return expiresAt == null
                        ? null
                        : OffsetDateTime.parse(expiresAt).toInstant();
            } catch (DateTimeException e) {
                throw Problem.invalid("expiresAt", "is not a time that this server knows, like 2026-01-31T08:00:00Z");
            }
        }
    }

    /** Which agencies a client wants to see. */
    record Query(@Nullable String q, String sort, int offset, int size) {}
}
