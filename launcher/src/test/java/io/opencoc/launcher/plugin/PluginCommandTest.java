package io.opencoc.launcher.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.launcher.SourceJar;
import io.opencoc.launcher.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code coc plugin} prints and writes. */
class PluginCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void verifyNamesWhatIsWrong() throws Exception {
        Path jar = new SourceJar("stranger", "1.2.3", "").into(folder, "stranger.jar");
        assertFalse(PluginCheck.run(jar, out));
        assertTrue(text().contains("plug-in stranger 1.2.3, for API >=1.0.0 & <2.0.0 (this is 1.0.0)"), text());
        assertTrue(text().contains("WRONG  alarm source stranger: sample(…, false) is read as ALARM"), text());
        assertTrue(text().contains("is read as an alarm of the name 'version 1.2.3'"), text());
    }

    @Test
    void verifyNamesWhyAJarCannotBeLoaded() throws Exception {
        assertFalse(PluginCheck.run(Files.writeString(folder.resolve("x.jar"), "no"), out));
        assertTrue(text().contains("WRONG  the file is not a readable jar"), text());
    }

    @Test
    void listShowsEachJarAndWhatIsWrongWithIt() throws Exception {
        new SourceJar("stranger", "1.2.3", "").into(folder, "stranger.jar");
        Settings.Plugins settings = new Settings.Plugins(folder, List.of(), false, List.of());
        assertTrue(PluginList.print(settings, out), text());
        assertTrue(text().contains("stranger.jar"), text());
        Files.writeString(folder.resolve("x.jar"), "no");
        assertFalse(PluginList.print(settings, out));
        assertTrue(text().contains("NOT LOADABLE: the file is not a readable jar"), text());
    }

    @Test
    void whatNewWritesCompilesAndHasNothingLeftToFillIn() throws Exception {
        Path project = folder.resolve("made");
        Skeleton.write(project, "acme-monitor");
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(project)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file).matches("(?s).*@[A-Z]+@.*"), file.toString());
                if (file.toString().endsWith("AcmeMonitorSource.java")) {
                    sources.add(file);
                }
            }
        }
        assertEquals(1, sources.size());
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        errors,
                        "-proc:none",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.resolve("classes").toString(),
                        sources.getFirst().toString());
        assertEquals(0, result, errors.toString(StandardCharsets.UTF_8));
        assertTrue(Files.readString(project.resolve("pom.xml"))
                .contains("<Plugin-Class>plugin.acmemonitor.AcmeMonitorSource</Plugin-Class>"));
        assertThrows(IOException.class, () -> Skeleton.write(project, "again"), "it is not empty");
        assertThrows(IllegalArgumentException.class, () -> Skeleton.write(folder.resolve("b"), "Bad_Id"));
    }
}
