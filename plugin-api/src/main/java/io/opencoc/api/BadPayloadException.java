package io.opencoc.api;

import org.jspecify.annotations.Nullable;

/**
 * What a sender sent cannot be used. The message goes back to the sender and to the integration's page: it says what is wrong
 * and where, and holds no secret.
 *
 * <p>Threading: immutable; safe for all threads. It has no stack trace, so that refusing costs little.
 *
 * @since 1.0
 */
public final class BadPayloadException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Reply answer;

    /** Creates it with what is wrong and where, in one line. */
    public BadPayloadException(String message) {
        this(message, null);
    }

    /**
     * Creates it with an answer in the sender's own protocol.
     *
     * @param message what is wrong and where, in one line
     * @param answer with a status of 400 to 499; null for the server's own 400
     * @throws IllegalArgumentException if the answer does not refuse
     */
    public BadPayloadException(String message, @Nullable Reply answer) {
        super(message, null, false, false);
        if (answer != null && answer.status() < 400) {
            throw new IllegalArgumentException("status " + answer.status() + " does not refuse");
        }
        this.answer = answer;
    }

    /** What the sender gets; null for the server's own 400 with the message. */
    public @Nullable Reply answer() {
        return answer;
    }
}
