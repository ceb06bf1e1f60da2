package io.opencoc.plugin.webhook;

/** Why one alarm of a request cannot be used. */
final class BadAlarmException extends Exception {
    private static final long serialVersionUID = 1L;

    BadAlarmException(String message) {
        super(message, null, false, false);
    }
}
