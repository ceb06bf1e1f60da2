package io.opencoc.plugin.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Attributes of CloudEvents as HTTP headers carry them: perhaps in double quotes, with percent-encoded UTF-8. */
final class HeaderText {
    private HeaderText() {}

    /** The value; fails saying what is wrong with the encoding. */
    static String decoded(String header) throws BadAlarmException {
        String text = unquoted(header.strip());
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); ) {
            if (text.charAt(i) == '%') {
                int high = i + 2 < text.length() ? hex(text.charAt(i + 1)) : -1;
                int low = i + 2 < text.length() ? hex(text.charAt(i + 2)) : -1;
                if (high < 0 || low < 0) {
                    throw new BadAlarmException(
                            "has a '%' that two hexadecimal digits do not follow: " + JsonText.shown(header));
                }
                bytes.write(high << 4 | low);
                i += 3;
            } else {
                int code = text.codePointAt(i);
                bytes.writeBytes(Character.toString(code).getBytes(UTF_8));
                i += Character.charCount(code);
            }
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadAlarmException("does not hold percent-encoded UTF-8: " + JsonText.shown(header));
        }
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static String unquoted(String text) {
        if (text.length() < 2 || text.charAt(0) != '"' || text.charAt(text.length() - 1) != '"') {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() - 1) {
                c = text.charAt(++i);
            }
            out.append(c);
        }
        return out.toString();
    }
}
