package io.opencoc.plugin.huawei;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Text for JSON, for messages and for identities. */
final class Texts {
    private static final int MAX_SHOWN = 100;
    private static final int FINGERPRINT_DIGITS = 32;

    private Texts() {}

    /** The text as a JSON string with its quotes. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c == 0x7F || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029) {
                out.append("\\u").append(Integer.toHexString(0x10000 + c), 1, 5);
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /** What somebody else wrote, quoted and cut, for a message. */
    static String shown(@Nullable String text) {
        if (text == null) {
            return "null";
        }
        return quoted(text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text);
    }

    /** The first that is there and not blank; null when none is. */
    static @Nullable String first(@Nullable String... texts) {
        for (String text : texts) {
            if (text != null && !text.isBlank()) {
                return text;
            }
        }
        return null;
    }

    /** 32 hexadecimal digits of SHA-256 over the parts, each with its length before it, so that no two lists of parts are the same text. */
    static String fingerprint(@Nullable String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            byte[] bytes = (part == null ? "" : part).getBytes(UTF_8);
            digest.update((bytes.length + ":").getBytes(UTF_8));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, FINGERPRINT_DIGITS);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
