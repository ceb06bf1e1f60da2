package io.opencoc.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Compiles regular expressions from outside. RE2 matches in time that grows with the text only, but not by how much a pattern repeats itself:
 * {@code (a{1000}){1000}} is a million steps for each character. So repeats are limited.
 */
final class SafePattern {
    /** The most steps of a compiled pattern, and of all patterns of a rule together. */
    static final int MOST_STEPS = 2_000;

    private static final long MOST_BEFORE_COMPILING = 500_000;
    private static final java.util.regex.Pattern COUNTS =
            java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

    private SafePattern() {}

    /**
     * Compiles.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static Pattern compile(String regex, boolean ignoreCase) {
        // An upper bound of its size, for compiling alone could exhaust the memory.
        long size = regex.length();
        var counts = COUNTS.matcher(regex);
        while (counts.find() && size <= MOST_BEFORE_COMPILING) {
            String most = counts.group(2);
            long from = Long.parseLong(counts.group(1));
            size *= Math.max(1, most == null || most.isEmpty() ? from : Long.parseLong(most));
        }
        if (size > MOST_BEFORE_COMPILING) {
            throw new IllegalArgumentException("repeats too much");
        }
        try {
            Pattern pattern = Pattern.compile(regex, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
            if (pattern.programSize() > MOST_STEPS) {
                throw new IllegalArgumentException("is too large: it repeats too much");
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "is not a regular expression (RE2): " + e.getDescription() + ": " + e.getPattern(), e);
        }
    }
}
