package io.opencoc.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages on security name tests as their proof: each of them is there. */
class SecurityDocsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT|Contract))(?:#([a-zA-Z0-9]+))?`");

    private static Map<String, String> tests() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.find(
                ROOT, 20, (p, a) -> p.toString().contains("/src/test/java/") && p.toString().endsWith(".java"))) {
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
}
