package io.opencoc.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.opencoc.engineer.Engineer;
import io.opencoc.kernel.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A rule as clients see it. */
record RuleView(
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
        @Nullable JsonNode conditions,
        Levels levels,
        List<String> groupBy,
        @Nullable Assignment assignment,
        long hits,
        @Nullable Instant lastHitAt,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * Who gets the incidents.
     *
     * @param engineer null when they were deleted since
     */
    record Assignment(
            String type,
            @Nullable Person engineer,
            @JsonProperty("notify") boolean notifyOwner) {}

    /** An engineer. */
    record Person(UUID id, String name) {}

    /** As the trail keeps it: what people set. */
    ObjectNode traced() {
        ObjectNode fields = Json.MAPPER.valueToTree(this);
        fields.remove(List.of("id", "hits", "lastHitAt", "createdAt", "updatedAt"));
        return fields;
    }

    static RuleView of(ForwardingRule r, Map<UUID, Engineer> engineers) {
        Engineer engineer = r.engineerId() == null ? null : engineers.get(r.engineerId());
        Person person = engineer == null ? null : new Person(engineer.id(), engineer.name());
        return new RuleView(
                r.id(),
                r.projectId(),
                r.name(),
                r.description(),
                r.application(),
                r.enabled(),
                r.priority(),
                r.triggerType(),
                r.sources(),
                r.integrationIds(),
                r.conditions() == null ? null : Json.tree(r.conditions()),
                r.levels(),
                r.groupBy(),
                r.assigned() ? new Assignment("individual", person, r.notifyOwner()) : null,
                r.hits(),
                r.lastHitAt(),
                r.createdAt(),
                r.updatedAt());
    }
}
