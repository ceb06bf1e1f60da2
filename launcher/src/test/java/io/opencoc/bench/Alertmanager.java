package io.opencoc.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Prometheus's Alertmanager as a peer to measure beside: it keeps alerts in memory, tells nobody, and stands alone. */
final class Alertmanager implements AutoCloseable {
    private static final List<String> NAMES = List.of("prometheus-alertmanager", "alertmanager");
    private static final String SETTINGS = "route:\n  receiver: nobody\nreceivers:\n  - name: nobody\n";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process process;
    private final URI address;

    private Alertmanager(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts the program of the option {@code alertmanager}, else one on the PATH. Its log goes into the folder. */
    static Alertmanager start(Options options, Path folder) throws Exception {
        Path program = program(options);
        Server.delete(folder);
        Files.createDirectories(folder);
        Path settings = Files.writeString(folder.resolve("alertmanager.yml"), SETTINGS);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + settings,
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("alertmanager.log").toFile())
                .start();
        Alertmanager started = new Alertmanager(process, URI.create("http://127.0.0.1:" + port));
        try {
            started.awaitReady();
        } catch (Exception e) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    "Alertmanager did not start:\n" + Files.readString(folder.resolve("alertmanager.log")), e);
        }
        return started;
    }

    private static Path program(Options options) {
        String given = options.text("alertmanager", "");
        List<Path> candidates = given.isEmpty()
                ? Arrays.stream(System.getenv("PATH").split(":"))
                        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                        .toList()
                : List.of(Path.of(given));
        return candidates.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        (given.isEmpty() ? "Alertmanager is not installed" : given + " cannot be started")
                                + ": install Debian's package prometheus-alertmanager (.ci/install-real-parts does so)"
                                + ", or name the program with --alertmanager FILE"));
    }

    private void awaitReady() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        HttpRequest ready = HttpRequest.newBuilder(address.resolve("/-/ready")).build();
        while (true) {
            try {
                if (http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw e;
                }
            }
            Thread.sleep(20);
        }
    }

    Target target() {
        return new Target(address, "/api/v2/alerts", () -> new double[] {Proc.cpu(process.pid()), 0});
    }

    /** How many alerts it has taken, by its own count. */
    long received() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve("/metrics")).build();
        return http.send(request, HttpResponse.BodyHandlers.ofLines())
                .body()
                .filter(l -> l.startsWith("alertmanager_alerts_received_total{"))
                .mapToLong(l -> (long) Double.parseDouble(l.substring(l.lastIndexOf(' ') + 1)))
                .sum();
    }

    long residentMegabytes() {
        return Proc.residentMegabytes(process.pid());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
