package io.opencoc.plugin.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.DeliveryException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmsTextTest {
    private static final String LINK = "https://coc.example.com/incidents/INC000001";

    @Test
    void subjectTextAndLinkInOneLine() {
        assertEquals(
                "[CRITICAL] INC1: CPU - opened by Ann now " + LINK,
                SmsText.of(Messages.of("[CRITICAL] INC1:\tCPU", "opened by Ann\r\nnow", LINK), 2, 2000));
        assertEquals("s", SmsText.of(Messages.of("s", "s", null), 2, 2000), "not twice");
        assertEquals("t", SmsText.of(Messages.of(" \n", "t", null), 2, 2000));
        assertEquals("OpenCOC", SmsText.of(Messages.of("", "", null), 2, 2000));
    }

    @Test
    void nothingThatIsNotText() {
        String line = SmsText.of(Messages.of("a\0\u0007\u202Eb\uD83D", "c\u2028d\u200B", null), 2, 2000);
        assertEquals("a b - c d", line);
    }

    @Test
    void segmentsOfTheGsmAlphabet() {
        assertEquals(
                160, SmsText.of(Messages.of("x".repeat(400), "", null), 1, 2000).length());
        assertEquals(
                306, SmsText.of(Messages.of("x".repeat(400), "", null), 2, 2000).length());
        assertTrue(SmsText.of(Messages.of("x".repeat(400), "", null), 1, 2000).endsWith("x..."));
        assertEquals("x".repeat(160), SmsText.of(Messages.of("x".repeat(160), "", null), 1, 2000), "fits");
        String brackets = SmsText.of(Messages.of("[".repeat(400), "", null), 1, 2000);
        assertEquals("[".repeat(78) + "...", brackets, "each takes two places");
    }

    @Test
    void segmentsOfOtherAlphabets() {
        assertEquals(
                70, SmsText.of(Messages.of("警".repeat(400), "", null), 1, 2000).length());
        assertEquals(
                134, SmsText.of(Messages.of("警".repeat(400), "", null), 2, 2000).length());
        assertTrue(SmsText.of(Messages.of("警".repeat(400), "", null), 2, 2000).endsWith("警…"));
        String fire = SmsText.of(Messages.of("x" + "🔥".repeat(400), "", null), 1, 2000);
        assertEquals("x" + "🔥".repeat(34) + "…", fire, "no half of a character");
        assertEquals(
                50, SmsText.of(Messages.of("警".repeat(400), "", null), 5, 50).length(), "the provider's limit");
    }

    @Test
    void theLinkIsThereIfItFits() {
        String cut = SmsText.of(Messages.of("警".repeat(400), "", LINK), 2, 2000);
        assertTrue(cut.endsWith("… " + LINK), cut);
        assertEquals(134, cut.length());
        String alone = SmsText.of(Messages.of("警".repeat(400), "", LINK), 1, 2000);
        assertEquals("警".repeat(69) + "…", alone, "it would take the most of it");
        assertEquals("警 " + LINK, SmsText.of(Messages.of("警", "", LINK), 1, 2000));
        assertEquals("s", SmsText.of(Messages.of("s", "", "javascript:alert(1)"), 1, 2000));
        assertEquals("s", SmsText.of(Messages.of("s", "", "/relative"), 1, 2000));
    }

    @Test
    void theAlphabetIsThatOfTheStandard() {
        assertTrue(Gsm7.holds("Hello @£$ Ωß äöü €{}[]~^|\\"));
        for (String not : List.of("ç", "“", "…", "–", "警", "`", "\t")) {
            assertFalse(Gsm7.holds(not), not);
        }
    }

    @Test
    void numbersAreInternational() {
        assertEquals("8613800000001", Mobile.of("+86 138-0000-0001").digits());
        assertEquals("13800000001", Mobile.of("+8613800000001").domestic());
        assertEquals("15005550006", Mobile.of("+15005550006").domestic());
        assertEquals("861234567", Mobile.of("+861234567").domestic(), "not eleven digits");
        assertTrue(Mobile.of("+8613800000001").is("+8613800000001"));
        assertTrue(Mobile.of("+8613800000001").is("13800000001"));
        assertFalse(Mobile.of("+8613800000001").is("13800000002"));
        for (String bad :
                List.of("", "13800000001", "+0861", "+86 abc", "+1;drop", "+" + "1".repeat(16), "+861380000000١")) {
            DeliveryException e = assertThrows(DeliveryException.class, () -> Mobile.of(bad), bad);
            assertFalse(e.retryable());
        }
    }
}
