package io.opencoc.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.OutboundMessage.Fact;
import io.opencoc.incident.AlarmRef;
import io.opencoc.incident.IncidentEvent;
import io.opencoc.incident.IncidentState;
import io.opencoc.kernel.access.Person;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageTextsTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final UUID ID = UUID.randomUUID();
    private static final Person ADA = new Person(UUID.randomUUID(), "Ada");
    private static final Person BOB = new Person(UUID.randomUUID(), "Bob");

    private static IncidentEvent.Snapshot incident(String title) {
        return new IncidentEvent.Snapshot(
                ID,
                ID,
                "INC000007",
                title,
                "P2",
                IncidentState.UNACCEPTED,
                "shop",
                null,
                "line 1\r\nline 2",
                ADA,
                BOB,
                AT,
                1);
    }

    private static final List<IncidentEvent> ALL = List.of(
            new IncidentEvent.Created(
                    ID, incident("Disk full"), AT, BOB, true, new AlarmRef(ID, "ALM000001", "DiskFull")),
            new IncidentEvent.Forwarded(ID, incident("Disk full"), AT, BOB, "please"),
            new IncidentEvent.Rejected(ID, incident("Disk full"), AT, BOB, "not ours"),
            new IncidentEvent.Resubmitted(ID, incident("Disk full"), AT, BOB),
            new IncidentEvent.VerificationFailed(ID, incident("Disk full"), AT, BOB, "still full"));

    @Test
    void saysInEnglishWhatHappened() {
        Message created = MessageTexts.of(ALL.getFirst(), "en");
        assertEquals("[P2] INC000007 opened: Disk full", created.subject());
        assertTrue(created.text().startsWith("An incident was opened. It is yours"), created.text());
        assertTrue(created.text().endsWith("\n\nline 1\nline 2"), created.text());
        assertEquals(
                List.of(
                        new Fact("Incident", "INC000007"),
                        new Fact("Title", "Disk full"),
                        new Fact("Level", "P2"),
                        new Fact("Application", "shop"),
                        new Fact("Alarm", "ALM000001 DiskFull"),
                        new Fact("Opened at", "2026-03-01 10:00:00 UTC")),
                created.facts());
        assertEquals(
                "Bob rejected the incident that you created. Change it and submit it again, or close it. The reason:"
                        + "\n\nnot ours",
                MessageTexts.of(ALL.get(2), "en").text());
    }

    @Test
    void saysEverythingInChineseToo() {
        for (IncidentEvent event : ALL) {
            Message en = MessageTexts.of(event, "en");
            Message zh = MessageTexts.of(event, "zh");
            assertEquals(en.facts().size(), zh.facts().size());
            assertTrue(zh.subject().matches("\\[P2] INC000007 \\p{IsHan}+：Disk full"), zh.subject());
            assertFalse(en.text().matches("(?s).*\\p{IsHan}.*"), en.text());
            zh.facts().forEach(f -> assertTrue(f.label().matches("\\p{IsHan}+"), f.label()));
            assertFalse(zh.text().contains("{0}"));
        }
        assertEquals(
                "Bob 将此事件单转给了您。\n\nplease\n\nline 1\nline 2",
                MessageTexts.of(ALL.get(1), "zh").text());
    }

    @Test
    void leavesMarkupAloneAndKeepsTheSubjectOnOneLine() {
        IncidentEvent event = new IncidentEvent.Created(
                ID, incident("<b>x</b>\r\nBcc: all@example.com\u2028&amp;\u0000"), AT, BOB, true, null);
        Message message = MessageTexts.of(event, "en");
        assertEquals("[P2] INC000007 opened: <b>x</b> Bcc: all@example.com &amp;", message.subject());
        assertEquals(
                "<b>x</b> Bcc: all@example.com &amp;", message.facts().get(1).value());
    }

    @Test
    void tellsThePersonWhomItConcerns() {
        assertEquals(
                List.of(ADA.id(), ADA.id(), BOB.id(), ADA.id(), ADA.id()),
                ALL.stream().map(IncidentMessages::recipient).toList());
        assertNull(IncidentMessages.recipient(new IncidentEvent.Created(ID, incident("t"), AT, BOB, false, null)));
        assertNull(IncidentMessages.recipient(new IncidentEvent.Accepted(ID, incident("t"), AT, BOB)));
    }
}
