package io.opencoc.plugin.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What makes two events the same alarm. */
final class Fingerprint {
    /** The longest that the server takes, in characters. */
    static final int LONGEST = 128;

    private static final int BYTES = 16;

    private Fingerprint() {}

    /** One made of some texts: 32 hexadecimal digits, others for others. */
    static String of(List<String> first, @Nullable String... more) {
        MessageDigest digest = sha256();
        for (String text : first) {
            add(digest, text);
        }
        for (String text : more) {
            add(digest, text);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    /** 32 hexadecimal digits for a body that came at some time. */
    static String of(byte[] body, long nanos) {
        MessageDigest digest = sha256();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(nanos).flip());
        digest.update(body);
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    /** The sender's own one, or one made of it when it is too long. */
    static String fitting(String given) {
        return given.length() <= LONGEST ? given : of(List.of(given));
    }

    private static void add(MessageDigest digest, @Nullable String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(text == null ? -1 : bytes.length)
                .flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
