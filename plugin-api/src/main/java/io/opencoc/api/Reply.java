package io.opencoc.api;

/**
 * An answer to a sender.
 *
 * <p>Threading: immutable; safe for all threads.
 *
 * @param status HTTP status, 200 to 499
 * @param contentType of the body; ignored when it is empty
 * @param body UTF-8 text, may be empty
 * @since 1.0
 */
public record Reply(int status, String contentType, String body) {

    /** 200 without a body. */
    public static final Reply OK = new Reply(200, "", "");

    /** @throws IllegalArgumentException if the status is not 200 to 499 */
    public Reply {
        if (status < 200 || status > 499) {
            throw new IllegalArgumentException("status " + status + " is not 200 to 499");
        }
    }
}
