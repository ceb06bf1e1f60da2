package io.opencoc.crash;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The executable with its embedded PostgreSQL, always at the same address. Everything it says goes to one file. For one thread. */
final class Victim {
    static final String PASSWORD = "secret of the crashes";
    private static final int PROBE_MILLIS = 5_000;

    private final Path data;
    private final Path log;
    private final Map<String, String> environment;
    private final int port;
    private Process process;

    /** @param log gets what it says over all starts */
    Victim(Path data, Path log, Map<String, String> environment) throws IOException {
        this.data = data;
        this.log = log;
        this.environment = environment;
        this.port = freePort();
    }

    /** Below those that Linux gives to outgoing connections: nobody takes it while the server is down. */
    private static int freePort() throws IOException {
        Random random = new Random();
        for (int tries = 0; ; tries++) {
            int port = random.nextInt(20_000, 32_000);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                if (tries == 100) {
                    throw taken;
                }
            }
        }
    }

    private static Path executable() {
        Path file = Stream.of(System.getProperty("coc", "launcher/target/coc"), "target/coc")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("target/coc is not there: build it first"));
        return file.toAbsolutePath();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Path data() {
        return data;
    }

    /** Starts it, and returns at once. */
    void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                executable().toString(), "server", "--data", data.toString(), "--port", String.valueOf(port));
        builder.environment().put("COC_ADMIN_PASSWORD", PASSWORD);
        builder.environment().put("COC_HTTP_HOST", "127.0.0.1");
        builder.environment().putAll(environment);
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean isReady() {
        try {
            HttpURLConnection probe = (HttpURLConnection)
                    address().resolve("/health/ready").toURL().openConnection();
            probe.setConnectTimeout(PROBE_MILLIS);
            probe.setReadTimeout(PROBE_MILLIS);
            return probe.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    ProcessHandle server() {
        return process.toHandle();
    }

    /** The postmaster and then its children; nothing when none runs. */
    List<ProcessHandle> postgres() {
        try {
            String first = Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                    .getFirst();
            long pid = Long.parseLong(first.strip());
            if (!Files.readString(Path.of("/proc", String.valueOf(pid), "comm"))
                    .strip()
                    .equals("postgres")) {
                return List.of();
            }
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            return Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .toList();
        } catch (IOException | RuntimeException e) {
            return List.of(); // between two of them
        }
    }

    /** Sends a signal to all at once; those that have ended are left out. */
    static void signal(String name, List<ProcessHandle> processes) throws IOException, InterruptedException {
        if (processes.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(p -> command.add(String.valueOf(p.pid())));
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Waits until the server that was killed is gone, as a supervisor does. */
    void buried() throws InterruptedException {
        process.waitFor();
    }

    /** Asks it to stop, and gives its exit code; -1 when it did not within a minute. */
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    /** Leaves nothing running. */
    void clear() throws IOException, InterruptedException {
        List<ProcessHandle> all = new ArrayList<>(postgres());
        if (process != null) {
            all.add(process.toHandle());
        }
        Collections.reverse(all);
        signal("KILL", all);
        for (ProcessHandle p : all) {
            p.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
    }
}
