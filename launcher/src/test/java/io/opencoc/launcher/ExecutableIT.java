package io.opencoc.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file {@code target/coc}, as a user starts it. */
class ExecutableIT {

    private static final Path COC = Path.of("target", "coc").toAbsolutePath();
    private static final Path SCRIPT = Path.of("src", "main", "sh", "coc.sh");

    @TempDir
    Path folder;

    private record Ended(int code, String output) {}

    @Test
    void tellsItsVersion() throws Exception {
        Ended ended = run(Map.of("COC_JAVA_HOME", System.getProperty("java.home")), COC.toString(), "--version");
        assertEquals(0, ended.code, ended.output);
        assertTrue(ended.output.startsWith("coc "), ended.output);
        assertTrue(ended.output.contains("Java " + System.getProperty("java.runtime.version")), ended.output);
        assertFalse(ended.output.contains("WARNING"), ended.output);
    }

    @Test
    void runsFromAFolderWithASpaceAndThroughALink() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("with a space")).resolve("coc");
        Files.copy(COC, copy, StandardCopyOption.COPY_ATTRIBUTES);
        Path link = Files.createSymbolicLink(folder.resolve("link"), copy);
        Map<String, String> environment = Map.of("COC_JAVA_HOME", System.getProperty("java.home"));
        assertEquals(0, run(environment, copy.toString(), "--version").code);
        assertEquals(0, run(environment, link.toString(), "--version").code);
    }

    @Test
    void choosesTheNewestJavaThatIsNewEnough() throws Exception {
        fakeJava("jvm/java-17", 17);
        fakeJava("jvm/java-21", 21);
        fakeJava("jvm/java-25", 25);
        Path script = scriptThatSearches("jvm");
        Path older = fakeJava("older", 21);

        Ended ended = run(Map.of("JAVA_HOME", older.toString(), "COC_HEAP", "1g"), "/bin/sh", script.toString(), "a b");
        assertEquals(0, ended.code, ended.output);
        assertTrue(ended.output.startsWith("java 25:"), ended.output);
        assertTrue(ended.output.contains("<-Xmx1g>"), ended.output);
        assertTrue(ended.output.endsWith("<-jar><" + script + "><a b>\n"), ended.output);

        Ended told = run(Map.of("COC_JAVA_HOME", older.toString()), "/bin/sh", script.toString());
        assertTrue(told.output.startsWith("java 21:"), told.output);
        assertFalse(told.output.contains("unsafe"), "21 does not know the option: " + told.output);
    }

    @Test
    void saysWhatToDoWithoutAJavaThatIsNewEnough() throws Exception {
        fakeJava("jvm/java-17", 17);
        Ended ended = run(Map.of(), "/bin/sh", scriptThatSearches("jvm").toString());
        assertEquals(1, ended.code);
        assertTrue(ended.output.contains("no Java 21 or newer was found, only 17 in " + folder), ended.output);
        assertTrue(ended.output.contains("COC_JAVA_HOME"), ended.output);

        Ended wrong = run(
                Map.of("COC_JAVA_HOME", "/nowhere"),
                "/bin/sh",
                scriptThatSearches("jvm").toString());
        assertEquals(1, wrong.code);
        assertTrue(wrong.output.contains("COC_JAVA_HOME is /nowhere"), wrong.output);
    }

    @Test
    void carriesTheMergedServicesAndNoSignature() throws Exception {
        try (JarFile jar = new JarFile(COC.toFile())) {
            assertEquals("true", jar.getManifest().getMainAttributes().getValue("Multi-Release"));
            assertEquals("ALL-UNNAMED", jar.getManifest().getMainAttributes().getValue("Enable-Native-Access"));
            String flyway = new String(
                    jar.getInputStream(jar.getEntry("META-INF/services/org.flywaydb.core.extensibility.Plugin"))
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
            assertTrue(flyway.contains("PostgreSQLDatabaseType"), flyway);
            assertTrue(flyway.contains("org.flywaydb.core."), flyway);
            List<String> unwanted = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA)|(.*/)?module-info\\.class"))
                    .toList();
            assertEquals(List.of(), unwanted);
            assertTrue(jar.getEntry("bundled-plugins/index.txt") != null);
        }
    }

    @Test
    void staysWithinItsSize() throws IOException {
        assertTrue(
                Files.size(COC) <= 100_000_000, () -> "coc has " + COC.toFile().length() + " bytes");
    }

    /** The script as it stands in the executable, but looking for Java in the folder of this test alone. */
    private Path scriptThatSearches(String jvms) throws IOException {
        String script = Files.readString(SCRIPT)
                .replaceFirst("for candidate in [^;]*;", "for candidate in \"" + folder.resolve(jvms) + "\"/*;");
        return Files.writeString(folder.resolve("coc.sh"), script);
    }

    private Path fakeJava(String name, int release) throws IOException {
        Path home = folder.resolve(name);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + release + ".0.1\"\n");
        Files.writeString(java, "#!/bin/sh\nprintf 'java " + release + ":'\nprintf '<%s>' \"$@\"\necho\n");
        assertTrue(java.toFile().setExecutable(true));
        return home;
    }

    /** Runs a command with nothing in its environment but a PATH without Java and what is given. */
    private Ended run(Map<String, String> environment, String... command) throws Exception {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("sed", "head", "cut", "readlink")) {
            if (!Files.exists(tools.resolve(tool))) {
                Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
            }
        }
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still runs after 60 s");
        return new Ended(process.exitValue(), Files.readString(output));
    }
}
