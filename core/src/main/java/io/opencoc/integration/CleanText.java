package io.opencoc.integration;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes text from outside fit for the database: no NUL, which PostgreSQL does not keep, and not longer than it may be. */
final class CleanText {
    private static final char REPLACEMENT = '\uFFFD';

    private CleanText() {}

    static String of(String text, int most) {
        String clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        if (clean.length() <= most) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(most - 1)) ? most - 1 : most;
        return clean.substring(0, end);
    }

    static @Nullable String orNull(@Nullable String text, int most) {
        return text == null || text.isEmpty() ? null : of(text, most);
    }

    /** The bytes as UTF-8; what is not UTF-8 becomes U+FFFD. */
    static String of(byte[] bytes, boolean cut) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        // The cut may have gone through a character.
        int end = text.length();
        if (cut && end > 0 && text.charAt(end - 1) == REPLACEMENT) {
            end--;
        }
        return of(text.substring(0, end), Math.max(1, end));
    }
}
