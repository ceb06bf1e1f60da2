package io.opencoc.plugin.grafana;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.Reply;
import io.opencoc.api.Settings;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Grafana's signature: HMAC-SHA256 in hexadecimal over the body, or over {@code timestamp:body} when the contact point names a header for
 * the timestamp, in seconds since 1970.
 */
final class Signature {
    static final String HEADER = "X-Grafana-Alerting-Signature";
    static final String TIMESTAMP_HEADER = "X-Grafana-Alerting-Timestamp";
    /** How old, or how far ahead by the sender's clock, a request may be. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final int DIGITS = 64;

    private Signature() {}

    /** Refuses a request that is not signed as the settings ask; does nothing when they hold no secret. */
    static void check(InboundRequest request, Settings settings) throws BadPayloadException {
        String secret = settings.text("hmacSecret");
        if (secret == null || secret.isEmpty()) {
            return;
        }
        String header = settings.text("timestampHeader", TIMESTAMP_HEADER);
        String timestamp = request.header(header.isBlank() ? TIMESTAMP_HEADER : header);
        String given = request.header(HEADER);
        if (given == null || given.isBlank()) {
            throw refused("header " + HEADER + " is missing: requests must be signed");
        }
        if (timestamp == null || timestamp.isBlank()) {
            if (settings.flag("requireTimestamp", true)) {
                throw refused("the timestamp header is missing: name it in the contact point as in these settings");
            }
            timestamp = null;
        }
        // the signature first: who cannot sign learns nothing of the clock
        if (!matches(given.strip(), of(secret, timestamp, request.body()))) {
            throw refused("header " + HEADER + " is not the signature of this request");
        }
        if (timestamp != null) {
            checkTime(timestamp, request.receivedAt());
        }
    }

    /** The signature, of the body alone when the timestamp is null. */
    static byte[] of(String secret, @Nullable String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            if (timestamp != null) {
                mac.update((timestamp + ":").getBytes(UTF_8));
            }
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static boolean matches(String given, byte[] expected) {
        if (given.length() != DIGITS) {
            return false;
        }
        try {
            return MessageDigest.isEqual(HexFormat.of().parseHex(given), expected);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void checkTime(String timestamp, Instant now) throws BadPayloadException {
        long seconds;
        try {
            seconds = Long.parseLong(timestamp);
        } catch (NumberFormatException e) {
            throw refused("the timestamp is not a number of seconds");
        }
        long oldest = now.minus(WINDOW).getEpochSecond();
        long newest = now.plus(WINDOW).getEpochSecond();
        if (seconds < oldest || seconds > newest) {
            throw refused("the timestamp is more than " + WINDOW.toMinutes() + " minutes from this server's clock");
        }
    }

    private static BadPayloadException refused(String message) {
        return new BadPayloadException(message, new Reply(401, "text/plain; charset=utf-8", message + "\n"));
    }
}
