package io.opencoc.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.http.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "heron kettle nine boats",
                "            a few spaces count",
                "紫色的河马在夜里唱一首歌呢",
                "vier Elefanten übers Dach",
                "🐘🦜🍋🚲🎻🧵🧊🪁🦔🍉🥁🪴",
                "tr4velling-by-n1ght-boat",
                "XkQ9vTzLw2pR"
            })
    void whatIsLongAndOnesOwnIsTaken(String password) {
        assertNull(PasswordRules.weakness(password, "alice", "acme"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "Password1234!",
                "P@ssw0rd2024!",
                "P4$$w0rd!!!!!!",
                "123456789012",
                "qwertyuiop12",
                "qwertyuiopqwerty",
                "1qaz2wsx3edc4rfv",
                "abcdefghijkl",
                "zyxwvutsrqponm",
                "aaaaaaaaaaaaaaaa",
                "abababababababab",
                "Welcome2024!!",
                "changeme-changeme",
                "adminadmin123",
                "CorrectHorseBatteryStaple",
                "iloveyou12345",
                "Summer2026!!!",
                "___letmein___",
                "OpenCOC-forever-42"
            })
    void whatIsTriedFirstIsRefused(String password) {
        assertNotNull(PasswordRules.weakness(password, "alice", "acme"));
    }

    @Test
    void lengthIsCountedInCodePointsOfTheComposedForm() {
        assertTrue(String.valueOf(PasswordRules.weakness("🐘🦜🍋🚲🎻🧵🧊🪁🦔🍉🥁", "alice", "acme"))
                .contains("it has 11"));
        // Eleven letters with an accent each, typed as two characters.
        String decomposed = "a\u0300e\u0301i\u0302o\u0303u\u0308n\u0303c\u0327y\u0301a\u0301e\u0300i\u0301";
        assertTrue(String.valueOf(PasswordRules.weakness(decomposed, "alice", "acme"))
                .contains("it has 11"));
        assertNotNull(PasswordRules.weakness("heron ".repeat(22), "alice", "acme"));
        assertNull(PasswordRules.weakness("kettle boats ".repeat(9), "alice", "acme"));
    }

    @Test
    void namesDoNotMakeAPassword() {
        assertNotNull(PasswordRules.weakness("the Alice of nine boats", "alice", "acme"));
        assertNotNull(PasswordRules.weakness("ACME kettle of nine", "alice", "acme"));
        assertNull(
                PasswordRules.weakness("bobbing kettle of nine", "bob", "acme"), "too short a name to mean anything");
    }

    @Test
    void theSameTextHasTheSameForm() {
        assertEquals(PasswordRules.normal("u\u0308ber"), PasswordRules.normal("\u00fcber"));
    }

    @Test
    void theProblemNamesTheField() {
        Problem problem = assertThrows(Problem.class, () -> PasswordRules.check("new", "short", "alice"));
        assertEquals("new", problem.errors().getFirst().field());
    }
}
