package io.opencoc.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is not as it must be, counted by kind with some examples of each. For one thread. */
final class Findings {
    private static final int EXAMPLES = 5;

    private final Map<String, List<String>> examples = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    /** Notes it unless it is so. */
    void check(boolean so, String wrong, Object example) {
        if (!so) {
            counts.merge(wrong, 1, Integer::sum);
            List<String> some = examples.computeIfAbsent(wrong, w -> new ArrayList<>());
            if (some.size() < EXAMPLES) {
                some.add(String.valueOf(example));
            }
        }
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /** One line for each kind. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        counts.forEach((wrong, n) -> lines.add(n + " × " + wrong + ": " + String.join(" | ", examples.get(wrong))));
        return lines;
    }
}
