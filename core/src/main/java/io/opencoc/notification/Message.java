package io.opencoc.notification;

import io.opencoc.api.OutboundMessage.Fact;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is said, in one language and in plain text.
 *
 * @param subject one line
 * @param text some lines
 * @param facts in the order to be shown
 */
public record Message(String subject, String text, List<Fact> facts) {
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n?|[\\u2028\\u2029\\u0085]");
    private static final Pattern OTHER_CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

    /** Text from outside as one line: line breaks and other control characters become spaces. */
    public static String oneLine(String text) {
        return CONTROLS.matcher(text).replaceAll(" ").strip();
    }

    /** Text from outside as lines: control characters other than line breaks and tabs become spaces. */
    public static String lines(String text) {
        String lines = LINE_BREAK.matcher(text).replaceAll("\n");
        return OTHER_CONTROL.matcher(lines).replaceAll(" ").strip();
    }
}
