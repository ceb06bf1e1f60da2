package io.opencoc.plugin.wecom;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Texts measured as the robot measures them: in bytes of UTF-8. */
final class Bytes {
    private static final String ELLIPSIS = "…";

    private Bytes() {}

    static int of(String text) {
        return text.getBytes(UTF_8).length;
    }

    /** The text, or as much of it as fits with an ellipsis: whole lines where that loses less than half, never half a character. */
    static String cut(String text, int limit) {
        if (of(text) <= limit) {
            return text;
        }
        int left = limit - of(ELLIPSIS);
        if (left < 0) {
            return "";
        }
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            left -= codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            if (left < 0) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        int line = text.lastIndexOf('\n', end - 1);
        return text.substring(0, line > end / 2 ? line + 1 : end) + ELLIPSIS;
    }
}
