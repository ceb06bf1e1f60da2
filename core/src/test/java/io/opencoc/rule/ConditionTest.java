package io.opencoc.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opencoc.api.AlarmLevel;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
    static final TestAlarm ALARM = TestAlarm.of(
            "alarmId", "4711",
            "alarmName", "HighCpu",
            "alarmStatus", "alarm",
            "time", "2026-01-02T03:04:05Z",
            "alarmDesc", "CPU of\nweb-1 is 99 %",
            "additional.team", "Web");

    static String comparison(String key, String operator, String value) {
        return "{\"key\":\"%s\",\"operator\":\"%s\",\"value\":\"%s\"}".formatted(key, operator, value);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            alarmName,       equals,      HighCpu,            true
            alarmName,       equals,      highcpu,            false
            alarmName,       notEquals,   highcpu,            true
            alarmName,       notEquals,   HighCpu,            false
            alarmName,       contains,    ghC,                true
            alarmName,       contains,    ghc,                false
            alarmName,       notContains, ghc,                true
            alarmName,       notContains, Cpu,                false
            alarmName,       regex,       gh[A-D],            true
            alarmName,       regex,       ^gh,                false
            alarmName,       regex,       ^High(Cpu|Load)$,   true
            alarmName,       regex,       ^highcpu$,          false
            alarmDesc,       regex,       web-[0-9]+ is 99,   true
            time,            regex,       T03:,               true
            time,            contains,    2026-01,            true
            alarmLevel,      equals,      critical,           true
            alarmLevel,      equals,      CRITICAL,           true
            alarmLevel,      equals,      major,              false
            alarmLevel,      notEquals,   Major,              true
            alarmLevel,      contains,    CRIT,               true
            alarmLevel,      regex,       ^CRIT,              true
            alarmStatus,     equals,      Alarm,              true
            alarmStatus,     equals,      ok,                 false
            alarmSource,     equals,      Prometheus,         true
            alarmSource,     contains,    METH,               true
            alarmSource,     equals,      ces,                false
            additional.team, equals,      Web,                true
            additional.team, equals,      web,                false
            additional.none, equals,      '',                 true
            additional.none, notEquals,   '',                 false
            additional.team, notEquals,   '',                 true
            region,          equals,      '',                 true
            region,          contains,    x,                  false
            region,          notContains, x,                  true
            """)
    void comparesAsTheOperatorSays(String key, String operator, String value, boolean holds) {
        assertEquals(holds, TestRules.rule(comparison(key, operator, value)).matches(ALARM));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alarmName   | ["LowDisk","HighCpu"]   | true
            alarmName   | ["lowdisk","highcpu"]   | false
            alarmLevel  | ["MAJOR","Critical"]    | true
            alarmLevel  | ["major","minor"]       | false
            alarmSource | ["CES","PROMETHEUS"]    | true
            region      | ["eu",""]               | true
            """)
    void inMeansOneOfTheValues(String key, String values, boolean holds) {
        assertEquals(
                holds,
                TestRules.rule("{\"key\":\"%s\",\"operator\":\"in\",\"values\":%s}".formatted(key, values))
                        .matches(ALARM));
    }

    @ParameterizedTest
    @CsvSource({
        "and,true,true,true",
        "and,true,false,false",
        "and,false,false,false",
        "or,true,false,true",
        "or,false,false,false"
    })
    void groupsJoin(String join, boolean first, boolean second, boolean holds) {
        String json = "{\"join\":\"%s\",\"items\":[%s,{\"join\":\"and\",\"items\":[%s]}]}"
                .formatted(
                        join,
                        comparison("alarmId", "equals", first ? "4711" : "x"),
                        comparison("alarmName", "equals", second ? "HighCpu" : "x"));
        assertEquals(holds, TestRules.rule(json).matches(ALARM));
    }

    @Test
    void sourcesAndIntegrationsRestrict() {
        assertEquals(true, TestRules.rule(null).matches(ALARM));
        assertEquals(
                true,
                TestRules.rule(null, List.of("ces", "prometheus"), List.of()).matches(ALARM));
        assertEquals(false, TestRules.rule(null, List.of("ces"), List.of()).matches(ALARM));
        assertEquals(
                true,
                TestRules.rule(null, List.of(), List.of(TestAlarm.INTEGRATION)).matches(ALARM));
        assertEquals(
                false, TestRules.rule(null, List.of(), List.of(new UUID(9, 9))).matches(ALARM));
        assertEquals(
                false,
                TestRules.rule(null, List.of("ces"), List.of(TestAlarm.INTEGRATION))
                        .matches(ALARM));
    }

    @Test
    void levelsAreMapped() {
        CompiledRule rule = TestRules.rule(null);
        assertEquals("P1", rule.incidentLevel(AlarmLevel.CRITICAL));
        assertEquals("P2", rule.incidentLevel(AlarmLevel.MAJOR));
        assertEquals(null, rule.incidentLevel(AlarmLevel.MINOR));
        assertEquals("P5", rule.incidentLevel(AlarmLevel.SUGGESTION));
        CompiledRule alarms =
                CompiledRule.of(TestRules.of(new UUID(0, 1), null, List.of(), List.of(), TriggerType.ALARM, "alarmId"));
        assertEquals(null, alarms.incidentLevel(AlarmLevel.CRITICAL));
    }
}
