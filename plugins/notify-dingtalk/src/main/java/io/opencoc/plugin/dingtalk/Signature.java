package io.opencoc.plugin.dingtalk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs calls of robots with the security setting "Additional signature": HMAC-SHA256, by the secret, of time and secret. */
final class Signature {
    private Signature() {}

    /**
     * The parameter {@code sign}, as it stands in the address.
     *
     * @param millis the parameter {@code timestamp}
     * @param secret not empty
     */
    static String urlEncoded(long millis, String secret) {
        return URLEncoder.encode(base64(millis, secret), UTF_8);
    }

    static String base64(long millis, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal((millis + "\n" + secret).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
