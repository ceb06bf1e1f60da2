package io.opencoc.plugin.sms;

/** Patterns in which {@code *} stands for anything. Unlike regular expressions they cannot be made to take long. */
final class Wildcard {
    private Wildcard() {}

    /** Whether the parts between the stars are in the text, one after the other. */
    static boolean found(String pattern, String text) {
        int from = 0;
        for (String part : pattern.split("\\*")) {
            int at = text.indexOf(part, from);
            if (at < 0) {
                return false;
            }
            from = at + part.length();
        }
        return true;
    }
}
