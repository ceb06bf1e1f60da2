package io.opencoc.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A message was not taken. The text is shown in the delivery log: the provider's own words where there are any; no secrets.
 *
 * <p>Threading: immutable; safe for all threads. It has no stack trace.
 *
 * @since 1.0
 */
public final class DeliveryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;
    private final @Nullable Duration retryAfter;

    private DeliveryException(String message, boolean retryable, @Nullable Duration retryAfter) {
        super(message, null, false, false);
        this.retryable = retryable;
        this.retryAfter = retryAfter;
    }

    /** It will not go through however often it is tried: a wrong address, a refused sign-in. */
    public static DeliveryException permanent(String message) {
        return new DeliveryException(message, false, null);
    }

    /** It may go through later: a time-out, a provider in trouble. */
    public static DeliveryException transientFailure(String message) {
        return new DeliveryException(message, true, null);
    }

    /** The provider asks to wait. */
    public static DeliveryException throttled(String message, Duration retryAfter) {
        return new DeliveryException(message, true, retryAfter);
    }

    /** Whether the server tries again. */
    public boolean retryable() {
        return retryable;
    }

    /** How long the provider asks to wait; null when it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
