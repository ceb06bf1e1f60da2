package io.opencoc.rule;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A forwarding rule.
 *
 * @param projectId of its enterprise project: of the default one it takes alarms of all projects, of another one those of its own
 * @param application of the incidents that it opens; null for the alarm's own
 * @param priority the enabled rule with the smallest one that matches takes the alarm; of equals the older rule
 * @param sources alarm sources; empty means any
 * @param integrationIds empty means any
 * @param conditions JSON; null for all alarms of the data source
 * @param groupBy keys; alarms with equal values of them share an open incident
 * @param assigned whether incidents are given to an engineer
 * @param engineerId whom; null when not assigned, or when the engineer was deleted since
 * @param notifyOwner whether the engineer is told
 * @param hits alarms that it took
 */
public record ForwardingRule(
        UUID id,
        UUID projectId,
        String name,
        @Nullable String description,
        @Nullable String application,
        boolean enabled,
        int priority,
        TriggerType triggerType,
        List<String> sources,
        List<UUID> integrationIds,
        @Nullable String conditions,
        Levels levels,
        List<String> groupBy,
        boolean assigned,
        @Nullable UUID engineerId,
        boolean notifyOwner,
        Instant createdAt,
        Instant updatedAt,
        long hits,
        @Nullable Instant lastHitAt) {

    /** The same one in another project. */
    ForwardingRule in(UUID project) {
        return new ForwardingRule(
                id,
                project,
                name,
                description,
                application,
                enabled,
                priority,
                triggerType,
                sources,
                integrationIds,
                conditions,
                levels,
                groupBy,
                assigned,
                engineerId,
                notifyOwner,
                createdAt,
                updatedAt,
                hits,
                lastHitAt);
    }
}
