package io.opencoc.plugin.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Percent-encoding by RFC 3986: letters, digits and {@code -._~} stay. */
final class Percent {
    private static final String STAY = "-._~";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private Percent() {}

    static String encode(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(UTF_8)) {
            boolean stays = b >= '0' && b <= '9'
                    || b >= 'A' && b <= 'Z'
                    || b >= 'a' && b <= 'z'
                    || b > 0 && STAY.indexOf(b) >= 0;
            if (stays) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX[b >> 4 & 15]).append(HEX[b & 15]);
            }
        }
        return out.toString();
    }

    /** Parameters in their order, as a query or a form. */
    static String joined(SortedMap<String, String> parameters) {
        return parameters.entrySet().stream()
                .map((Map.Entry<String, String> p) -> encode(p.getKey()) + "=" + encode(p.getValue()))
                .collect(Collectors.joining("&"));
    }
}
