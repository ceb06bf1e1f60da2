package io.opencoc.plugin.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HexFormat;

/**
 * The sign-in of Huawei Cloud's message service.
 *
 * @param hex whether the digest is encoded as its hexadecimal text, as older installations want it
 */
record Wsse(String nonce, String created, boolean hex) {
    /** The header {@code Authorization}. */
    static final String AUTHORIZATION = "WSSE realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\"";

    String digest(String secret) {
        byte[] hash = Digests.sha256((nonce + created + secret).getBytes(UTF_8));
        byte[] encoded = hex ? HexFormat.of().formatHex(hash).getBytes(UTF_8) : hash;
        return Base64.getEncoder().encodeToString(encoded);
    }

    /** The header {@code X-WSSE}. */
    String header(String key, String secret) {
        return "UsernameToken Username=\"" + key + "\",PasswordDigest=\"" + digest(secret) + "\",Nonce=\"" + nonce
                + "\",Created=\"" + created + "\"";
    }
}
