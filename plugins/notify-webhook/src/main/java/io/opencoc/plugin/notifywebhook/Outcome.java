package io.opencoc.plugin.notifywebhook;

import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.HttpPort.Answer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What a receiver's answer means. */
final class Outcome {
    private static final int MAX_SHOWN = 300;

    private Outcome() {}

    /**
     * The receipt of a message that was taken.
     *
     * @throws DeliveryException when it was not
     */
    static DeliveryReceipt of(Answer answer, Instant now) {
        int status = answer.status();
        String said = "HTTP " + status + shown(answer);
        if (status >= 200 && status < 300) {
            return new DeliveryReceipt("", said);
        }
        throw switch (status) {
            case 401, 403 ->
                DeliveryException.permanent(said + " (the receiver refuses the sender: does it know the same secret?)");
            case 404, 410 -> DeliveryException.permanent(said + " (there is no receiver at this address)");
            case 429, 503 -> {
                Duration pause = retryAfter(answer.header("Retry-After"), now);
                yield pause == null
                        ? DeliveryException.transientFailure(said)
                        : DeliveryException.throttled(said, pause);
            }
            default ->
                DeliveryException.transientFailure(
                        status / 100 == 3 ? said + " (redirects are not followed: use the address it leads to)" : said);
        };
    }

    /** The pause that a receiver asks for, in seconds or until a date; null when it does not, or not so. */
    static @Nullable Duration retryAfter(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        String value = header.strip();
        if (value.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Duration pause = Duration.between(
                    now,
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return pause.isNegative() ? Duration.ZERO : pause;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String shown(Answer answer) {
        byte[] body = answer.body();
        String head =
                new String(body, 0, Math.min(body.length, MAX_SHOWN * 4), java.nio.charset.StandardCharsets.UTF_8);
        String line = head.replaceAll("[\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2028\\u2029\\u2066-\\u2069\\s]+", " ")
                .strip();
        if (line.isEmpty()) {
            return "";
        }
        return ": " + (line.length() > MAX_SHOWN ? line.substring(0, MAX_SHOWN) + "…" : line);
    }
}
