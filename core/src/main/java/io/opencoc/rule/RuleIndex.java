package io.opencoc.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules that an alarm may match without trying all. Each rule stands in the lists of one of its guards: of the values that it wants a
 * key to equal, else of its integrations, else of its sources, else among the others. Of several keys it is the one whose values it shares with the fewest rules.
 * An alarm is held against the rules in the few lists that are its own.
 */
final class RuleIndex {
    private static final int MOST_KEYS = 8;
    private static final int[] NONE = {};

    private final CompiledRule[] rules;
    private final String[] keys;
    private final List<Map<String, int[]>> byValue = new ArrayList<>();
    private final Map<UUID, int[]> byIntegration;
    private final Map<String, int[]> bySource;
    private final int[] others;

    /** Collects the places of rules under what they are found by. */
    private static final class Lists<K> {
        private final Map<K, int[]> lists = new HashMap<>();
        private final Map<K, Integer> sizes = new HashMap<>();

        void add(K key, int place) {
            int size = sizes.merge(key, 1, Integer::sum);
            int[] list = lists.getOrDefault(key, NONE);
            if (size > list.length) {
                list = Arrays.copyOf(list, Math.max(4, size * 2));
                lists.put(key, list);
            }
            list[size - 1] = place;
        }

        Map<K, int[]> done() {
            lists.replaceAll((key, list) -> Arrays.copyOf(list, sizes.getOrDefault(key, 0)));
            return Map.copyOf(lists);
        }
    }

    RuleIndex(List<CompiledRule> all, Predicate<CompiledRule> which) {
        rules = all.toArray(CompiledRule[]::new);
        Map<String, Map<String, Integer>> counts =
                counts(all.stream().filter(which).toList());
        keys = keys(counts);
        List<Lists<String>> values = new ArrayList<>();
        for (int k = 0; k < keys.length; k++) {
            values.add(new Lists<>());
        }
        Lists<UUID> integrations = new Lists<>();
        Lists<String> sources = new Lists<>();
        Lists<Boolean> rest = new Lists<>();
        for (int place = 0; place < rules.length; place++) {
            CompiledRule rule = rules[place];
            if (which.test(rule)) {
                int at = place;
                int key = keyOf(rule, counts);
                if (key >= 0) {
                    rule.guards().getOrDefault(keys[key], Set.of()).forEach(v -> values.get(key)
                            .add(v, at));
                } else if (!rule.integrations().isEmpty()) {
                    rule.integrations().forEach(i -> integrations.add(i, at));
                } else if (!sources(rule).isEmpty()) {
                    sources(rule).forEach(s -> sources.add(s, at));
                } else {
                    rest.add(true, at);
                }
            }
        }
        values.forEach(v -> byValue.add(v.done()));
        byIntegration = integrations.done();
        bySource = sources.done();
        others = rest.done().getOrDefault(true, NONE);
    }

    /** How many rules want a key to equal a value, by key and value. */
    private static Map<String, Map<String, Integer>> counts(List<CompiledRule> rules) {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        rules.forEach(r -> r.guards().forEach((key, values) -> {
            if (!Keys.ignoresCase(key)) {
                Map<String, Integer> of = counts.computeIfAbsent(key, k -> new HashMap<>());
                values.forEach(v -> of.merge(v, 1, Integer::sum));
            }
        }));
        return counts;
    }

    /** Those with the most different values. */
    private static String[] keys(Map<String, Map<String, Integer>> counts) {
        return counts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Map<String, Integer>> e) ->
                                -e.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_KEYS)
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
    }

    /** The key whose values the rule shares with the fewest others; -1 when it guards none. */
    private int keyOf(CompiledRule rule, Map<String, Map<String, Integer>> counts) {
        int best = -1;
        long fewest = Long.MAX_VALUE;
        for (int k = 0; k < keys.length; k++) {
            Set<String> values = rule.guards().get(keys[k]);
            if (values != null) {
                Map<String, Integer> of = counts.getOrDefault(keys[k], Map.of());
                long shared = values.stream()
                        .mapToLong(v -> of.getOrDefault(v, 0))
                        .max()
                        .orElse(0);
                if (shared < fewest) {
                    fewest = shared;
                    best = k;
                }
            }
        }
        return best;
    }

    /** In lower case, for conditions on the source do not regard it; empty means any. */
    private static Set<String> sources(CompiledRule rule) {
        if (rule.rule().sources().isEmpty()) {
            return rule.guards().getOrDefault(Keys.SOURCE, Set.of());
        }
        Set<String> out = new HashSet<>();
        rule.rule().sources().forEach(s -> out.add(s.toLowerCase(Locale.ROOT)));
        return out;
    }

    @Nullable
    CompiledRule first(AlarmKeys alarm) {
        int best = Integer.MAX_VALUE;
        for (int k = 0; k < keys.length; k++) {
            best = first(byValue.get(k).getOrDefault(alarm.value(keys[k]), NONE), alarm, best);
        }
        best = first(byIntegration.getOrDefault(alarm.integrationId(), NONE), alarm, best);
        best = first(bySource.getOrDefault(alarm.source().toLowerCase(Locale.ROOT), NONE), alarm, best);
        best = first(others, alarm, best);
        return best == Integer.MAX_VALUE ? null : rules[best];
    }

    /** The place of the first rule of the list that matches, if it comes before the best one yet. */
    private int first(int[] list, AlarmKeys alarm, int best) {
        for (int place : list) {
            if (place >= best) {
                return best;
            }
            if (rules[place].matches(alarm)) {
                return place;
            }
        }
        return best;
    }
}
