package io.opencoc.plugin.sms;

import java.util.HexFormat;
import java.util.SortedMap;

/**
 * Aliyun's signature V3, {@code ACS3-HMAC-SHA256}.
 *
 * @param headers that are signed, by lower-case name, with that of the content's hash
 */
record Acs3(String method, SortedMap<String, String> query, SortedMap<String, String> headers) {
    private static final String ALGORITHM = "ACS3-HMAC-SHA256";

    String canonicalRequest() {
        StringBuilder out = new StringBuilder(512);
        out.append(method).append("\n/\n").append(Percent.joined(query)).append('\n');
        headers.forEach((name, value) ->
                out.append(name).append(':').append(value.strip()).append('\n'));
        return out.append('\n')
                .append(signedHeaders())
                .append('\n')
                .append(headers.get("x-acs-content-sha256"))
                .toString();
    }

    String stringToSign() {
        return ALGORITHM + "\n" + Digests.sha256Hex(canonicalRequest());
    }

    /** The value of the header. */
    String authorization(String keyId, String secret) {
        String signature = HexFormat.of().formatHex(Digests.hmac("HmacSHA256", secret, stringToSign()));
        return ALGORITHM + " Credential=" + keyId + ",SignedHeaders=" + signedHeaders() + ",Signature=" + signature;
    }

    private String signedHeaders() {
        return String.join(";", headers.keySet());
    }
}
