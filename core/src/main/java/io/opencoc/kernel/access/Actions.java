package io.opencoc.kernel.access;

import java.util.List;

/**
 * A set of actions, given as patterns {@code service:resource:verb} in which {@code *} stands for any part or any end of a part.
 * Immutable.
 */
public final class Actions {
    /** Everything. */
    public static final Actions ALL = new Actions(List.of("*"));

    private final List<String> patterns;

    public Actions(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /** The patterns, as given. */
    public List<String> patterns() {
        return patterns;
    }

    /** Whether the action is among them. */
    public boolean allow(String action) {
        for (String pattern : patterns) {
            if (matches(pattern, 0, action, 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, int p, String text, int t) {
        while (p < pattern.length()) {
            char c = pattern.charAt(p);
            if (c == '*') {
                for (int end = t; end <= text.length(); end++) {
                    if (matches(pattern, p + 1, text, end)) {
                        return true;
                    }
                }
                return false;
            }
            if (t == text.length() || text.charAt(t) != c) {
                return false;
            }
            p++;
            t++;
        }
        return t == text.length();
    }
}
