package io.opencoc.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The page for authors of plug-ins, and the listings in it. */
final class PluginsPage {
    static final Path FILE = Path.of("../docs/plugins.md");
    static final Path EXAMPLE = Path.of("../examples/alarm-minimal");
    static final String SOURCE = "src/main/java/com/example/MinimalPlugin.java";
    static final String TEST = "src/test/java/com/example/MinimalPluginTest.java";

    private static final Pattern LISTING = Pattern.compile("(?ms)^```([a-z]+)\\n(.*?)^```$");

    private PluginsPage() {}

    static String text() throws IOException {
        return Files.readString(FILE);
    }

    /** The only listing of a language that has a text in it. */
    static String listing(String language, String with) throws IOException {
        List<String> found = LISTING.matcher(text())
                .results()
                .filter(m -> m.group(1).equals(language) && m.group(2).contains(with))
                .map(m -> m.group(2))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " listings in " + language + " have " + with);
        }
        return found.getFirst();
    }
}
