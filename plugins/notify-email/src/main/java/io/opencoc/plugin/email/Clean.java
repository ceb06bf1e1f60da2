package io.opencoc.plugin.email;

import java.util.regex.Pattern;

/** Takes out of texts what no reader wants to see: control characters, and marks that turn the direction of what follows. */
final class Clean {
    private static final Pattern UNWANTED = Pattern.compile(
            "[\\p{Cc}\\p{Cs}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2028\\u2029\\u2066-\\u2069&&[^\\n\\t]]");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Clean() {}

    /** One line, cut with an ellipsis. */
    static String line(String text, int limit) {
        String head = text.length() > limit * 4 ? text.substring(0, limit * 4) : text;
        return cut(
                SPACE.matcher(UNWANTED.matcher(head).replaceAll(" "))
                        .replaceAll(" ")
                        .strip(),
                limit);
    }

    /** Several lines, cut with an ellipsis. */
    static String lines(String text, int limit) {
        String head = text.length() > limit * 4 ? text.substring(0, limit * 4) : text;
        return cut(
                UNWANTED.matcher(head.replace("\r\n", "\n").replace('\r', '\n'))
                        .replaceAll("")
                        .strip(),
                limit);
    }

    private static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
        return text.substring(0, end) + "…";
    }
}
