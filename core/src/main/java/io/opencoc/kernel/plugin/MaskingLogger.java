package io.opencoc.kernel.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventBuilder;

/** A logger that shows {@code ***} in place of secrets, and cuts long messages. */
final class MaskingLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;
    private static final int MAX_MESSAGE = 8192;

    private final transient Logger target;
    private final transient List<String> secrets;

    MaskingLogger(Logger target, List<String> secrets) {
        this.name = target.getName();
        this.target = target;
        this.secrets = secrets.stream().filter(secret -> !secret.isEmpty()).toList();
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String message,
            Object @Nullable [] arguments,
            @Nullable Throwable failure) {
        String text = mask(String.valueOf(MessageFormatter.basicArrayFormat(message, arguments)));
        LoggingEventBuilder event = target.atLevel(level);
        if (failure != null && tellsSecret(failure)) {
            text += ": " + mask(failure.toString()); // its stack trace would show the message in clear
        } else if (failure != null) {
            event = event.setCause(failure);
        }
        event.log(text.length() > MAX_MESSAGE ? text.substring(0, MAX_MESSAGE) + "…" : text);
    }

    private boolean tellsSecret(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            String text = t.toString();
            if (!mask(text).equals(text) || t.getSuppressed().length > 0) {
                return true;
            }
        }
        return false;
    }

    private String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, "***");
        }
        return masked;
    }

    @Override
    public boolean isTraceEnabled() {
        return target.isTraceEnabled();
    }

    @Override
    public boolean isDebugEnabled() {
        return target.isDebugEnabled();
    }

    @Override
    public boolean isInfoEnabled() {
        return target.isInfoEnabled();
    }

    @Override
    public boolean isWarnEnabled() {
        return target.isWarnEnabled();
    }

    @Override
    public boolean isErrorEnabled() {
        return target.isErrorEnabled();
    }
}
