package io.opencoc.rule;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Rules for tests. */
final class TestRules {
    private TestRules() {}

    /** A rule with these conditions, as JSON; null for none. */
    static CompiledRule rule(String conditions) {
        return rule(conditions, List.of(), List.of());
    }

    static CompiledRule rule(String conditions, List<String> sources, List<UUID> integrations) {
        return CompiledRule.of(of(Ids.at(0), conditions, sources, integrations, TriggerType.INCIDENT, "alarmId"));
    }

    static CompiledRule grouped(UUID id, String... groupBy) {
        return CompiledRule.of(of(id, null, List.of(), List.of(), TriggerType.INCIDENT, groupBy));
    }

    static ForwardingRule of(
            UUID id,
            String conditions,
            List<String> sources,
            List<UUID> integrations,
            TriggerType type,
            String... groupBy) {
        String normal = conditions == null ? null : Json.tree(conditions).toString();
        return new ForwardingRule(
                id,
                Ids.at(0),
                "rule",
                null,
                null,
                true,
                1,
                type,
                sources,
                integrations,
                normal,
                new Levels("P1", "P2", "none", "P5"),
                List.of(groupBy),
                false,
                null,
                true,
                Instant.EPOCH,
                Instant.EPOCH,
                0,
                null);
    }
}
