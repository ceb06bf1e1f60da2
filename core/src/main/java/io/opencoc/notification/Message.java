package io.opencoc.notification;

import io.opencoc.api.OutboundMessage.Fact;
import java.util.List;

/**
 * What is said, in one language and in plain text.
 *
 * @param subject one line
 * @param text some lines
 * @param facts in the order to be shown
 */
record Message(String subject, String text, List<Fact> facts) {

    /** Text from outside as one line: line breaks and other control characters become spaces. */
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }

    /** Text from outside as lines: control characters other than line breaks and tabs become spaces. */
    static String lines(String text) {
        return text.replaceAll("\\r\\n?|[\\u2028\\u2029\\u0085]", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ")
                .strip();
    }
}
