package io.opencoc.api;

/**
 * What a sender sent cannot be used. The message goes back to the sender and to the integration's page: it says what is wrong
 * and where, and holds no secret.
 *
 * @since 1.0
 */
public final class BadPayloadException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Creates it with what is wrong and where, in one line. */
    public BadPayloadException(String message) {
        super(message, null, false, false);
    }
}
