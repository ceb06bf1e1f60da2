package io.opencoc.plugin.huawei;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.JsonText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Text for messages and for identities. */
final class Texts {
    private static final int FINGERPRINT_DIGITS = 32;

    private Texts() {}

    /** What somebody else wrote, quoted and cut, for a message. */
    static String shown(@Nullable String text) {
        return text == null ? "null" : JsonText.shown(text);
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
