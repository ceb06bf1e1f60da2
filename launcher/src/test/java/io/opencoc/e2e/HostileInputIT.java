package io.opencoc.e2e;

import static io.opencoc.e2e.ApiClient.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a stranger may send: clear errors, bounded memory, and the server goes on. */
class HostileInputIT {
    @TempDir
    static Path folder;

    static RunningServer server;
    static ApiClient client;
    static String key;
    static String id;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.start(folder.resolve("data"), Map.of("COC_HEAP", "256m"));
        client = ApiClient.signIn(server);
        JsonNode integration = client.post("/api/v1/integrations", Map.of("source", "prometheus", "name", "Hostile"));
        key = integration.get("key").asString();
        id = integration.get("id").asString();
    }

    @AfterAll
    static void stop() throws Exception {
        assertEquals(0, server.stop());
    }

    static ApiClient.Answer send(byte[] body, String... headers) {
        return client.call("POST", "/hooks/" + key + "/api/v2/alerts", body, headers);
    }

    static ApiClient.Answer send(String body) {
        return send(body.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
    }

    static byte[] gzip(byte[] body) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(body);
        }
        return out.toByteArray();
    }

    static final String GOOD = "[{\"labels\":{\"alertname\":\"Good%s\"},\"annotations\":{\"summary\":\"s\"}}]";

    @Test
    void malformedInputIsNamedAndKept() {
        for (String body : List.of(
                "",
                "[",
                "[{\"labels\":{\"alertname\":\"x\"}",
                "{\"version\":4,\"alerts\":{}}",
                "[{\"labels\":[1,2]}]",
                "[{\"labels\":{\"alertname\":{\"a\":1}}}]",
                "[{\"labels\":{}}]",
                "[{\"labels\":{\"alertname\":\"x\"},\"startsAt\":\"yesterday\"}]",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "\u0000\u0001\u0002")) {
            ApiClient.Answer a = send(body);
            assertEquals(400, a.status(), body.substring(0, Math.min(60, body.length())) + " → " + a);
            assertTrue(a.body().length() > 10 && a.body().length() < 5_000, a.body());
        }
        within(
                10,
                "rejected payloads are kept",
                () -> client.items("/api/v1/integrations/" + id + "/rejected").size() >= 5);
        JsonNode kept = client.items("/api/v1/integrations/" + id + "/rejected").getFirst();
        assertTrue(kept.get("reason").asString().length() > 3, kept.toString());
        assertEquals(200, send(GOOD.formatted("After")).status());
    }

    @Test
    void bodiesHaveALimitAlsoWhenTheyAreCompressed() throws Exception {
        byte[] huge =
                ("[{\"labels\":{\"alertname\":\"" + "x".repeat(20 << 20) + "\"}}]").getBytes(StandardCharsets.UTF_8);
        try {
            assertEquals(413, send(huge).status());
        } catch (AssertionError e) {
            // The server may answer and close while the client still writes.
            assertTrue(e.getCause() instanceof java.io.IOException, e.toString());
        }
        assertEquals(413, send(gzip(huge), "Content-Encoding", "gzip").status());
        assertEquals(
                200,
                send(
                                gzip(GOOD.formatted("Zipped").getBytes(StandardCharsets.UTF_8)),
                                "Content-Encoding",
                                "gzip",
                                "Content-Type",
                                "application/json")
                        .status());
        within(
                10,
                "the zipped one is stored",
                () -> client.items("/api/v1/original-alarms?q=GoodZipped").size() == 1);
        assertEquals(
                400,
                send("this is no gzip".getBytes(StandardCharsets.UTF_8), "Content-Encoding", "gzip")
                        .status());
        assertEquals(200, send(GOOD.formatted("AfterHuge")).status());
    }

    @Test
    void bombsOfStrangersCostNoMemory() throws Exception {
        // a thousand times as much as is sent
        byte[] bomb = gzip(new byte[64 << 20]);
        try (ExecutorService strangers = Executors.newFixedThreadPool(40)) {
            for (String path : List.of("/hooks/nobody", "/hooks/" + key, "/api/v1/sessions")) {
                List<Future<Integer>> answers = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    answers.add(strangers.submit(() -> client.call(
                                    "POST", path, bomb, "Content-Encoding", "gzip", "Content-Type", "application/json")
                            .status()));
                }
                for (Future<Integer> answer : answers) {
                    int status = answer.get();
                    assertTrue(List.of(404, 413, 415, 503).contains(status), path + " " + status);
                }
            }
        }
        assertEquals(200, send(GOOD.formatted("AfterBombs")).status());
        assertEquals(415, send(gzip(new byte[9]), "Content-Encoding", "br").status());
    }

    @Test
    void manyLargeBodiesAtOnceAreTurnedAwayInTime() throws Exception {
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < 62; i++) {
            labels.append(",\"l")
                    .append(i)
                    .append("\":\"")
                    .append("v".repeat(1000))
                    .append('"');
        }
        StringBuilder alerts = new StringBuilder("[");
        for (int i = 0; i < 150; i++) {
            alerts.append(i == 0 ? "" : ",").append("{\"labels\":{\"alertname\":\"Large%d\"%s}}".formatted(i, labels));
        }
        byte[] body = alerts.append("]").toString().getBytes(StandardCharsets.UTF_8);
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(30)) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                all.add(senders.submit(() -> send(body).status()));
            }
            for (Future<Integer> one : all) {
                try {
                    answers.add(one.get());
                } catch (java.util.concurrent.ExecutionException e) {
                    // The server may answer and close while the client still writes.
                    assertTrue(e.getCause().getCause() instanceof java.io.IOException, e.toString());
                }
            }
        }
        assertTrue(List.of(200, 503).containsAll(answers), answers.toString());
        assertEquals(200, send(body).status());
        assertEquals(200, send(GOOD.formatted("AfterLarge")).status());
    }

    @Test
    void aMillionLabelsAreRefused() {
        StringBuilder labels = new StringBuilder("[{\"labels\":{\"alertname\":\"x\"");
        for (int i = 0; i < 400_000; i++) {
            labels.append(",\"l").append(i).append("\":\"v\"");
        }
        ApiClient.Answer a = send(labels.append("}}]").toString());
        assertEquals(400, a.status(), a.toString());
        StringBuilder million = new StringBuilder("[{\"labels\":{\"alertname\":\"x\"");
        for (int i = 0; i < 1_000_000; i++) {
            million.append(",\"l").append(i).append("\":\"v\"");
        }
        try {
            int status = send(million.append("}}]").toString()).status();
            assertTrue(status == 400 || status == 413, "status " + status);
        } catch (AssertionError e) {
            assertTrue(e.getCause() instanceof java.io.IOException, e.toString());
        }
        assertEquals(200, send(GOOD.formatted("AfterLabels")).status());
    }

    @Test
    void htmlAndControlCharactersAreText() {
        String nasty = "<img src=x onerror=alert(1)>\\u0000\\u202e\\ud800 {{constructor}}";
        String body = "[{\"labels\":{\"alertname\":\"" + nasty + "\",\"severity\":\"" + nasty + "\",\"instance\":\""
                + nasty + "\",\"service\":\"" + nasty + "\"},\"annotations\":{\"description\":\"" + nasty
                + "\"},\"generatorURL\":\"javascript:alert(1)\"}]";
        ApiClient.Answer a = send(body);
        assertEquals(200, a.status(), a.toString());
        within(10, "stored", () -> client.items("/api/v1/alarms?q=onerror").size() == 1);
        JsonNode alarm = client.only("/api/v1/alarms?q=onerror");
        assertTrue(alarm.get("name").asString().startsWith("<img src=x onerror=alert(1)>"), alarm.toString());
        client.call("GET", "/api/v1/alarms/" + alarm.get("id").asString(), null)
                .response()
                .headers()
                .firstValue("Content-Type")
                .ifPresent(t -> assertEquals("application/json", t));
    }

    @Test
    void unknownKeysAndPathsSayNothingAndCostLittle() {
        for (String path :
                List.of("/hooks/nobody", "/hooks/" + "k".repeat(5_000), "/hooks/%2e%2e/%2e%2e/etc/passwd", "/hooks/")) {
            int status = client.call("POST", path, "[]".getBytes(StandardCharsets.UTF_8))
                    .status();
            assertTrue(
                    List.of(400, 404, 405, 414).contains(status),
                    path.substring(0, Math.min(40, path.length())) + " " + status);
        }
    }

    @Test
    void aSenderThatStallsDoesNotHoldOthersUp() throws Exception {
        URI uri = URI.create(server.url());
        try (Socket slow = new Socket(uri.getHost(), uri.getPort())) {
            OutputStream out = slow.getOutputStream();
            out.write(("POST /hooks/" + key + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n[{")
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            for (int i = 0; i < 20; i++) {
                assertEquals(200, send(GOOD.formatted("Beside" + i)).status());
            }
        }
        assertTrue(Files.exists(folder.resolve("data")));
        assertTrue(!server.log().contains("OutOfMemory"), server.log());
    }
}
