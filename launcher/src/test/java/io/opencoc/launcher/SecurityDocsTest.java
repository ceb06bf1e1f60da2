package io.opencoc.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages on security name tests as their proof: each of them is there. */
class SecurityDocsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED =
            Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT|Contract))(?:#([a-zA-Z0-9]+))?`");

    private static final List<String> STATES = List.of("met", "partly", "not met", "not applicable");
    private static final Pattern POINT =
            Pattern.compile("(?m)^\\| (V\\d+)\\.\\d+\\.\\d+ \\| [^|]+ \\| ([a-z ]+) \\| [^|]+ \\|$");
    private static final Pattern COUNTS =
            Pattern.compile("(?m)^\\| (?:\\[(V\\d+)][^|]*|\\*\\*all\\*\\*) \\|([ \\d|]+)\\|$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");

    private static Map<String, String> tests() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.find(
                ROOT,
                20,
                (p, a) ->
                        p.toString().contains("/src/test/java/") && p.toString().endsWith(".java"))) {
            for (Path file : files.toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        return sources;
    }

    @ParameterizedTest
    @ValueSource(strings = {"security.md", "asvs.md"})
    void everyTestThatIsNamedExists(String page) throws Exception {
        Map<String, String> tests = tests();
        Matcher named = NAMED.matcher(Files.readString(ROOT.resolve("docs").resolve(page)));
        Set<String> missing = new TreeSet<>();
        int count = 0;
        while (named.find()) {
            count++;
            String source = tests.get(named.group(1));
            if (source == null || (named.group(2) != null && !source.contains(" " + named.group(2) + "("))) {
                missing.add(named.group());
            }
        }
        assertTrue(count > 10, page + " names tests");
        assertEquals(Set.of(), missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"security.md", "asvs.md"})
    void everyPageThatIsLinkedExists(String page) throws Exception {
        Path docs = ROOT.resolve("docs");
        assertEquals(
                List.of(),
                LINK.matcher(Files.readString(docs.resolve(page)))
                        .results()
                        .map(m -> m.group(1))
                        .filter(link -> !Files.exists(docs.resolve(link)))
                        .toList());
    }

    @Test
    void theSummaryCountsThePointsOfTheStandard() throws Exception {
        String page = Files.readString(ROOT.resolve("docs/asvs.md"));
        Map<String, List<Integer>> counted = new TreeMap<>();
        POINT.matcher(page).results().forEach(m -> {
            count(counted, m.group(1), STATES.indexOf(m.group(2)));
            count(counted, "all", STATES.indexOf(m.group(2)));
        });
        Map<String, List<Integer>> said = new TreeMap<>();
        COUNTS.matcher(page)
                .results()
                .forEach(m -> said.put(
                        m.group(1) == null ? "all" : m.group(1),
                        Stream.of(m.group(2).split("\\|"))
                                .map(n -> Integer.valueOf(n.strip()))
                                .toList()));
        assertEquals(counted, said);
        assertEquals(253, said.get("all").getLast(), "all points of the levels 1 and 2");
    }

    private static void count(Map<String, List<Integer>> counts, String chapter, int state) {
        List<Integer> row = counts.computeIfAbsent(chapter, c -> new ArrayList<>(Collections.nCopies(5, 0)));
        row.set(state, row.get(state) + 1);
        row.set(4, row.get(4) + 1);
    }
}
