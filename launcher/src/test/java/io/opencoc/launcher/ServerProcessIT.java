package io.opencoc.launcher;

import static io.opencoc.launcher.ServerClient.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code target/coc server} as a process, with signals, as an operator runs it. */
class ServerProcessIT {
    private static final String COC = Path.of("target", "coc").toAbsolutePath().toString();
    private static final Pattern READY = Pattern.compile("is ready after \\d+ ms at http://localhost:(\\d+)");
    private static final Pattern PASSWORD = Pattern.compile("Sign in as admin with the password (\\S+)");

    @TempDir
    Path folder;

    private final List<Process> all = new ArrayList<>();
    private int number;

    private record Running(Process process, Path out, Path err) {
        String said() {
            return read(err);
        }

        int port() throws InterruptedException {
            eventually("ready", () -> READY.matcher(said()).find() || !process.isAlive());
            Matcher ready = READY.matcher(said());
            assertTrue(ready.find(), said());
            return Integer.parseInt(ready.group(1));
        }

        int ended() throws InterruptedException {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still runs after 60 s");
            return process.exitValue();
        }

        int terminated() throws InterruptedException {
            process.destroy();
            return ended();
        }
    }

    @AfterEach
    void stopAll() throws Exception {
        for (Process process : all) {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void keepsEverythingOverAStopAndAKill() throws Exception {
        Running first = start(Map.of());
        ServerClient client = ServerClient.of(first.port());
        Matcher shown = PASSWORD.matcher(read(first.out));
        assertTrue(shown.find(), read(first.out));
        String password = shown.group(1);
        assertFalse(first.said().contains(password), "the log has the password");
        assertEquals(
                201,
                client.post("/api/v1/engineers", "{\"name\":\"Grace\"}", "Authorization", client.bearer(password))
                        .statusCode());

        Running second = start(Map.of());
        assertEquals(1, second.ended());
        assertTrue(
                second.said().contains("in use by another server (process " + first.process.pid() + ")"),
                second.said());
        assertEquals(1, second.said().lines().count(), second.said());

        assertEquals(0, first.terminated(), first.said());
        assertTrue(first.said().contains("has stopped"), first.said());
        try (Stream<Path> cached = Files.list(folder.resolve("a cache/opencoc"))) {
            List<String> names = cached.map(f -> f.getFileName().toString()).toList();
            assertTrue(names.size() == 1 && names.getFirst().matches("classes-\\d+\\.jsa"), names.toString());
        }

        Running third = start(Map.of("COC_LOG_FORMAT", "json"));
        assertTrue(ServerClient.of(third.port()).isReady());
        assertEquals("", read(third.out), "the password is shown once");
        third.said().lines().forEach(line -> assertTrue(Json.tree(line).has("message"), line));
        third.process.destroyForcibly();
        third.ended();

        Running fourth = start(Map.of());
        ServerClient again = ServerClient.of(fourth.port());
        String engineers = again.get("/api/v1/engineers", "Authorization", again.bearer(password))
                .body();
        assertTrue(engineers.contains("Grace"), engineers);

        // A second signal does not wait for what is under way.
        try (HalfRequest slow = new HalfRequest(fourth.port(), password)) {
            assertEquals(201, again.signIn(password).statusCode());
            fourth.process.destroy();
            int port = fourth.port();
            eventually("the first signal was taken", () -> ServerClient.isRefused(port));
            assertTrue(fourth.process.isAlive());
            assertEquals(130, fourth.terminated());
        }
    }

    @Test
    void listsEverythingThatIsWrongWithTheSettings() throws Exception {
        Path config = Files.writeString(folder.resolve("my.yaml"), "http:\n  prot: 1\n");
        Running wrong = start(Map.of("COC_HTTP_HOTS", "x", "COC_CONFIG", config.toString()), "--port", "0");
        assertEquals(2, wrong.ended());
        assertEquals("""
                coc: The settings have 2 problems:
                  %s line 2: unknown key 'http.prot'; did you mean http.port?
                  environment: unknown variable COC_HTTP_HOTS; did you mean COC_HTTP_HOST?
                """.formatted(config), wrong.said());
        assertFalse(Files.exists(folder.resolve("data")));
        assertEquals(2, start(Map.of(), "--nonsense").ended());
    }

    @Test
    void saysInOneLineWhatHindersIt() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Running noFolder = start(Map.of("COC_DATA", file.toString()));
        assertEquals(1, noFolder.ended());
        assertTrue(
                noFolder.said().matches("coc: The data folder \\S+ cannot be used: it is not a folder\n"),
                noFolder.said());
        Running noDatabase = start(Map.of("COC_DB_URL", "postgres://coc:hidden@127.0.0.1:1/coc"));
        assertEquals(1, noDatabase.ended());
        String last = noDatabase.said().lines().toList().getLast();
        assertTrue(last.startsWith("coc: The database coc@127.0.0.1:1/coc cannot be used: Connection to"), last);
        assertFalse(noDatabase.said().contains("\tat "), "a stack trace: " + noDatabase.said());
        assertFalse(noDatabase.said().contains("hidden"), noDatabase.said());
    }

    @Test
    void explainsItself() throws Exception {
        Running help = start(Map.of(), "--help");
        assertEquals(0, help.ended());
        assertTrue(read(help.out).contains("--data") && read(help.out).contains("Exit codes"), read(help.out));
        Running config = start(Map.of(), "--print-config");
        assertEquals(0, config.ended());
        assertEquals(Files.readString(Path.of("..", "config", "coc.yaml")), read(config.out));
    }

    private Running start(Map<String, String> environment, String... arguments) throws IOException {
        number++;
        Path out = folder.resolve("out" + number);
        Path err = folder.resolve("err" + number);
        List<String> command = new ArrayList<>(List.of(COC, "server"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("COC_"));
        builder.environment().put("COC_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("COC_CACHE_DIR", folder.resolve("a cache").toString());
        builder.environment().put("COC_HTTP_PORT", "0");
        builder.environment().putAll(environment);
        Process process = builder.start();
        all.add(process);
        return new Running(process, out, err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
