package io.opencoc.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Maven as a plug-in's author runs it, without a network: of OpenCOC there is nothing but what is published, the jars of {@code plugin-api} and its pom;
 * all else comes from this machine's repository.
 */
final class AuthorsMaven {
    private static final Path API = Path.of("../plugin-api/target");

    private final Path repository;
    private final Path output;

    AuthorsMaven(Path folder) throws IOException {
        repository = Files.createDirectories(folder.resolve("repository"));
        output = folder.resolve("maven.log");
        Path machine = Path.of(System.getProperty("localRepository"));
        link(machine, "io", repository);
        link(machine.resolve("io"), "opencoc", Files.createDirectories(repository.resolve("io")));
        publish();
    }

    private static void link(Path from, String except, Path to) throws IOException {
        try (Stream<Path> folders = Files.list(from)) {
            for (Path folder : folders.filter(f -> !f.endsWith(except)).toList()) {
                Files.createSymbolicLink(to.resolve(folder.getFileName()), folder.toAbsolutePath());
            }
        }
    }

    private void publish() throws IOException {
        Path pom = API.resolve(".flattened-pom.xml");
        String version = Files.readString(pom).replaceAll("(?s).*?<version>(.*?)<.*", "$1");
        Path target = Files.createDirectories(
                repository.resolve("io/opencoc/plugin-api").resolve(version));
        Files.copy(pom, target.resolve("plugin-api-" + version + ".pom"));
        for (String kind : List.of("", "-tests")) {
            String jar = "plugin-api-" + version + kind + ".jar";
            assertTrue(Files.exists(API.resolve(jar)), () -> jar + " is made by the phase package");
            Files.copy(API.resolve(jar), target.resolve(jar));
        }
    }

    /** Runs {@code mvn package}, as the page says, and gives what it printed. */
    String packages(Path project) throws Exception {
        ProcessBuilder maven = new ProcessBuilder(
                        Path.of(System.getProperty("maven.home"), "bin/mvn").toString(),
                        "-B",
                        "--offline",
                        "-Dmaven.repo.local=" + repository,
                        "package")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        maven.environment().remove("MAVEN_OPTS");
        Process process = maven.start();
        if (!process.waitFor(150, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        String said = Files.readString(output);
        assertEquals(0, process.exitValue(), said);
        return said;
    }
}
