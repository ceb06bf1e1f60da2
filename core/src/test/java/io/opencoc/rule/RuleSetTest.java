package io.opencoc.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.AlarmLevel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RuleSetTest {
    static final List<String> SOURCES = List.of("prometheus", "ces", "webhook");
    static final List<String> WORDS = List.of("", "a", "b", "c", "ab");
    static final List<String> TEXT_KEYS = List.of("alarmName", "region", "namespace", "additional.team", "alarmId");
    static final List<UUID> INTEGRATIONS = List.of(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));

    @RepeatedTest(200)
    void givesWhatTryingAllRulesInOrderGives(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<CompiledRule> rules = IntStream.range(0, random.nextInt(1, 40))
                .mapToObj(i -> rule(random))
                .toList();
        RuleSet set = new RuleSet(1, rules);
        int found = 0;
        for (int i = 0; i < 200; i++) {
            AlarmKeys alarm = alarm(random);
            CompiledRule expected =
                    rules.stream().filter(r -> r.matches(alarm)).findFirst().orElse(null);
            assertSame(expected, set.first(alarm), () -> alarm + " in seed " + repetition.getCurrentRepetition());
            found += expected == null ? 0 : 1;
        }
        assertTrue(rules.size() < 10 || found > 0, "the alarms are such that some rules match");
    }

    static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    static AlarmKeys alarm(Random random) {
        Map<String, String> values = new HashMap<>();
        TEXT_KEYS.forEach(k -> values.put(k, one(random, WORDS)));
        values.put("alarmStatus", random.nextBoolean() ? "alarm" : "ok");
        return new TestAlarm(
                one(random, SOURCES), one(random, INTEGRATIONS), one(random, List.of(AlarmLevel.values())), values);
    }

    static CompiledRule rule(Random random) {
        return TestRules.rule(
                random.nextInt(10) == 0 ? null : condition(random, 1),
                random.nextInt(3) == 0 ? List.of(one(random, SOURCES), one(random, SOURCES)) : List.of(),
                random.nextInt(3) == 0 ? List.of(one(random, INTEGRATIONS)) : List.of());
    }

    static String condition(Random random, int depth) {
        if (depth < 4 && random.nextInt(3) > 0) {
            return "{\"join\":\"%s\",\"items\":[%s]}"
                    .formatted(
                            random.nextBoolean() ? "and" : "or",
                            IntStream.range(0, random.nextInt(1, 4))
                                    .mapToObj(i -> condition(random, depth + 1))
                                    .collect(Collectors.joining(",")));
        }
        return switch (random.nextInt(8)) {
            case 0 -> comparison("alarmLevel", random, List.of("critical", "MAJOR", "Minor"));
            case 1 -> comparison("alarmSource", random, List.of("CES", "prometheus", "nagios"));
            case 2 -> comparison("alarmStatus", random, List.of("OK", "alarm"));
            case 3 -> ConditionTest.comparison(one(random, TEXT_KEYS), "regex", "^(a|b)+$");
            case 4 -> ConditionTest.comparison(one(random, TEXT_KEYS), "contains", "a");
            default -> comparison(one(random, TEXT_KEYS), random, WORDS);
        };
    }

    static String comparison(String key, Random random, List<String> values) {
        return switch (random.nextInt(4)) {
            case 0 -> ConditionTest.comparison(key, "notEquals", one(random, values));
            case 1 ->
                "{\"key\":\"%s\",\"operator\":\"in\",\"values\":[\"%s\",\"%s\"]}"
                        .formatted(key, one(random, values), one(random, values));
            default -> ConditionTest.comparison(key, "equals", one(random, values));
        };
    }

    @Test
    void nothingMatchesWithoutRules() {
        RuleSet set = new RuleSet(7, List.of());
        assertNull(set.first(TestAlarm.of()));
        assertEquals(7, set.version());
        assertEquals(0, set.size());
    }

    /** Counts how often it is asked for values: what it costs to hold it against rules. */
    static final class Counting implements AlarmKeys {
        final Map<String, String> values;
        final AlarmLevel level;
        int asked;

        Counting(AlarmLevel level, Map<String, String> values) {
            this.level = level;
            this.values = values;
        }

        @Override
        public String source() {
            return "prometheus";
        }

        @Override
        public UUID integrationId() {
            return TestAlarm.INTEGRATION;
        }

        @Override
        public AlarmLevel level() {
            return level;
        }

        @Override
        public String value(String key) {
            asked++;
            return values.getOrDefault(key, "");
        }
    }

    @Test
    void ofTenThousandRulesFewAreTried() {
        List<CompiledRule> rules = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            String json =
                    switch (i % 4) {
                        case 0 ->
                            ConditionParserTest.group(
                                    ConditionTest.comparison("alarmName", "equals", "HighCpu"),
                                    ConditionTest.comparison("additional.team", "equals", "team-" + i));
                        case 1 ->
                            "{\"join\":\"or\",\"items\":[%s,%s]}"
                                    .formatted(
                                            ConditionTest.comparison("alarmName", "equals", "alarm-" + i),
                                            "{\"key\":\"alarmName\",\"operator\":\"in\",\"values\":[\"x-%d\",\"y-%d\"]}"
                                                    .formatted(i, i));
                        case 2 ->
                            ConditionParserTest.group(
                                    ConditionTest.comparison("alarmDesc", "regex", "disk"),
                                    ConditionTest.comparison("alarmLevel", "equals", "minor"));
                        default -> ConditionTest.comparison("alarmDesc", "contains", "disk");
                    };
            rules.add(
                    i % 4 == 3
                            ? TestRules.rule(json, List.of("ces"), List.of(new UUID(2, i)))
                            : TestRules.rule(json, List.of(), List.of()));
        }
        RuleSet set = new RuleSet(1, rules);
        Counting alarm = new Counting(
                AlarmLevel.CRITICAL, Map.of("alarmName", "HighCpu", "additional.team", "team-9996", "alarmDesc", "d"));
        assertSame(rules.get(9996), set.first(alarm));
        assertTrue(alarm.asked < 20, "asked " + alarm.asked + " times");
        Counting other = new Counting(AlarmLevel.MAJOR, Map.of("alarmName", "y-5001"));
        assertSame(rules.get(5001), set.first(other));
        assertTrue(other.asked < 20, "asked " + other.asked + " times");
    }

    @Test
    void theSmallerPriorityWinsWhicheverListItStandsIn() {
        CompiledRule any = TestRules.rule(null);
        CompiledRule named = TestRules.rule(ConditionTest.comparison("alarmName", "equals", "a"));
        AlarmKeys alarm = TestAlarm.of("alarmName", "a");
        assertSame(any, new RuleSet(1, List.of(any, named)).first(alarm));
        assertSame(named, new RuleSet(1, List.of(named, any)).first(alarm));
        assertSame(any, new RuleSet(1, List.of(named, any)).first(TestAlarm.of("alarmName", "b")));
    }
}
