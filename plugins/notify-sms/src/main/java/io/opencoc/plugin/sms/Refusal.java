package io.opencoc.plugin.sms;

import io.opencoc.api.DeliveryException;
import io.opencoc.api.HttpPort.Answer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's error code means.
 *
 * @param kind whether to try again
 * @param hint what to do about it; empty when the provider's words say it
 */
record Refusal(Kind kind, String hint) {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    enum Kind {
        PERMANENT,
        TRANSIENT,
        THROTTLED
    }

    static Refusal permanent(String hint) {
        return new Refusal(Kind.PERMANENT, hint);
    }

    static Refusal transientOne(String hint) {
        return new Refusal(Kind.TRANSIENT, hint);
    }

    static Refusal throttled(String hint) {
        return new Refusal(Kind.THROTTLED, hint);
    }

    /** By the status alone. */
    static Refusal of(int status) {
        return switch (status) {
            case 429 -> throttled("");
            case 408 -> transientOne("");
            default -> status / 100 == 4 ? permanent("") : transientOne("");
        };
    }

    /** The failure, with the provider's words, and its wish when to be asked again. */
    DeliveryException failure(String words, Answer answer, Instant now) {
        Duration asked = retryAfter(answer.header("Retry-After"), now);
        return failure(words, asked);
    }

    /** The failure, with the provider's words. */
    DeliveryException failure(String words, @Nullable Duration pause) {
        String message = hint.isEmpty() ? words : words + " (" + hint + ")";
        return switch (kind) {
            case PERMANENT -> DeliveryException.permanent(message);
            case THROTTLED -> DeliveryException.throttled(message, pause == null ? PAUSE : pause);
            case TRANSIENT ->
                pause == null
                        ? DeliveryException.transientFailure(message)
                        : DeliveryException.throttled(message, pause);
        };
    }

    private static @Nullable Duration retryAfter(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        String value = header.strip();
        if (value.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
