package io.opencoc.rule;

import io.opencoc.api.AlarmLevel;
import io.opencoc.kernel.http.Problem.FieldError;
import io.opencoc.kernel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A rule, ready to be held against alarms. Immutable; safe for all threads. */
public final class CompiledRule {
    private final ForwardingRule rule;
    private final Set<String> sources;
    private final Set<UUID> integrations;
    private final Check check;
    private final Map<String, Set<String>> guards;
    private final GroupKey groupKey;

    private CompiledRule(ForwardingRule rule, Set<UUID> integrations, @Nullable Condition condition) {
        this.rule = rule;
        this.sources = Set.copyOf(rule.sources());
        this.integrations = integrations;
        this.check = condition == null ? Check.ALWAYS : Check.of(condition);
        this.guards = condition == null ? Map.of() : Guards.of(condition);
        this.groupKey = new GroupKey(rule.id(), rule.groupBy());
    }

    /**
     * Compiles.
     *
     * @throws IllegalArgumentException when its conditions are not valid
     */
    static CompiledRule of(ForwardingRule rule) {
        return of(rule, Set.copyOf(rule.integrationIds()));
    }

    /**
     * Compiles a rule for the alarms of these integrations, empty for any, whatever it names itself.
     *
     * @throws IllegalArgumentException when its conditions are not valid
     */
    static CompiledRule of(ForwardingRule rule, Set<UUID> integrations) {
        Condition condition = null;
        if (rule.conditions() != null) {
            List<FieldError> errors = new ArrayList<>();
            condition = ConditionParser.parse(Json.tree(rule.conditions()), "conditions", errors);
            if (condition == null) {
                throw new IllegalArgumentException("rule " + rule.id() + " has wrong conditions: " + errors);
            }
        }
        return new CompiledRule(rule, Set.copyOf(integrations), condition);
    }

    /** Whether it would take the alarm. */
    public boolean matches(AlarmKeys alarm) {
        return (sources.isEmpty() || sources.contains(alarm.source()))
                && (integrations.isEmpty() || integrations.contains(alarm.integrationId()))
                && check.holds(alarm);
    }

    /**
     * The same 32 bytes for alarms that share an open incident of this rule; of two rules never the same.
     *
     * @param project enterprise project of the alarm; null for the default one
     */
    public byte[] groupKey(AlarmKeys alarm, @Nullable UUID project) {
        return groupKey.of(alarm, project);
    }

    /** The level of the incident for an alarm of this level, {@code P1} to {@code P5}; null for no incident. */
    public @Nullable String incidentLevel(AlarmLevel level) {
        return rule.triggerType() == TriggerType.INCIDENT ? rule.levels().of(level) : null;
    }

    public UUID id() {
        return rule.id();
    }

    public String name() {
        return rule.name();
    }

    public TriggerType triggerType() {
        return rule.triggerType();
    }

    /** Application of the incidents; null for the alarm's own. */
    public @Nullable String application() {
        return rule.application();
    }

    /** Whose the incidents are; null for nobody's. */
    public @Nullable UUID engineerId() {
        return rule.engineerId();
    }

    /** Whether the engineer is told. */
    public boolean notifyOwner() {
        return rule.notifyOwner();
    }

    ForwardingRule rule() {
        return rule;
    }

    /** Of which integrations it takes alarms; empty means any. */
    Set<UUID> integrations() {
        return integrations;
    }

    /** See {@link Guards}. */
    Map<String, Set<String>> guards() {
        return guards;
    }
}
