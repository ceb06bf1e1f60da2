package io.opencoc.rule;

import com.google.re2j.Pattern;
import io.opencoc.rule.Condition.Join;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A compiled condition. Safe for all threads; makes no garbage, but for regular expressions. */
@FunctionalInterface
interface Check {
    /** Holds for every alarm. */
    Check ALWAYS = alarm -> true;

    boolean holds(AlarmKeys alarm);

    /** Compiles. */
    static Check of(Condition condition) {
        return switch (condition) {
            case Condition.Comparison c -> comparison(c);
            case Condition.Group g -> {
                Check[] items = g.items().stream().map(Check::of).toArray(Check[]::new);
                yield g.join() == Join.AND ? alarm -> all(items, alarm) : alarm -> any(items, alarm);
            }
        };
    }

    private static Check comparison(Condition.Comparison c) {
        String key = c.key();
        boolean ignoreCase = Keys.ignoresCase(key);
        List<String> values = c.all();
        String value = values.getFirst();
        return switch (c.operator()) {
            case EQUALS -> equal(key, value, ignoreCase);
            case NOT_EQUALS -> not(equal(key, value, ignoreCase));
            case CONTAINS -> containing(key, value, ignoreCase);
            case NOT_CONTAINS -> not(containing(key, value, ignoreCase));
            case IN -> in(key, values, ignoreCase);
            case REGEX -> {
                Pattern pattern = SafePattern.compile(value, ignoreCase);
                yield alarm -> pattern.matcher(Keys.value(alarm, key)).find();
            }
        };
    }

    private static Check equal(String key, String value, boolean ignoreCase) {
        return ignoreCase
                ? alarm -> value.equalsIgnoreCase(Keys.value(alarm, key))
                : alarm -> value.equals(Keys.value(alarm, key));
    }

    private static Check containing(String key, String value, boolean ignoreCase) {
        return ignoreCase
                ? alarm -> containsIgnoringCase(Keys.value(alarm, key), value)
                : alarm -> Keys.value(alarm, key).contains(value);
    }

    private static Check in(String key, List<String> values, boolean ignoreCase) {
        if (ignoreCase) {
            Check[] each = values.stream().map(v -> equal(key, v, true)).toArray(Check[]::new);
            return alarm -> any(each, alarm);
        }
        Set<String> set = new HashSet<>(values);
        return alarm -> set.contains(Keys.value(alarm, key));
    }

    private static Check not(Check check) {
        return alarm -> !check.holds(alarm);
    }

    private static boolean all(Check[] checks, AlarmKeys alarm) {
        for (Check check : checks) {
            if (!check.holds(alarm)) {
                return false;
            }
        }
        return true;
    }

    private static boolean any(Check[] checks, AlarmKeys alarm) {
        for (Check check : checks) {
            if (check.holds(alarm)) {
                return true;
            }
        }
        return false;
    }

    private static boolean containsIgnoringCase(String text, String part) {
        for (int i = 0; i <= text.length() - part.length(); i++) {
            if (text.regionMatches(true, i, part, 0, part.length())) {
                return true;
            }
        }
        return false;
    }
}
