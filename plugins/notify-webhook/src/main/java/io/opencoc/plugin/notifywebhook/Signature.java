package io.opencoc.plugin.notifywebhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** By which a receiver knows who sent a message, and that it is whole and new. */
final class Signature {
    private static final String HMAC = "HmacSHA256";

    private Signature() {}

    /**
     * The value of the header: {@code v1=} and the hexadecimal HMAC-SHA256 over time, a dot and the body.
     *
     * @param secret not empty
     * @param timestamp as in its header: seconds since 1970
     * @param body the bytes that are sent
     */
    static String of(String secret, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), HMAC));
            mac.update(timestamp.getBytes(UTF_8));
            mac.update((byte) '.');
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
