package io.opencoc.plugin.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T02:15:00Z, 2026-11-23T02:15:00Z",
        "2026-11-23t02:15:00z, 2026-11-23T02:15:00Z",
        "2026-11-23T02:15:00.000+0000, 2026-11-23T02:15:00Z",
        "2026-11-23T10:15:00+08:00, 2026-11-23T02:15:00Z",
        "2026-11-23T10:15:00+08, 2026-11-23T02:15:00Z",
        "2026-11-22T21:45:00-0430, 2026-11-23T02:15:00Z",
        "2026-11-23 10:15:00 +0800, 2026-11-23T02:15:00Z",
        "2026-11-23 10:15, 2026-11-23T02:15:00Z",
        "2026-11-23 10:15:00.5, 2026-11-23T02:15:00.500Z",
        "2026-11-23T02:15:00.1234567891234Z, 2026-11-23T02:15:00.123456789Z",
        "20261123101500, 2026-11-23T02:15:00Z",
        "1795400100, 2026-11-23T02:15:00Z",
        "1795400100.25, 2026-11-23T02:15:00.250Z",
        "1795400100250, 2026-11-23T02:15:00.250Z",
        "1795400100250000, 2026-11-23T02:15:00.250Z",
        "1795400100250000001, 2026-11-23T02:15:00.250000001Z",
    })
    void readsWhatSendersWrite(String text, Instant expected) {
        assertEquals(expected, Times.parse(text, ZoneId.of("Asia/Shanghai")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z"})
    void someTimesStandForNone(String text) {
        assertNull(Times.parse(text, ZoneOffset.UTC));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "now",
                "-1",
                "1e9",
                "NaN",
                "2026-11-23",
                "2026-13-23T00:00:00Z",
                "2026-02-30T00:00:00Z",
                "2026-11-23T24:00:00Z",
                "2026-11-23T10:60:00Z",
                "2026-11-23T10:45:60Z",
                "2026-11-23T10:45:00.Z",
                "2026-11-23T10:45:00+8:00",
                "2026-11-23T10:45:00+08:",
                "2026-11-23T10:45:00ZZ",
                "2026-11-23T10",
                "2026-11-23T10:",
                "1969-12-31T23:59:59Z",
                "9999-12-31T23:59:59-01:00",
                "10000-01-01T00:00:00Z",
                "２０２６-11-23T10:45:00Z",
                "20261323101500",
                "12345678901234567890",
                "9999999999999999999",
                "1.",
                "1.x",
                "99999999999999999999999999999999999999999999"
            })
    void refusesTheRest(String text) {
        assertThrows(DateTimeException.class, () -> Times.parse(text, ZoneOffset.UTC));
    }

    @Test
    void neverThrowsAnythingElse() {
        Random random = new Random(7);
        String pieces = "0123456789-:T.+Z ,";
        for (int round = 0; round < 200_000; round++) {
            StringBuilder text = new StringBuilder("2026-11-23T10:45:00.5+08:00");
            for (int i = random.nextInt(6); i >= 0; i--) {
                text.setCharAt(random.nextInt(text.length()), pieces.charAt(random.nextInt(pieces.length())));
            }
            text.setLength(1 + random.nextInt(text.length()));
            try {
                Times.parse(text.toString(), ZoneId.of("Europe/Berlin"));
            } catch (DateTimeException e) {
                // as it says
            }
        }
    }
}
