package io.opencoc.kernel.access;

/**
 * A text in which {@code *} stands for any characters, also none. Matching takes time in proportion to both lengths at worst, whatever the
 * pattern: patterns come from users. Immutable.
 */
public record Glob(String pattern) {

    /** Whether the whole text is of this form. */
    public boolean matches(String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                // The last star takes one more.
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Whether it stands for any text at all. */
    public boolean isAny() {
        return !pattern.isEmpty() && pattern.chars().allMatch(c -> c == '*');
    }

    /** Whether it stands for one text only. */
    public boolean isLiteral() {
        return pattern.indexOf('*') < 0;
    }

    @Override
    public String toString() {
        return pattern;
    }
}
