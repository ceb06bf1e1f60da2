package io.opencoc.e2e;

import static io.opencoc.e2e.ApiClient.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** kill -9 in the middle of 20,000 alarms: what was acknowledged is there, and nothing takes effect twice. */
class CrashIT {
    private static final int ALARMS = 20_000;
    private static final int BATCH = 20;
    private static final int GROUPS = 40;

    @TempDir
    Path folder;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> sent = new ConcurrentHashMap<>();

    @Test
    void everyAcknowledgedAlarmSurvives() throws Exception {
        Path data = folder.resolve("data");
        String key;
        try (RunningServer server = RunningServer.start(data, Map.of())) {
            ApiClient client = ApiClient.signIn(server);
            key = client.post("/api/v1/integrations", Map.of("source", "prometheus", "name", "Load"))
                    .get("key")
                    .asString();
            client.post("/api/v1/forwarding-rules", Map.of("name", "by group", "groupBy", List.of("additional.group")));
            load(server, key);
        }
        try (RunningServer server = RunningServer.start(data, Map.of())) {
            ApiClient client = ApiClient.signIn(server);
            assertTrue(acknowledged.size() > 500, "enough was acknowledged before the kill: " + acknowledged.size());
            assertTrue(acknowledged.size() < ALARMS, "the kill was in the middle: " + acknowledged.size());
            Map<String, Long> stored = originals(client);
            acknowledged.forEach(name -> assertTrue(stored.containsKey(name), name + " was acknowledged and is lost"));
            // what was sent once is stored once: nobody sent again
            stored.forEach((name, n) -> assertEquals(1, n, name));
            within(
                    60,
                    "the router has read everything",
                    () -> client.get("/api/v1/alarms?size=1").get("total").asInt() == Math.min(10_000, stored.size())
                            && sumOfIncidents(client) == stored.size());
            List<JsonNode> incidents = client.items("/api/v1/incidents?size=100");
            assertEquals(
                    stored.keySet().stream()
                            .map(n -> Integer.parseInt(n.substring(1)) % GROUPS)
                            .distinct()
                            .count(),
                    incidents.size());
            assertEquals(
                    incidents.size(),
                    incidents.stream()
                            .map(i -> i.get("number").asString())
                            .distinct()
                            .count());
            Set<String> names = new HashSet<>();
            for (int page = 1; page <= 20; page++) {
                client.items("/api/v1/alarms?sort=name&size=100&page=" + page).forEach(a -> {
                    assertTrue(names.add(a.get("name").asString()), a.toString());
                    assertEquals(1, a.get("count").asInt());
                });
            }
        }
    }

    private static long sumOfIncidents(ApiClient client) {
        return client.items("/api/v1/incidents?size=100").stream()
                .mapToLong(i -> i.get("alarmCount").asLong())
                .sum();
    }

    private static Map<String, Long> originals(ApiClient client) {
        Map<String, Long> out = new HashMap<>();
        String after = "";
        while (true) {
            JsonNode page = client.get("/api/v1/original-alarms?size=100" + after);
            page.get("items").forEach(i -> out.merge(i.get("name").asString(), 1L, Long::sum));
            if (!page.has("next")) {
                return out;
            }
            after = "&after=" + page.get("next").asString();
        }
    }

    private void load(RunningServer server, String key) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        Semaphore inFlight = new Semaphore(32);
        List<String> batch = new ArrayList<>();
        for (int i = 0; i < ALARMS; i++) {
            batch.add("a" + i);
            if (batch.size() == BATCH) {
                List<String> names = List.copyOf(batch);
                batch.clear();
                if (acknowledged.size() > ALARMS / 3) {
                    server.kill();
                    break;
                }
                inFlight.acquire();
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create(server.url() + "/hooks/" + key + "/api/v2/alerts"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body(names)))
                        .build();
                http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((r, f) -> {
                    if (r != null && r.statusCode() == 200) {
                        acknowledged.addAll(names);
                    }
                    inFlight.release();
                });
            }
        }
        inFlight.tryAcquire(32, 30, TimeUnit.SECONDS);
    }

    private static String body(List<String> names) {
        StringBuilder out = new StringBuilder("[");
        for (String name : names) {
            out.append(out.length() > 1 ? "," : "")
                    .append(
                            "{\"labels\":{\"alertname\":\"%s\",\"group\":\"g%d\",\"severity\":\"major\"},\"endsAt\":\"2099-01-01T00:00:00Z\"}"
                                    .formatted(name, Integer.parseInt(name.substring(1)) % GROUPS));
        }
        return out.append("]").toString();
    }
}
