package io.opencoc.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The executable as a user starts it, as a process of its own. */
final class RunningServer implements AutoCloseable {
    static final String PASSWORD = "secret of the tests";
    private static final Pattern READY = Pattern.compile("is ready after (\\d+) ms at ");

    private final Process process;
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final String url;
    final long millis;

    private RunningServer(Path data, Map<String, String> environment, String... options) throws Exception {
        int port = freePort();
        List<String> command = new ArrayList<>(
                List.of(executable().toString(), "server", "--data", data.toString(), "--port", String.valueOf(port)));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("COC_ADMIN_PASSWORD", PASSWORD);
        builder.environment().put("COC_HTTP_HOST", "127.0.0.1");
        builder.environment().putAll(environment);
        url = "http://127.0.0.1:" + port;
        process = builder.start();
        CompletableFuture<Matcher> ready = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (BufferedReader in =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    log.add(line);
                    Matcher m = READY.matcher(line);
                    if (m.find()) {
                        ready.complete(m);
                    }
                }
            } catch (IOException e) {
                log.add(e.toString());
            }
            ready.completeExceptionally(new AssertionError("it ended before it was ready:\n" + log()));
        });
        try {
            Matcher m = ready.get(90, TimeUnit.SECONDS);
            millis = Long.parseLong(m.group(1));
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    static RunningServer start(Path data, Map<String, String> environment, String... options) throws Exception {
        return new RunningServer(data, environment, options);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static Path executable() {
        Path file = Path.of("target", "coc").toAbsolutePath();
        if (!Files.isExecutable(file)) {
            throw new AssertionError(file + " is made by the phase package: run mvnw verify");
        }
        return file;
    }

    String url() {
        return url;
    }

    long pid() {
        return process.pid();
    }

    /** Everything it printed, by now. */
    String log() {
        synchronized (log) {
            return String.join("\n", log);
        }
    }

    /** Ends it as a power cut would end the process; PostgreSQL is left behind. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Asks it to stop, and gives its exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it did not stop within 60 s:\n" + log());
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            stop();
        }
    }
}
