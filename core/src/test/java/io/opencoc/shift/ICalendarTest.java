package io.opencoc.shift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ICalendarTest {
    private static final Instant START = Instant.parse("2026-03-29T00:30:00Z");

    private static String with(String summary) {
        return ICalendar.write(
                "On call",
                START,
                List.of(new ICalendar.Event("a@opencoc", START, START.plusSeconds(3_600), summary, "")));
    }

    @Test
    void linesEndWithCrLfAndTimesAreUtc() {
        String text = with("Primary");
        assertTrue(text.endsWith("END:VCALENDAR\r\n"));
        assertFalse(text.replace("\r\n", "").contains("\n"));
        List<String> lines = text.lines().toList();
        assertTrue(
                lines.containsAll(List.of(
                        "BEGIN:VCALENDAR",
                        "VERSION:2.0",
                        "BEGIN:VEVENT",
                        "UID:a@opencoc",
                        "DTSTAMP:20260329T003000Z",
                        "DTSTART:20260329T003000Z",
                        "DTEND:20260329T013000Z",
                        "SUMMARY:Primary",
                        "END:VEVENT")),
                text);
    }

    @Test
    void textsAreEscapedAndCannotAddLines() {
        assertEquals("a\\, b\\; c\\\\d\\ne\\nf", ICalendar.escaped("a, b; c\\d\ne\r\nf\u0007"));
        String text = with("x\r\nBEGIN:VALARM");
        assertFalse(text.lines().anyMatch(l -> l.equals("BEGIN:VALARM")), text);
    }

    @Test
    void longLinesAreFoldedBetweenCharacters() {
        String summary = "值班 🚒 on duty ".repeat(20).strip();
        String text = with(summary);
        for (String line : text.split("\r\n")) {
            byte[] octets = line.getBytes(StandardCharsets.UTF_8);
            assertTrue(octets.length <= 75, octets.length + " " + line);
            assertFalse(line.contains("\uFFFD"));
        }
        assertTrue(text.replace("\r\n ", "").contains("SUMMARY:" + summary + "\r\n"), "unfolded it is as it was");
    }
}
