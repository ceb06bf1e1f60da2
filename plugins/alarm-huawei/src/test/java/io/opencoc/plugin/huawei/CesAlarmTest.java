package io.opencoc.plugin.huawei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import io.opencoc.api.BadPayloadException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CesAlarmTest {
    private static final CesSource SOURCE = new CesSource(new Subscription(new Certificates()));

    @Test
    void readsTheVariablesAlone() throws Exception {
        AlarmEvent a = SOURCE.parse(Vectors.request(Vectors.envelope(Vectors.NOTIFICATION), Map.of()))
                .alarms()
                .get(0);
        assertEquals("rule-cpu-high", a.name());
        assertEquals("ah1795400100123demoREC01", a.alarmId());
        assertEquals(AlarmLevel.CRITICAL, a.level());
        assertEquals(AlarmStatus.ALARM, a.status());
        assertEquals(Instant.parse("2026-11-23T02:15:00Z"), a.startsAt());
        assertEquals("弹性云服务器", a.namespace());
        assertEquals("华北-北京四", a.region());
        assertEquals("ops-web-01", a.resourceName());
        assertEquals("5f0c2b7e-1111-4a2b-9c3d-0a1b2c3d4e5f", a.resourceId());
        assertEquals("96.20 %", a.additional().get("CurrentData"));
        assertEquals("192.168.10.21", a.additional().get("PrivateIp"));
        assertNull(a.expiresAt());
        assertTrue(a.raw().startsWith("{\"version\":\"v1\""), "what was sent is kept, not its envelope");
    }

    /** The guide's table of fields, row by row. */
    @Test
    void readsTheFlatLayoutAsTheGuideSays() throws Exception {
        AlarmEvent a = read(flat());
        assertEquals("al1795400100123demoRULE1", a.alarmId());
        assertEquals("rule-cpu-high", a.name());
        assertEquals(AlarmLevel.CRITICAL, a.level());
        assertEquals(Instant.ofEpochMilli(1795400100000L), a.startsAt());
        assertEquals("SYS.ECS", a.namespace());
        assertEquals("华北-北京四", a.region());
        assertNull(a.application());
        assertEquals("ops-web-01", a.resourceName());
        assertEquals("5f0c2b7e-1111-4a2b-9c3d-0a1b2c3d4e5f", a.resourceId());
        assertEquals("cpu over 90% three times", a.description());
        assertEquals("https://console.example.invalid/alarm/1", a.url());
        assertEquals(AlarmStatus.ALARM, a.status());
        assertEquals("cpu_util", a.additional().get("metric_name"));
        assertEquals("CPU使用率", a.additional().get("MetricName"));
        assertEquals("[{\"time\":1795400000000,\"value\":96.2}]", a.additional().get("alarmValue"));
        assertFalse(a.additional().containsKey("alarm_id"), "what has a field of its own is not repeated");
    }

    @Test
    void bothLayoutsAreTheSameAlarm() throws Exception {
        String variables = read(flat()).fingerprint();
        AlarmEvent alone = SOURCE.parse(Vectors.request(Vectors.envelope(Vectors.NOTIFICATION), Map.of()))
                .alarms()
                .get(0);
        assertEquals(alone.fingerprint(), variables);
        for (String part : new String[] {"RegionId", "ResourceId", "AlarmRuleName", "MetricName"}) {
            ObjectNode other = flat();
            ((ObjectNode) other.get("template_variable")).put(part, "other");
            assertNotEquals(variables, read(other).fingerprint(), part);
        }
        ObjectNode again = flat();
        ((ObjectNode) again.get("template_variable")).put("AlarmRecordID", "another firing");
        assertEquals(variables, read(again).fingerprint());
    }

    @Test
    void recoversWhenItIsToldSo() throws Exception {
        assertEquals(AlarmStatus.OK, read(flat().put("alarm_status", "ok")).status());
        assertEquals(
                Instant.ofEpochMilli(1795400100000L),
                read(flat().put("alarm_status", "OK")).endsAt());
        assertEquals(
                AlarmStatus.ALARM,
                read(flat().put("alarm_status", "insufficient_data")).status());
        refused(flat().put("alarm_status", "maybe"), "alarm_status \"maybe\"");
        String data = "{\"version\":\"v1\",\"data\":{\"AlarmRuleName\":\"r\"%s}}";
        assertEquals(
                AlarmStatus.ALARM, read(data.formatted(",\"IsAlarm\":true")).status());
        assertEquals(
                AlarmStatus.ALARM, read(data.formatted(",\"IsAlarm\":\"true\"")).status());
        assertEquals(AlarmStatus.OK, read(data.formatted(",\"IsAlarm\":false")).status());
        assertEquals(AlarmStatus.OK, read(data.formatted("")).status(), "missing is a recovery");
        assertEquals(AlarmStatus.OK, read(data.formatted(",\"IsAlarm\":null")).status());
    }

    @Test
    void anEventNeverRecovers() throws Exception {
        for (String event : new String[] {
            "\"EventName\":\"rebootServer\"", "\"AlarmType\":\"EVENT.SYS\"", "\"alarm_type\":\"event\""
        }) {
            assertEquals(
                    AlarmStatus.ALARM,
                    read("{\"version\":\"v1\",\"data\":{\"AlarmRuleName\":\"r\"," + event + ",\"IsAlarm\":false}}")
                            .status());
        }
    }

    @Test
    void levelsComeInBothLanguages() throws Exception {
        Map<String, AlarmLevel> levels = Map.of(
                "紧急", AlarmLevel.CRITICAL,
                "Critical", AlarmLevel.CRITICAL,
                "重要", AlarmLevel.MAJOR,
                "major", AlarmLevel.MAJOR,
                "次要", AlarmLevel.MINOR,
                " Minor ", AlarmLevel.MINOR,
                "提示", AlarmLevel.SUGGESTION,
                "Informational", AlarmLevel.SUGGESTION,
                "Suggestion", AlarmLevel.SUGGESTION,
                "what?", AlarmLevel.MAJOR);
        for (var level : levels.entrySet()) {
            ObjectNode alarm = flat();
            ((ObjectNode) alarm.get("template_variable")).put("AlarmLevel", level.getKey());
            assertEquals(level.getValue(), read(alarm).level(), level.getKey());
        }
    }

    @Test
    void aStrangeTimeDoesNotCostTheAlarm() throws Exception {
        for (String time : new String[] {"\"soon\"", "-1", "0", "99999999999999999999", "1e300", "{}", "null"}) {
            assertEquals(
                    Instant.parse("2026-11-23T11:59:00Z"),
                    read("{\"alarm_name\":\"a\",\"time\":" + time + "}").startsAt(),
                    time);
        }
        assertEquals(
                Instant.parse("2026-11-23T10:15:00Z"),
                read("{\"alarm_name\":\"a\",\"data\":{\"AlarmTime\":\"2026/11/23 10:15:00 GMT+00:00\"}}")
                        .startsAt());
    }

    @Test
    void whatIsNoAlarmIsRefused() {
        refused("", "message is missing");
        refused("hello", "message is not an alarm of Cloud Eye");
        refused("[]", "an object is expected");
        refused("{}", "no alarm_name");
        refused("{\"alarm_name\":\"\",\"data\":[]}", "no alarm_name");
        refused("{\"alarm_name\":\"a\"} x", "message is not an alarm");
    }

    private static ObjectNode flat() {
        return (ObjectNode) Vectors.resource("ces-flat.json").get("ces_inner_message");
    }

    private static AlarmEvent read(JsonNode message) throws BadPayloadException {
        return read(message.toString());
    }

    private static AlarmEvent read(String message) throws BadPayloadException {
        return SOURCE.parse(Vectors.carrying(message)).alarms().get(0);
    }

    private static void refused(Object message, String why) {
        String text = String.valueOf(assertThrows(BadPayloadException.class, () -> read(message.toString()))
                .getMessage());
        assertTrue(text.contains(why), text);
    }
}
