package io.opencoc.plugin.sms;

import java.util.HexFormat;
import java.util.SortedMap;

/**
 * Huawei Cloud's signature with access keys, {@code SDK-HMAC-SHA256}.
 *
 * @param path encoded
 * @param headers that are signed, by lower-case name, with {@code host} and {@code x-sdk-date}
 */
record AkSk(
        String method, String path, SortedMap<String, String> query, SortedMap<String, String> headers, String body) {
    private static final String ALGORITHM = "SDK-HMAC-SHA256";

    String canonicalRequest() {
        StringBuilder out = new StringBuilder(512);
        out.append(method)
                .append('\n')
                .append(path)
                .append(path.endsWith("/") ? "" : "/")
                .append('\n');
        out.append(Percent.joined(query)).append('\n');
        headers.forEach((name, value) ->
                out.append(name).append(':').append(value.strip()).append('\n'));
        return out.append('\n')
                .append(signedHeaders())
                .append('\n')
                .append(Digests.sha256Hex(body))
                .toString();
    }

    String stringToSign() {
        return ALGORITHM + "\n" + headers.get("x-sdk-date") + "\n" + Digests.sha256Hex(canonicalRequest());
    }

    /** The value of the header. */
    String authorization(String accessKey, String secretKey) {
        String signature = HexFormat.of().formatHex(Digests.hmac("HmacSHA256", secretKey, stringToSign()));
        return ALGORITHM + " Access=" + accessKey + ", SignedHeaders=" + signedHeaders() + ", Signature=" + signature;
    }

    private String signedHeaders() {
        return String.join(";", headers.keySet());
    }
}
