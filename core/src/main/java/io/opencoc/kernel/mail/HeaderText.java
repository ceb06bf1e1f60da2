package io.opencoc.kernel.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.DeliveryException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Text in mail headers, by RFC 5322 and RFC 2047. Own code because Vert.x encodes UTF-16 units one by one: characters outside the
 * basic plane, emoji for one, arrive as question marks.
 */
final class HeaderText {
    /** UTF-8 bytes in one encoded word: with base64 and its frame it stays below the 75 characters that are allowed. */
    private static final int WORD_BYTES = 45;

    private static final Pattern ATOMS = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+");

    private HeaderText() {}

    /** The text, if no part of it can start another header or SMTP command; else a permanent failure. */
    static String oneLine(String field, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029) {
                throw DeliveryException.permanent(
                        field + " has a line break or control character at position " + (i + 1));
            }
        }
        return text;
    }

    /** Free text, as in a subject. */
    static String unstructured(String text) {
        return isPrintableAscii(text) ? text : words(text);
    }

    /** The name in front of an address. */
    static String phrase(String text) {
        if (!isPrintableAscii(text)) {
            return words(text);
        }
        return ATOMS.matcher(text).matches()
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Encoded words, each whole in itself, one per line. */
    private static String words(String text) {
        StringBuilder out = new StringBuilder(text.length() * 3);
        StringBuilder word = new StringBuilder();
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (bytes + length > WORD_BYTES) {
                appendWord(out, word);
                bytes = 0;
            }
            word.appendCodePoint(c);
            bytes += length;
            i += Character.charCount(c);
        }
        appendWord(out, word);
        return out.toString();
    }

    private static void appendWord(StringBuilder out, StringBuilder word) {
        if (!out.isEmpty()) {
            out.append("\r\n ");
        }
        out.append("=?UTF-8?B?")
                .append(Base64.getEncoder().encodeToString(word.toString().getBytes(UTF_8)))
                .append("?=");
        word.setLength(0);
    }

    private static boolean isPrintableAscii(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7F) && !text.contains("=?");
    }
}
