package io.opencoc.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page for authors of plug-ins shows is what is there. */
class PluginsPageTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");

    @Test
    void itsExampleIsTheFiles() throws Exception {
        String pom = Files.readString(PluginsPage.EXAMPLE.resolve("pom.xml"));
        String source = Files.readString(PluginsPage.EXAMPLE.resolve(PluginsPage.SOURCE));
        assertEquals(pom, PluginsPage.listing("xml", "<modelVersion>"));
        assertEquals(source, PluginsPage.listing("java", "implements OpencocPlugin"));
        assertTrue(pom.lines().count() + source.lines().count() <= 60, "60 lines together");
    }

    @Test
    void itsExampleIsOfThisVersion() throws Exception {
        String version =
                Files.readString(Path.of("../plugin-api/pom.xml")).replaceAll("(?s).*?<version>(.*?)<.*", "$1");
        for (String listing :
                List.of(PluginsPage.listing("xml", "<modelVersion>"), PluginsPage.listing("xml", "test-jar"))) {
            assertTrue(
                    listing.contains("<artifactId>plugin-api</artifactId><version>" + version + "</version>"), listing);
        }
        String parent = Files.readString(Path.of("../pom.xml"));
        assertTrue(PluginsPage.listing("xml", "test-jar")
                .contains("<version>" + parent.replaceAll("(?s).*<junit.version>(.*?)<.*", "$1") + "</version>"));
    }

    @Test
    void itsSettingsAreJson() throws Exception {
        assertTrue(Json.tree(PluginsPage.listing("json", "x-destination"))
                .at("/properties/token/writeOnly")
                .asBoolean());
    }

    @Test
    void itsLinksLead() throws Exception {
        Path docs = PluginsPage.FILE.getParent();
        assertEquals(
                List.of(),
                LINK.matcher(PluginsPage.text())
                        .results()
                        .map(m -> m.group(1))
                        .filter(link -> !Files.exists(docs.resolve(link)))
                        .toList());
    }
}
