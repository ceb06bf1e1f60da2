package io.opencoc.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.opencoc.api.AlarmLevel;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GroupKeyTest {
    static final UUID RULE = new UUID(1, 2);

    static String key(CompiledRule rule, AlarmKeys alarm) {
        byte[] key = rule.groupKey(alarm, null);
        assertEquals(32, key.length);
        return HexFormat.of().formatHex(key);
    }

    @Test
    void isEqualForEqualValuesOnly() {
        CompiledRule rule = TestRules.grouped(RULE, "alarmName", "region");
        String key = key(rule, TestAlarm.of("alarmName", "a", "region", "eu", "alarmId", "1"));
        assertEquals(key, key(rule, TestAlarm.of("alarmName", "a", "region", "eu", "alarmId", "2")));
        assertNotEquals(key, key(rule, TestAlarm.of("alarmName", "b", "region", "eu")));
        assertNotEquals(key, key(rule, TestAlarm.of("alarmName", "a")));
    }

    @Test
    void valuesDoNotRunIntoEachOther() {
        CompiledRule rule = TestRules.grouped(RULE, "alarmName", "region");
        assertNotEquals(
                key(rule, TestAlarm.of("alarmName", "ab", "region", "c")),
                key(rule, TestAlarm.of("alarmName", "a", "region", "bc")));
        assertNotEquals(
                key(rule, TestAlarm.of("alarmName", "x", "region", "")),
                key(rule, TestAlarm.of("alarmName", "", "region", "x")));
    }

    @Test
    void belongsToTheRuleAndItsKeys() {
        TestAlarm alarm = TestAlarm.of("alarmName", "a", "region", "a");
        assertNotEquals(
                key(TestRules.grouped(RULE, "alarmName"), alarm),
                key(TestRules.grouped(new UUID(1, 3), "alarmName"), alarm));
        assertNotEquals(
                key(TestRules.grouped(RULE, "alarmName"), alarm), key(TestRules.grouped(RULE, "region"), alarm));
        assertEquals(
                key(TestRules.grouped(RULE, "alarmName", "region"), alarm),
                key(TestRules.grouped(RULE, "region", "alarmName"), alarm));
    }

    @Test
    void mayBeOneForAllAlarmsOfTheRule() {
        CompiledRule rule = TestRules.grouped(RULE);
        assertEquals(key(rule, TestAlarm.of("alarmId", "1")), key(rule, TestAlarm.of("alarmId", "2")));
    }

    @Test
    void mayTellLevelsApart() {
        CompiledRule rule = TestRules.grouped(RULE, "alarmLevel");
        assertNotEquals(key(rule, TestAlarm.of()), key(rule, TestAlarm.of().at(AlarmLevel.MINOR)));
    }
}
