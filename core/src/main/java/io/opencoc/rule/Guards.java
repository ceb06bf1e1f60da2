package io.opencoc.rule;

import io.opencoc.rule.Condition.Join;
import io.opencoc.rule.Condition.Operator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a condition says that certain keys must equal: by key, the values of which an alarm must have one, for the condition to hold. Values of
 * keys that compare without regard to case are in lower case. What it does not say is no guard: guards only ever let through too much.
 */
final class Guards {
    private Guards() {}

    static Map<String, Set<String>> of(Condition condition) {
        return switch (condition) {
            case Condition.Comparison c -> of(c);
            case Condition.Group g -> g.join() == Join.AND ? narrow(g) : widen(g);
        };
    }

    private static Map<String, Set<String>> of(Condition.Comparison c) {
        if (c.operator() != Operator.EQUALS && c.operator() != Operator.IN) {
            return Map.of();
        }
        Set<String> values = new HashSet<>();
        c.all().forEach(v -> values.add(Keys.ignoresCase(c.key()) ? v.toLowerCase(Locale.ROOT) : v));
        return Map.of(c.key(), values);
    }

    /** All must hold: each guard of each one does, too. */
    private static Map<String, Set<String>> narrow(Condition.Group group) {
        Map<String, Set<String>> out = new HashMap<>();
        for (Condition item : group.items()) {
            of(item).forEach((key, values) -> out.merge(key, values, (a, b) -> {
                Set<String> both = new HashSet<>(a);
                both.retainAll(b);
                return both;
            }));
        }
        return out;
    }

    /** One must hold: only keys that every one guards are guarded. */
    private static Map<String, Set<String>> widen(Condition.Group group) {
        Map<String, Set<String>> out = new HashMap<>(of(group.items().getFirst()));
        for (Condition item : group.items().subList(1, group.items().size())) {
            Map<String, Set<String>> guards = of(item);
            out.keySet().retainAll(guards.keySet());
            out.replaceAll((key, values) -> {
                Set<String> either = new HashSet<>(values);
                either.addAll(guards.getOrDefault(key, Set.of()));
                return either;
            });
        }
        return out;
    }
}
