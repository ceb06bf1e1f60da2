package io.opencoc.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.launcher.SourceJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A browser walks through the console of a real server: {@code webroot/e2e}, whose own report names the single tests. */
class ConsoleIT {
    private static final Path WEBROOT =
            Path.of("..", "webroot").toAbsolutePath().normalize();
    private static final int MAX_SECONDS = 280;

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aPersonGoesTheWholeWayInBothLanguages() throws Exception {
        RealParts.need("chromium", "node", "npm");
        if (!Files.exists(WEBROOT.resolve("node_modules/.bin/playwright"))) {
            RealParts.missing("the console was not built: -DskipUi");
        }
        Path jars = folder.resolve("jars");
        new SourceJar("walk-stranger", "1.0.0", "").into(jars, "stranger-1.jar");
        new SourceJar("walk-stranger", "2.0.0", "").into(jars, "stranger-2.jar");
        try (RunningServer server = RunningServer.start(folder.resolve("data"), Map.of())) {
            Path output = folder.resolve("output.txt");
            Process browser = walk(server.url(), jars, output);
            try {
                boolean ended = browser.waitFor(MAX_SECONDS, TimeUnit.SECONDS);
                String told = Files.readString(output) + "\nThe server said:\n" + server.log();
                assertTrue(ended, () -> "not done within " + MAX_SECONDS + " s:\n" + told);
                assertEquals(0, browser.exitValue(), told);
            } finally {
                browser.descendants().forEach(ProcessHandle::destroyForcibly);
                browser.destroyForcibly();
            }
            assertFalse(server.log().contains(" ERROR "), server.log());
            assertEquals(0, server.stop());
        }
    }

    private static Process walk(String url, Path jars, Path output) throws Exception {
        ProcessBuilder npm = new ProcessBuilder("npm", "run", "--silent", "e2e")
                .directory(WEBROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        npm.environment()
                .putAll(Map.of(
                        "BASE_URL",
                        url,
                        "PLUGIN_JARS",
                        jars.toString(),
                        "COC_ADMIN_PASSWORD",
                        RunningServer.PASSWORD,
                        "CHROMIUM",
                        RealParts.find("chromium").orElseThrow().toString(),
                        "CI",
                        "true",
                        "NO_COLOR",
                        "1"));
        return npm.start();
    }
}
