package io.opencoc.kernel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskingLoggerTest {

    @Test
    void secretsAreNeverPrinted() {
        Logger target = new LoggerContext().getLogger("plugin.x");
        target.setLevel(Level.INFO);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        target.addAppender(lines);
        MaskingLogger logger = new MaskingLogger(target, List.of("hunter2", ""));

        logger.info("password hunter2 of {} and {}", "hunter2", 7);
        logger.debug("not printed");
        logger.warn("failed", new IllegalStateException("x", new IllegalStateException("with hunter2")));
        logger.error("failed", new IllegalStateException("harmless"));

        assertEquals("password *** of *** and 7", lines.list.get(0).getFormattedMessage());
        assertEquals(
                "failed: java.lang.IllegalStateException: x", lines.list.get(1).getFormattedMessage());
        assertNull(lines.list.get(1).getThrowableProxy(), "its trace would tell");
        assertEquals("harmless", lines.list.get(2).getThrowableProxy().getMessage());
        assertEquals(3, lines.list.size());
    }
}
