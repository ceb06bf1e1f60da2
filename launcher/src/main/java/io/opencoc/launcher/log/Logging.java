package io.opencoc.launcher.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the log up. Other people's libraries log warnings and errors alone. */
public final class Logging {
    private static final String OURS = "io.opencoc";

    private Logging() {}

    /**
     * Sets up the log of this process.
     *
     * @param json lines of JSON instead of text
     * @param level of our own loggers: {@code error}, {@code warn}, {@code info} or {@code debug}
     */
    public static void configure(boolean json, String level) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            configure(context, json, level);
        }
    }

    static void configure(LoggerContext context, boolean json, String level) {
        context.reset();
        LayoutBase<ILoggingEvent> layout = json ? new JsonLayout() : new TextLayout(isTerminal());
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(Level.WARN);
        context.getLogger(OURS).setLevel(Level.toLevel(level.toUpperCase(Locale.ROOT)));
        // It answers a client that hung up with a stack trace.
        context.getLogger("io.vertx.ext.web.RoutingContext").setLevel(Level.ERROR);
        // Vert.x registers the gauges of its clients again and again.
        context.getLogger("io.micrometer").setLevel(Level.ERROR);
        // schemas carry keywords for the console, as x-zh
        context.getLogger("com.networknt").setLevel(Level.ERROR);
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.SEVERE);
    }

    private static boolean isTerminal() {
        return System.console() != null && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
    }
}
