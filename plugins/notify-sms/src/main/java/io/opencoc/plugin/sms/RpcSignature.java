package io.opencoc.plugin.sms;

import java.util.Base64;
import java.util.SortedMap;

/** Aliyun's signature of RPC requests, version 1.0. */
final class RpcSignature {
    private RpcSignature() {}

    static String stringToSign(String method, SortedMap<String, String> parameters) {
        return method + "&%2F&" + Percent.encode(Percent.joined(parameters));
    }

    /** The value of the parameter {@code Signature}. */
    static String of(String method, SortedMap<String, String> parameters, String secret) {
        byte[] hmac = Digests.hmac("HmacSHA1", secret + "&", stringToSign(method, parameters));
        return Base64.getEncoder().encodeToString(hmac);
    }
}
