package io.opencoc.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The executable as a user starts it. Its log goes to {@code server.log} beside its data. */
final class Server implements AutoCloseable {
    static final String PASSWORD = "benchmark";
    private static final Pattern READY = Pattern.compile("is ready after \\d+ ms at (http\\S+)");

    private final Process process;
    private final Path data;
    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** From the start of the process until it answers that it is ready. */
    final long startMillis;

    private Server(Path data, Map<String, String> environment) throws Exception {
        this.data = data;
        Files.createDirectories(data.getParent());
        long begin = System.nanoTime();
        ProcessBuilder builder =
                new ProcessBuilder(executable().toString(), "server", "--data", data.toString(), "--port", "0");
        builder.redirectErrorStream(true);
        builder.environment().put("COC_ADMIN_PASSWORD", PASSWORD);
        builder.environment().put("COC_HTTP_HOST", "127.0.0.1");
        builder.environment().putAll(environment);
        this.process = builder.start();
        CompletableFuture<String> url = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> keepLog(url));
        this.address = URI.create(url.get(120, TimeUnit.SECONDS));
        HttpRequest ready =
                HttpRequest.newBuilder(address.resolve("/health/ready")).build();
        while (http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
            Thread.sleep(2);
        }
        this.startMillis = (System.nanoTime() - begin) / 1_000_000;
    }

    /** Starts it on data that may be there. */
    static Server start(Path data, Map<String, String> environment) throws Exception {
        return new Server(data, environment);
    }

    /** Starts it with nothing. */
    static Server fresh(Path data, Map<String, String> environment) throws Exception {
        delete(data);
        return start(data, environment);
    }

    static Path executable() {
        Path file = Path.of(System.getProperty("coc", "launcher/target/coc")).toAbsolutePath();
        if (!Files.isExecutable(file)) {
            throw new IllegalStateException(file + " is not there: build it first");
        }
        return file;
    }

    private void keepLog(CompletableFuture<String> url) {
        try (BufferedReader in =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                PrintStream out = new PrintStream(
                        Files.newOutputStream(data.resolveSibling("server.log")), true, StandardCharsets.UTF_8)) {
            List<String> before = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(line);
                before.add(line);
                Matcher m = READY.matcher(line);
                if (m.find()) {
                    url.complete(m.group(1));
                    before.clear();
                }
            }
            url.completeExceptionally(new IllegalStateException("it ended:\n" + String.join("\n", before)));
        } catch (IOException e) {
            url.completeExceptionally(e); // closed with the process
        }
    }

    URI address() {
        return address;
    }

    long pid() {
        return process.pid();
    }

    /** Its data folder. */
    Path data() {
        return data;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The processes of its PostgreSQL. */
    List<Long> postgres() {
        return Proc.startedWith("postgres", data).stream()
                .min(Comparator.naturalOrder())
                .flatMap(ProcessHandle::of)
                .map(p -> Stream.concat(Stream.of(p), p.descendants())
                        .map(ProcessHandle::pid)
                        .toList())
                .orElse(List.of());
    }

    /** Seconds of processor time that the server has used, and its PostgreSQL. */
    double[] cpu() {
        long postgres = Proc.startedWith("postgres", data).stream()
                .min(Comparator.naturalOrder())
                .orElse(-1L);
        return new double[] {Proc.cpu(pid()), postgres < 0 ? 0 : Proc.cpuOfTree(postgres)};
    }

    /** The sum of a metric's values. */
    double metric(String name) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve("/metrics")).build();
        return http.send(request, HttpResponse.BodyHandlers.ofLines())
                .body()
                .filter(l -> l.startsWith(name + " ")
                        || l.startsWith(name + "{")
                        || (name.contains("{") && l.startsWith(name)))
                .mapToDouble(l -> Double.parseDouble(l.substring(l.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** All metrics, each the sum of its values; of the JVM's memory also {@code jvm_memory_used_bytes heap}. */
    Map<String, Double> metrics() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve("/metrics")).build();
        Map<String, Double> sums = new HashMap<>();
        http.send(request, HttpResponse.BodyHandlers.ofLines())
                .body()
                .filter(l -> !l.startsWith("#"))
                .forEach(l -> {
                    double value = Double.parseDouble(l.substring(l.lastIndexOf(' ') + 1));
                    String name = l.split("[ {]", 2)[0];
                    sums.merge(name, value, Double::sum);
                    if (l.contains("area=\"heap\"")) {
                        sums.merge(name + " heap", value, Double::sum);
                    }
                });
        return sums;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("it did not stop within 60 s");
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(p);
                }
            }
        }
    }
}
