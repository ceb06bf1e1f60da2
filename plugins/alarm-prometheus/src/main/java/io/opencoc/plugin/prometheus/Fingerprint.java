package io.opencoc.plugin.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Alertmanager's fingerprint of a label set: FNV-1a, 64 bits, over each name and value in the order of the names' bytes, each followed
 * by 0xFF. The same alert has it whichever way it comes.
 */
final class Fingerprint {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final long SEPARATOR = 0xFF;

    private Fingerprint() {}

    /** 16 hexadecimal digits. */
    static String of(SortedMap<String, String> labels) {
        long hash = OFFSET;
        for (Map.Entry<String, String> label : byBytes(labels).entrySet()) {
            hash = add(hash, label.getKey());
            hash = add(hash, label.getValue());
        }
        return HexFormat.of().toHexDigits(hash);
    }

    /** Java's order of texts differs from the order of their UTF-8 bytes where there are surrogates. */
    private static SortedMap<String, String> byBytes(SortedMap<String, String> labels) {
        for (String name : labels.keySet()) {
            if (hasSurrogate(name)) {
                SortedMap<String, String> sorted =
                        new TreeMap<>((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));
                sorted.putAll(labels);
                return sorted;
            }
        }
        return labels;
    }

    /** Or what stands behind surrogates in Unicode's first plane, which does no harm. */
    private static boolean hasSurrogate(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= Character.MIN_SURROGATE) {
                return true;
            }
        }
        return false;
    }

    private static long add(long start, String text) {
        long hash = start;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return addBytes(start, text.getBytes(UTF_8));
            }
            hash = (hash ^ c) * PRIME;
        }
        return (hash ^ SEPARATOR) * PRIME;
    }

    private static long addBytes(long start, byte[] bytes) {
        long hash = start;
        for (byte b : bytes) {
            hash = (hash ^ (b & 0xFF)) * PRIME;
        }
        return (hash ^ SEPARATOR) * PRIME;
    }
}
