package io.opencoc.plugin.nagios;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What makes two notifications the same alarm: {@code host|service}; a hash where that is too long, or not clear. */
final class Fingerprint {
    private static final int MAX = 128;

    private Fingerprint() {}

    /** The service's, or the host's own when there is none. Flapping is an alarm beside the problem's. */
    static String of(String host, @Nullable String service, boolean flapping) {
        String text = host + "|" + (service == null ? "" : service) + (flapping ? "|flapping" : "");
        boolean clear = host.indexOf('|') < 0 && (service == null || service.indexOf('|') < 0);
        if (clear && text.length() <= MAX) {
            return text;
        }
        // lengths first: so that no other host and service give the same text
        return sha256(host.length() + "|" + (service == null ? -1 : service.length()) + "|" + text);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
