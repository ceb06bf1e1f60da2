package io.opencoc.plugin.sms;

import java.util.regex.Pattern;

/** Makes one line of a text, without control characters and marks that turn the direction of what follows. */
final class Clean {
    private static final Pattern UNWANTED = Pattern.compile(
            "[\\p{Cc}\\p{Cs}\\s\\u061C\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2028\\u2029\\u2060-\\u2069\\uFEFF]+");
    private static final int LONGEST_SHOWN = 300;

    private Clean() {}

    /** One line, cut with an ellipsis. */
    static String line(String text, int limit) {
        String line = clean(text, limit);
        return line.length() <= limit ? line : upTo(line, limit - 1) + "…";
    }

    /** The head of one line, without a mark where it ends. */
    static String head(String text, int limit) {
        return upTo(clean(text, limit), limit);
    }

    /** What a provider said, for the delivery log. */
    static String shown(String text) {
        return line(text, LONGEST_SHOWN);
    }

    /** Not much more of a text than will be needed. */
    private static String clean(String text, int limit) {
        String head = text.length() > limit * 4 ? text.substring(0, limit * 4) : text;
        return UNWANTED.matcher(head).replaceAll(" ").strip();
    }

    private static String upTo(String line, int end) {
        if (line.length() <= end) {
            return line;
        }
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end);
    }
}
