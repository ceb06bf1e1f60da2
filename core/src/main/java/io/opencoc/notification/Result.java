package io.opencoc.notification;

import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of a try.
 *
 * @param digestOf how many went as one message; null when it went alone
 * @param nextAt when to try again; null unless the state is waiting
 */
record Result(
        UUID tryId,
        Leased delivery,
        NotificationState state,
        String answer,
        @Nullable Instant nextAt,
        @Nullable Integer digestOf) {
    private static final int LONGEST_ANSWER = 2_000;

    static Result sent(UUID tryId, Leased delivery, DeliveryReceipt receipt, @Nullable Integer digestOf) {
        return new Result(tryId, delivery, NotificationState.SENT, clean(receipt.answer()), null, digestOf);
    }

    /**
     * Of a try that failed.
     *
     * @param tries so far, which the pause grows with
     * @param random from 0 to 1, for the pause
     */
    static Result failed(
            UUID tryId,
            Leased delivery,
            Throwable failure,
            Instant now,
            int tries,
            double random,
            @Nullable Integer digestOf) {
        String answer = clean(answer(failure));
        DeliveryException told = failure instanceof DeliveryException e ? e : null;
        boolean again = (told == null || told.retryable()) && delivery.attempts() < Retry.TRIES;
        if (!again) {
            return new Result(tryId, delivery, NotificationState.FAILED, answer, null, digestOf);
        }
        Instant next = now.plus(Retry.pause(Math.max(1, tries), told == null ? null : told.retryAfter(), random));
        return new Result(tryId, delivery, NotificationState.WAITING, answer, next, digestOf);
    }

    /** What the log says of a failure. */
    static String answer(Throwable failure) {
        return failure instanceof DeliveryException && failure.getMessage() != null
                ? failure.getMessage()
                : "The channel failed: " + failure;
    }

    /** What the database can keep. */
    static String clean(String text) {
        String plain = Message.lines(text);
        return plain.length() <= LONGEST_ANSWER ? plain : plain.substring(0, LONGEST_ANSWER) + "…";
    }
}
