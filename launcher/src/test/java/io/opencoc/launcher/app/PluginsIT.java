package io.opencoc.launcher.app;

import static io.opencoc.launcher.ServerClient.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.launcher.SourceJar;
import io.opencoc.launcher.app.ApiUser.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Plug-ins come and go in a running server: by its folder, and over the API. */
class PluginsIT {
    @TempDir
    static Path data;

    static App app;
    static HttpClient http;
    static ApiUser admin;

    @BeforeAll
    static void start() throws Exception {
        app = TestApp.start(data);
        http = HttpClient.newHttpClient();
        admin = ApiUser.nobody(http, app).signIn("default", "admin", TestApp.PASSWORD);
    }

    @AfterAll
    static void stop() {
        http.close();
        app.stop();
    }

    private static Path folder() {
        return data.resolve("plugins");
    }

    private static Answer upload(ApiUser user, byte[] body, String query, String type) throws Exception {
        HttpResponse<String> r = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + "/api/v1/plugins" + query))
                        .header("Authorization", "Bearer " + user.token())
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Answer(r.statusCode(), r.body(), r.headers());
    }

    private static Answer upload(SourceJar jar, boolean replace) throws Exception {
        return upload(admin, jar.bytes(), "?replace=" + replace, "application/java-archive");
    }

    private static JsonNode plugin(String id) {
        for (JsonNode plugin : admin.get("/plugins").get("items")) {
            if (plugin.path("id").asString("").equals(id)
                    && !plugin.get("state").asString().equals("stopping")) {
                return plugin;
            }
        }
        return null;
    }

    private static boolean offers(String source) {
        for (JsonNode s : admin.get("/alarm-sources").get("items")) {
            if (s.get("id").asString().equals(source)) {
                return true;
            }
        }
        return false;
    }

    private static HttpResponse<String> hook(String key, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + "/hooks/" + key))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String key(String source) {
        return admin.make("/integrations", Map.of("source", source, "name", source + " in"))
                .get("key")
                .asString();
    }

    private static boolean arrived(String name) {
        for (JsonNode alarm : admin.get("/original-alarms?size=100").get("items")) {
            if (alarm.get("name").asString().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static HttpResponse<String> options(String key) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + "/hooks/" + key))
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .header("WebHook-Request-Origin", "events.example.com")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aHandshakeIsAnsweredWhileTheIntegrationIsEnabled() throws Exception {
        JsonNode made = admin.make("/integrations", Map.of("source", "cloudevents", "name", "handshake"));
        String key = made.get("key").asString();
        HttpResponse<String> yes = options(key);
        assertEquals(200, yes.statusCode());
        assertEquals("", yes.body());
        assertEquals(
                "events.example.com",
                yes.headers().firstValue("WebHook-Allowed-Origin").orElse(""));
        assertEquals("*", yes.headers().firstValue("WebHook-Allowed-Rate").orElse(""));

        HttpResponse<String> unknown =
                options(admin.make("/integrations", Map.of("source", "prometheus", "name", "no handshake"))
                        .get("key")
                        .asString());
        assertEquals(405, unknown.statusCode(), "a source that knows no such question");
        assertFalse(unknown.headers().firstValue("WebHook-Allowed-Origin").isPresent());

        assertEquals(
                200,
                admin.call("POST", "/integrations/" + made.get("id").asString() + "/disable", null)
                        .status());
        HttpResponse<String> no = options(key);
        assertEquals(403, no.statusCode());
        assertFalse(no.headers().firstValue("WebHook-Allowed-Origin").isPresent());
    }

    @Test
    void aPluginIsDroppedReplacedUnderLoadDisabledAndRemovedWithoutAFailedRequest() throws Exception {
        new SourceJar("hot", "1.0.0", "").into(folder(), "hot.jar");
        eventually("offered", () -> offers("hot"));
        String key = key("hot");
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger sent = new AtomicInteger();
        Set<String> wrong = ConcurrentHashMap.newKeySet();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String fingerprint = "sender-" + i;
            senders.add(Thread.ofPlatform().start(() -> {
                while (!over.get()) {
                    try {
                        HttpResponse<String> answer = hook(key, fingerprint);
                        sent.incrementAndGet();
                        if (answer.statusCode() != 200) {
                            wrong.add(answer.statusCode() + " " + answer.body());
                        }
                    } catch (Exception e) {
                        wrong.add(e.toString());
                    }
                }
            }));
        }
        new SourceJar("hot", "2.0.0", "").into(folder(), "hot.jar");
        eventually("2", () -> arrived("version 2.0.0"));
        Answer exists = upload(new SourceJar("hot", "3.0.0", ""), false);
        assertEquals(409, exists.status());
        assertEquals(
                "urn:opencoc:problem:pluginExists", exists.json().get("type").asString());
        Answer third = upload(new SourceJar("hot", "3.0.0", ""), true);
        assertEquals(201, third.status(), third.body());
        assertEquals("running", third.json().get("state").asString());
        assertEquals("hot-3.0.0.jar", third.json().get("file").asString());
        eventually("3", () -> arrived("version 3.0.0"));
        Files.writeString(folder().resolve("hot-3.0.0.jar"), "broken");
        eventually("reported", () -> plugin("hot") != null && plugin("hot").has("problem"));
        new SourceJar("hot", "4.0.0", "").into(folder(), "hot-3.0.0.jar");
        eventually("4", () -> arrived("version 4.0.0"));
        int before = sent.get();
        eventually("some more", () -> sent.get() > before + 50);
        over.set(true);
        for (Thread sender : senders) {
            sender.join();
        }
        assertEquals(Set.of(), wrong);
        JsonNode extension = plugin("hot").get("extensions").get(0);
        assertEquals("alarmSource", extension.get("kind").asString());
        assertTrue(extension.at("/health/calls").asInt() > 0);
        assertTrue(extension.at("/health/meanMillis").asDouble() > 0);

        assertEquals(200, admin.call("POST", "/plugins/hot/disable", null).status());
        assertEquals("disabled", plugin("hot").get("state").asString());
        HttpResponse<String> away = hook(key, "x");
        assertEquals(503, away.statusCode());
        assertTrue(away.headers().firstValue("Retry-After").isPresent());
        assertEquals(200, admin.call("POST", "/plugins/hot/enable", null).status());
        assertEquals(200, hook(key, "x").statusCode());
        assertEquals(204, admin.call("DELETE", "/plugins/hot", null).status());
        assertEquals(503, hook(key, "x").statusCode());
        assertFalse(Files.exists(folder().resolve("hot-3.0.0.jar")));
        assertEquals(404, admin.call("DELETE", "/plugins/hot", null).status());
    }

    @Test
    void aStrangersSourceDoesNotHoldUpTheLargeBodiesOfOthers() throws Exception {
        new SourceJar("slow", "1.0.0", "Thread.sleep(60_000);").into(folder(), "slow.jar");
        eventually("offered", () -> offers("slow"));
        String slow = key("slow");
        String other = admin.make("/integrations", Map.of("source", "prometheus", "name", "beside slow"))
                .get("key")
                .asString();
        String large = " ".repeat(600_000);
        List<Future<HttpResponse<String>>> waiting = new ArrayList<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                waiting.add(senders.submit(() -> hook(slow, large)));
            }
            eventually("called", () -> plugin("slow").get("inFlight").asInt() > 1);
            assertEquals(200, hook(other, "[" + large + "]").statusCode());
            assertTrue(waiting.stream().noneMatch(Future::isDone), "answered before any call to the slow one ended");
        }
        assertEquals(204, admin.call("DELETE", "/plugins/slow", null).status());
    }

    @Test
    void whatIsDisabledStaysSoOverARestart() throws Exception {
        String key = key("prometheus");
        assertEquals(
                409, admin.call("DELETE", "/plugins/alarm-prometheus", null).status());
        Answer off = admin.call("POST", "/plugins/alarm-prometheus/disable", null);
        assertEquals("disabled", off.json().get("state").asString());
        new SourceJar("stays", "1.0.0", "").into(folder(), "stays.jar");
        eventually("offered", () -> offers("stays"));
        assertEquals(200, admin.call("POST", "/plugins/stays/disable", null).status());
        app.stop();
        app = TestApp.start(data);
        admin = ApiUser.nobody(http, app).signIn("default", "admin", TestApp.PASSWORD);
        assertEquals("disabled", plugin("alarm-prometheus").get("state").asString());
        assertEquals("disabled", plugin("stays").get("state").asString());
        assertEquals(503, hook(key, "{}").statusCode());
        assertEquals(
                200,
                admin.call("POST", "/plugins/alarm-prometheus/enable", null).status());
        assertEquals(200, hook(key, "[]").statusCode());
        assertNotNull(plugin("stays"));
    }

    @Test
    void badUploadsAreRefusedWithTheReason() throws Exception {
        byte[] nothing = "no jar".getBytes(StandardCharsets.UTF_8);
        Answer broken = upload(admin, nothing, "", "application/java-archive");
        assertEquals(400, broken.status());
        assertTrue(broken.body().contains("not a readable jar"), broken.body());
        Answer throwing =
                upload(admin, new SourceJar("bad", "1.0.0", "").bytes(), "?replace=maybe", "application/java-archive");
        assertEquals(400, throwing.status());
        assertEquals(415, upload(admin, nothing, "", "application/json").status());
        Answer large = upload(admin, new byte[(50 << 20) + 1], "", "application/java-archive");
        assertEquals(413, large.status());
        Answer invalid = upload(new SourceJar("UPPER", "1.0.0", ""), false);
        assertEquals(400, invalid.status());
        assertTrue(invalid.body().contains("Plugin-Id 'UPPER' is not"), invalid.body());
        eventually("nothing is left", () -> isEmpty(data.resolve("uploads")));
    }

    private static boolean isEmpty(Path folder) {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
