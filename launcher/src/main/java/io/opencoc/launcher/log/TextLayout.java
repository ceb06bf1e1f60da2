package io.opencoc.launcher.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import io.opencoc.kernel.secret.LogMask;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Lines for people: time, level, who, what; coloured on a terminal. A line break or control character in a message cannot fake a line. */
final class TextLayout extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final String PLAIN = "\u001b[0m";
    private static final String DIM = "\u001b[2m";

    private final boolean coloured;

    TextLayout(boolean coloured) {
        this.coloured = coloured;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        String name = event.getLoggerName();
        StringBuilder out = new StringBuilder(200);
        append(out, DIM, TIME.format(Instant.ofEpochMilli(event.getTimeStamp()).atZone(ZoneId.systemDefault())));
        out.append(' ');
        append(out, colour(event.getLevel()), "%-5s".formatted(event.getLevel()));
        out.append(' ');
        append(out, DIM, name.substring(name.lastIndexOf('.') + 1));
        out.append(": ")
                .append(oneLine(LogMask.mask(event.getFormattedMessage())))
                .append('\n');
        if (event.getThrowableProxy() != null) {
            out.append(LogMask.mask(Failures.trace(event.getThrowableProxy())));
        }
        return out.toString();
    }

    private void append(StringBuilder out, String colour, String text) {
        if (coloured && !colour.isEmpty()) {
            out.append(colour).append(text).append(PLAIN);
        } else {
            out.append(text);
        }
    }

    private static String colour(Level level) {
        return switch (level.toInt()) {
            case Level.ERROR_INT -> "\u001b[1;31m";
            case Level.WARN_INT -> "\u001b[33m";
            case Level.INFO_INT -> "\u001b[32m";
            default -> DIM;
        };
    }

    private static String oneLine(String message) {
        StringBuilder out = null;
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            boolean control = Character.isISOControl(c) && c != '\t';
            if (control && out == null) {
                out = new StringBuilder(message.length() + 16).append(message, 0, i);
            }
            if (out != null) {
                out.append(control ? (c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\u%04x".formatted((int) c)) : c);
            }
        }
        return out == null ? message : out.toString();
    }
}
