package io.opencoc.e2e;

import static io.opencoc.e2e.ApiClient.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * PostgreSQL hangs, and then dies, while alarms come in: senders are told to come again, nothing that was acknowledged is lost, and the server
 * goes on by itself.
 */
class PostgresAwayIT {
    private static final int SENDERS = 8;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private volatile boolean sending = true;

    @Test
    void theServerGoesOnByItself() throws Exception {
        Path data = folder.resolve("data");
        try (RunningServer server = RunningServer.start(data, Map.of());
                ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            ApiClient client = ApiClient.signIn(server);
            String key = client.post("/api/v1/integrations", Map.of("source", "prometheus", "name", "Load"))
                    .get("key")
                    .asString();
            client.post("/api/v1/forwarding-rules", Map.of("name", "all", "groupBy", List.of("alarmSource")));
            URI hook = URI.create(server.url() + "/hooks/" + key + "/api/v2/alerts");
            for (int i = 0; i < SENDERS; i++) {
                senders.execute(() -> send(hook));
            }
            try {
                within(15, "alarms come in", () -> count(200) > 50);
                assertEquals(200, ready(server));

                List<ProcessHandle> all = postgres(data);
                all.forEach(p -> signal("STOP", p));
                try {
                    within(5, "not ready while PostgreSQL hangs", () -> ready(server) == 503);
                    within(25, "a sender is told to come again", () -> count(503) > 0);
                } finally {
                    all.forEach(p -> signal("CONT", p));
                }
                goesOn(server, "PostgreSQL goes on");

                postgres(data).getFirst().destroyForcibly();
                within(10, "not ready while PostgreSQL is dead", () -> ready(server) == 503);
                goesOn(server, "PostgreSQL was started again");
            } finally {
                sending = false;
            }
            senders.shutdown();
            assertEquals(Set.of(200, 503), answers.keySet(), "what senders were told: " + answers);
            Set<String> stored = names(client, "/api/v1/original-alarms?size=100");
            acknowledged.forEach(name -> assertTrue(stored.contains(name), name + " was acknowledged and is lost"));
            within(
                    20,
                    "the router has read everything",
                    () -> client.get("/api/v1/alarms?size=1").get("total").asInt() == stored.size());
            assertEquals(
                    stored.size(),
                    client.only("/api/v1/incidents").get("alarmCount").asInt());
            assertEquals(0, server.stop());
        }
    }

    private void goesOn(RunningServer server, String why) {
        int before = acknowledged.size();
        within(15, "ready again: " + why, () -> ready(server) == 200);
        within(10, "alarms come in again: " + why, () -> acknowledged.size() > before + 50);
    }

    private void send(URI hook) {
        while (sending) {
            String name = "a" + number.incrementAndGet();
            HttpRequest request = HttpRequest.newBuilder(hook)
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofSeconds(30))
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "[{\"labels\":{\"alertname\":\"%s\"},\"endsAt\":\"2099-01-01T00:00:00Z\"}]"
                                    .formatted(name)))
                    .build();
            try {
                HttpResponse<Void> response = http.send(request, HttpResponse.BodyHandlers.discarding());
                if (response.statusCode() == 200) {
                    acknowledged.add(name);
                } else {
                    assertTrue(response.headers().firstValue("Retry-After").isPresent(), response.toString());
                }
                answers.computeIfAbsent(response.statusCode(), s -> new AtomicInteger())
                        .incrementAndGet();
                Thread.sleep(20);
            } catch (Exception e) {
                answers.computeIfAbsent(-1, s -> new AtomicInteger()).incrementAndGet();
            }
        }
    }

    private int count(int status) {
        AtomicInteger n = answers.get(status);
        return n == null ? 0 : n.get();
    }

    private int ready(RunningServer server) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/health/ready"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The postmaster of this data folder, and then its children. */
    private static List<ProcessHandle> postgres(Path data) throws Exception {
        Path pidFile;
        try (var files = Files.walk(data, 4)) {
            pidFile =
                    files.filter(f -> f.endsWith("postmaster.pid")).findFirst().orElseThrow();
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> names(ApiClient client, String path) {
        Set<String> out = new HashSet<>();
        String after = "";
        while (true) {
            JsonNode page = client.get(path + after);
            page.get("items").forEach(i -> out.add(i.get("name").asString()));
            if (!page.has("next")) {
                return out;
            }
            after = "&after=" + page.get("next").asString();
        }
    }
}
