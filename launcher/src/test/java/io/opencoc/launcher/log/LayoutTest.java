package io.opencoc.launcher.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.secret.LogMask;
import io.opencoc.kernel.secret.Secret;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LayoutTest {
    private static final String SECRET = "quo\"ted-secret";

    @BeforeAll
    static void hide() {
        LogMask.hide(Secret.of(SECRET));
    }

    @Test
    void textIsOneLineWithoutSecrets() {
        String line = new TextLayout(false).doLayout(event("a " + SECRET + "\nINFO forged \u001b[2J", null));
        assertTrue(
                line.matches(
                        "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  Thing: a \\*\\*\\*\\\\nINFO forged \\\\u001b\\[2J\n"),
                line);
        assertTrue(new TextLayout(true).doLayout(event("a", null)).contains("\u001b[33mWARN \u001b[0m"));
    }

    @Test
    void jsonIsAnObjectALineWithoutSecrets() {
        String line = new JsonLayout().doLayout(event("a \n" + SECRET, new IllegalStateException("b " + SECRET)));
        assertEquals(line.length() - 1, line.indexOf('\n'));
        JsonNode json = Json.tree(line);
        assertEquals("warn", json.get("level").asString());
        assertEquals("a \n***", json.get("message").asString());
        assertTrue(json.get("failure").asString().startsWith("java.lang.IllegalStateException: b ***"));
        assertFalse(line.contains("ted-secret"), line);
    }

    @Test
    void aStackTraceShowsNoSecret() {
        String line = new TextLayout(false)
                .doLayout(event("a", new IllegalStateException("b", new RuntimeException(SECRET))));
        assertTrue(line.contains("Caused by: java.lang.RuntimeException: ***"), line);
    }

    private static LoggingEvent event(String message, Throwable failure) {
        return new LoggingEvent(
                "x", new LoggerContext().getLogger("io.opencoc.Thing"), Level.WARN, message, failure, null);
    }
}
