package io.opencoc.iam;

import io.opencoc.api.Text;
import io.opencoc.kernel.access.Access.Outcome;
import io.opencoc.kernel.access.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether a user may do something, and why.
 *
 * @param decidingStatement null when no statement means it
 */
record Simulation(boolean allowed, Text reason, @Nullable Shown decidingStatement, List<Considered> considered) {

    /**
     * What is asked.
     *
     * @param projectId enterprise project of the thing; null for what belongs to the tenant as a whole
     * @param resourceId of the thing; null for one that is not made yet
     * @param at null for now
     * @param sourceIp null for the caller's own
     * @param extraDocument as if the user had it too; not checked yet
     */
    record Input(
            UUID userId,
            String action,
            @Nullable UUID projectId,
            @Nullable UUID resourceId,
            @Nullable Map<String, String> tags,
            @Nullable String at,
            @Nullable String sourceIp,
            @Nullable JsonNode extraDocument) {}

    /**
     * A statement of a policy.
     *
     * @param policyId null for the extra document
     * @param group through which the user has it
     * @param project to which the attachment is limited
     */
    record Shown(
            String policy,
            @Nullable UUID policyId,
            int index,
            String effect,
            @Nullable String group,
            @Nullable Person project,
            JsonNode statement) {}

    /**
     * What came of a statement.
     *
     * @param failing the condition that does not hold
     */
    record Considered(
            Shown statement, Outcome outcome, @Nullable String failing) {}
}
