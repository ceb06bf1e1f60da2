package io.opencoc.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.alarm.AlarmEvents;
import io.opencoc.api.AlarmLevel;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AlarmMessagesTest {
    private final AlarmEvents.Assigned event = new AlarmEvents.Assigned(
            UUID.randomUUID(),
            UUID.randomUUID(),
            1,
            "ALM000007",
            "High\r\nCpu <b>",
            AlarmLevel.CRITICAL,
            "host-1",
            null,
            "eu-west",
            "95 %\nfor 5 min",
            Instant.parse("2026-11-23T10:00:00Z"),
            UUID.randomUUID(),
            UUID.randomUUID());

    @Test
    void saysWhatFiresInOneLineAndKeepsTextAsText() {
        Message message = AlarmMessages.message(event, "en");
        assertEquals("[Critical] ALM000007 alarm: High Cpu <b>", message.subject());
        assertTrue(message.text().endsWith("95 %\nfor 5 min"), message.text());
        assertEquals("host-1", message.facts().get(2).value());
        assertFalse(message.facts().stream().anyMatch(f -> f.label().equals("Application")));
    }

    @Test
    void speaksChinese() {
        Message message = AlarmMessages.message(event, "zh");
        assertEquals("[紧急] ALM000007 告警：High Cpu <b>", message.subject());
        assertEquals("开始时间", message.facts().getLast().label());
        assertEquals("2026-11-23 10:00:00 UTC", message.facts().getLast().value());
    }
}
