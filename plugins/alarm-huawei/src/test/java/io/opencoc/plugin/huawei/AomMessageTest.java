package io.opencoc.plugin.huawei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import io.opencoc.api.BadPayloadException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AomMessageTest {
    private static final AomSource SOURCE = new AomSource(new Subscription(new Certificates()));
    private static final Instant SENT = Instant.parse("2026-11-23T11:59:00Z");
    private static final String EVENT =
            "{\"starts_at\":1795400100000,\"ends_at\":%s,\"timeout\":259200000,\"id\":\"123\","
                    + "\"metadata\":{\"event_name\":\"NodeMemoryHigh\",\"event_severity\":\"Minor\",\"resource_type\":\"node\","
                    + "\"resource_id\":\"nodeIP=192.168.10.30\",\"namespace\":\"PAAS.NODE\"},\"annotations\":{\"message\":\"93%%\"}}";

    /** Our template, as AOM fills it in. */
    static String filled(Map<String, String> values) {
        String text = AomMessage.TEMPLATE;
        for (var value : values.entrySet()) {
            text = text.replaceFirst(
                    "(?m)^" + value.getKey() + "=.*$",
                    java.util.regex.Matcher.quoteReplacement(value.getKey() + "=" + value.getValue() + ";"));
        }
        return text;
    }

    @Test
    void readsOurTemplate() throws Exception {
        AlarmEvent a = read(filled(Map.of(
                "event_name", "NodeMemoryHigh",
                "event_severity", "Critical",
                "starts_at", "2026-11-23 10:15:00 GMT+08:00",
                "namespace", "PAAS.NODE",
                "resource_type", "node",
                "resource_id", "nodeIP=192.168.10.30",
                "message", "it is \"full\"; 93%")));
        assertEquals("NodeMemoryHigh", a.name());
        assertEquals(AlarmLevel.CRITICAL, a.level());
        assertEquals(AlarmStatus.ALARM, a.status(), "what AOM did not replace counts as missing");
        assertEquals(Instant.parse("2026-11-23T02:15:00Z"), a.startsAt());
        assertEquals("PAAS.NODE", a.namespace());
        assertEquals("cn-north-4", a.region(), "from the topic");
        assertEquals("nodeIP=192.168.10.30", a.resourceName());
        assertNull(a.resourceId());
        assertEquals("it is \"full\"; 93%", a.description());
        assertEquals("node", a.additional().get("resource_type"));
        assertEquals(a.fingerprint(), a.alarmId());
        assertNull(a.additional().get("resource_provider"));
    }

    @Test
    void aMessageOfManyLinesChangesNothingElse() throws Exception {
        AlarmEvent a = read(filled(Map.of(
                "event_name", "A", "event_severity", "Minor", "message", "one\nevent_severity=Critical;\n\nname=B")));
        assertEquals("A", a.name());
        assertEquals(AlarmLevel.MINOR, a.level());
        assertEquals("one\nevent_severity=Critical\n\nname=B", a.description());
    }

    @Test
    void recovers() throws Exception {
        for (String status : new String[] {"resolved", "OK", "恢复", "cleared"}) {
            AlarmEvent a = read(filled(Map.of("event_name", "A", "status", status)));
            assertEquals(AlarmStatus.OK, a.status(), status);
            assertEquals(SENT, a.endsAt());
        }
        AlarmEvent a =
                read(filled(Map.of("event_name", "A", "starts_at", "1795400100000", "ends_at", "1795400200000")));
        assertEquals(Instant.ofEpochMilli(1795400200000L), a.endsAt());
        assertEquals(
                AlarmStatus.ALARM,
                read(filled(Map.of("event_name", "A", "ends_at", "0"))).status());
        assertEquals(
                AlarmStatus.ALARM,
                read(filled(Map.of("event_name", "A", "status", "alerting"))).status());
    }

    @Test
    void readsJsonToo() throws Exception {
        AlarmEvent a = read(EVENT.formatted("0"));
        assertEquals("123", a.alarmId());
        assertEquals(AlarmLevel.MINOR, a.level());
        assertEquals(Instant.ofEpochMilli(1795400100000L), a.startsAt());
        assertEquals(Instant.ofEpochMilli(1795400100000L + 259200000), a.expiresAt(), "AOM clears it then");
        assertEquals(AlarmStatus.OK, read(EVENT.formatted("1795400200000")).status());
        AlarmEvent lines = read(filled(Map.of(
                "event_name", "NodeMemoryHigh", "resource_type", "node", "resource_id", "nodeIP=192.168.10.30")));
        assertEquals(a.fingerprint(), lines.fingerprint(), "it is the same alarm");
    }

    @Test
    void anyOtherTextIsAnAlarmToo() throws Exception {
        for (String text :
                new String[] {"Alarm!\nAll is lost", "{\"a\":", "{}", "[1]", "{\"event_name\":\"a\"quoted\"\"}"}) {
            AlarmEvent a = read(text);
            assertEquals("[Alarm] something", a.name(), text);
            assertEquals(text, a.description());
            assertEquals(AlarmStatus.ALARM, a.status());
            assertEquals(SENT, a.startsAt());
        }
    }

    private static AlarmEvent read(String message) throws BadPayloadException {
        return SOURCE.parse(Vectors.carrying(message)).alarms().get(0);
    }
}
