package io.opencoc.rule;

import io.opencoc.api.AlarmLevel;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The enabled rules of a tenant at one version, in their order. Immutable; safe for all threads. */
public final class RuleSet {
    private final long version;
    private final List<CompiledRule> rules;
    private final Map<UUID, UUID> projects;
    private final RuleIndex[] byLevel = new RuleIndex[AlarmLevel.values().length];

    /** The rules must come in their order. */
    RuleSet(long version, List<CompiledRule> rules) {
        this(version, rules, Map.of());
    }

    /**
     * The rules must come in their order.
     *
     * @param projects the enterprise project of each integration that is not in the default one
     */
    RuleSet(long version, List<CompiledRule> rules, Map<UUID, UUID> projects) {
        this.projects = Map.copyOf(projects);
        this.version = version;
        this.rules = List.copyOf(rules);
        if (rules.stream().allMatch(r -> levels(r).size() == byLevel.length)) {
            Arrays.fill(byLevel, new RuleIndex(this.rules, r -> true));
        } else {
            for (AlarmLevel level : AlarmLevel.values()) {
                byLevel[level.ordinal()] =
                        new RuleIndex(this.rules, r -> levels(r).contains(level));
            }
        }
    }

    private static Set<AlarmLevel> levels(CompiledRule rule) {
        Set<String> names = rule.guards().get(Keys.LEVEL);
        if (names == null) {
            return EnumSet.allOf(AlarmLevel.class);
        }
        Set<AlarmLevel> levels = EnumSet.noneOf(AlarmLevel.class);
        names.forEach(n -> levels.add(AlarmLevel.values()[Keys.level(n)]));
        return levels;
    }

    /** Of which version of the tenant's rules this is. */
    public long version() {
        return version;
    }

    /** How many rules there are. */
    public int size() {
        return rules.size();
    }

    /** The enterprise project of an integration's alarms; null for the default one. */
    public @Nullable UUID project(UUID integration) {
        return projects.get(integration);
    }

    /** The rule that takes the alarm; null when none does. */
    public @Nullable CompiledRule first(AlarmKeys alarm) {
        return byLevel[alarm.level().ordinal()].first(alarm);
    }

    List<CompiledRule> rules() {
        return rules;
    }
}
