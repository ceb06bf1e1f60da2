package io.opencoc.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.http.Problem.FieldError;
import io.opencoc.kernel.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a client says of a rule; the contract has checked types and lengths. Null is what was left out. */
public record RuleInput(
        String name,
        @Nullable UUID projectId,
        @Nullable String description,
        @Nullable String application,
        @Nullable Boolean enabled,
        @Nullable Integer priority,
        @Nullable TriggerType triggerType,
        @Nullable List<String> sources,
        @Nullable List<UUID> integrationIds,
        @Nullable JsonNode conditions,
        @Nullable LevelsInput levels,
        @Nullable List<String> groupBy,
        @Nullable AssignmentInput assignment) {

    /** Levels, each of which may be left out. */
    record LevelsInput(
            @Nullable String critical,
            @Nullable String major,
            @Nullable String minor,
            @Nullable String suggestion) {
        static final LevelsInput DEFAULT = new LevelsInput(null, null, null, null);

        Levels toLevels() {
            return new Levels(or(critical, "P1"), or(major, "P2"), or(minor, "P3"), or(suggestion, "P4"));
        }
    }

    /** Who gets the incidents. */
    record AssignmentInput(
            @Nullable UUID engineerId,
            @JsonProperty("notify") @Nullable Boolean notifyOwner) {}

    /**
     * The rule that is meant; fails with a problem that names every wrong field.
     *
     * @param project where it goes
     * @param under where the rule stands in the request: empty, or a path that ends with a dot
     * @param enabledOtherwise when it does not say
     * @param priorityOtherwise when it does not say
     */
    ForwardingRule toRule(
            UUID id, UUID project, String under, boolean enabledOtherwise, int priorityOtherwise, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        Condition condition = conditions == null || conditions.isNull()
                ? null
                : ConditionParser.parse(conditions, under + "conditions", errors);
        if (assignment != null && assignment.engineerId == null) {
            errors.add(new FieldError(under + "assignment.engineerId", "is missing"));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return new ForwardingRule(
                id,
                project,
                name.strip(),
                blankToNull(description),
                blankToNull(application),
                or(enabled, enabledOtherwise),
                or(priority, priorityOtherwise),
                or(triggerType, TriggerType.INCIDENT),
                or(sources, List.of()),
                or(integrationIds, List.of()),
                condition == null ? null : Json.write(condition),
                or(levels, LevelsInput.DEFAULT).toLevels(),
                or(groupBy, List.of("alarmId")),
                assignment != null,
                assignment == null ? null : assignment.engineerId,
                assignment == null || or(assignment.notifyOwner, true),
                now,
                now,
                0,
                null);
    }

    private static <T> T or(@Nullable T given, T otherwise) {
        return Objects.requireNonNullElse(given, otherwise);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
