package io.opencoc.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import io.opencoc.project.ProjectModule;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IntegrationApiIT {
    static TestServer server;
    static Client client;
    static IntegrationModule module;

    @BeforeAll
    static void start() {
        server = TestServer.with(kernel -> module =
                IntegrationModule.create(kernel, ProjectModule.create(kernel).placement(), new TestSources()));
        client = server.client();
    }

    @AfterAll
    static void stop() {
        TestServer.await(module.stop());
        server.close();
    }

    static Answer create(String name) {
        Answer created = client.post("/integrations", "{\"source\":\"prometheus\",\"name\":\"%s\"}".formatted(name));
        assertEquals(201, created.status(), created.body());
        return created;
    }

    static String id(Answer answer) {
        return answer.json().get("id").asString();
    }

    static String key(Answer answer) {
        return answer.json().get("key").asString();
    }

    @Test
    void isCreatedFoundChangedAndCancelled() {
        Answer created =
                client.post("/integrations", "{\"source\":\"prometheus\",\"name\":\" Main \",\"description\":\"d\"}");
        assertEquals(201, created.status(), created.body());
        assertEquals("Main", created.json().get("name").asString());
        assertEquals("prometheus zh", created.json().at("/sourceName/zh").asString());
        assertTrue(created.json().get("enabled").asBoolean());
        assertTrue(created.json().get("sourceAvailable").asBoolean());
        assertEquals(0, created.json().get("received").asInt(-1));
        assertEquals(0, created.json().get("perMinute").asDouble(-1));
        String url = created.json().get("url").asString();
        assertTrue(url.matches("http://127\\.0\\.0\\.1:\\d+/hooks/[A-Za-z0-9_-]{32}"), url);
        assertTrue(url.endsWith("/" + key(created)));
        assertEquals("Send to " + url, created.json().at("/instructions/en").asString());

        String path = "/integrations/" + id(created);
        assertEquals(created.json(), client.get(path).json());
        assertEquals(
                List.of(id(created)),
                client.get("/integrations?q=mAIN&source=prometheus&enabled=true&sort=-lastReceivedAt")
                        .json()
                        .get("items")
                        .valueStream()
                        .map(i -> i.get("id").asString())
                        .toList());
        assertEquals(
                0,
                client.get("/integrations?q=mAIN&enabled=false")
                        .json()
                        .get("total")
                        .asInt());
        assertEquals(
                0,
                client.get("/integrations?q=mAIN&source=broken")
                        .json()
                        .get("total")
                        .asInt());
        assertFalse(client.get("/integrations?q=mAIN").body().contains(key(created)), "lists hold no keys");

        Answer changed = client.put(path, "{\"name\":\"Second\"}");
        assertEquals(200, changed.status(), changed.body());
        assertEquals("Second", changed.json().get("name").asString());
        assertFalse(changed.json().has("description"));
        assertEquals(key(created), key(changed));

        assertFalse(client.post(path + "/disable", null).json().get("enabled").asBoolean());
        assertFalse(client.post(path + "/disable", null).json().get("enabled").asBoolean());
        assertTrue(client.post(path + "/enable", null).json().get("enabled").asBoolean());
        Answer renewed = client.post(path + "/renew-key", null);
        assertNotEquals(key(created), key(renewed));

        assertEquals(204, client.delete(path).status());
        for (Answer gone : List.of(
                client.get(path),
                client.delete(path),
                client.put(path, "{\"name\":\"x\"}"),
                client.post(path + "/enable", null),
                client.post(path + "/renew-key", null),
                client.post(path + "/test", "{}"),
                client.get(path + "/rejected"))) {
            assertEquals(404, gone.status(), gone.body());
        }
    }

    @Test
    void namesAreUniqueAmongTheLiving() {
        Answer first = create("Name");
        assertEquals(
                List.of("name"),
                client.post("/integrations", "{\"source\":\"prometheus\",\"name\":\"Name\"}")
                        .fields());
        Answer other = create("Other name");
        assertEquals(
                List.of("name"),
                client.put("/integrations/" + id(other), "{\"name\":\"Name\"}").fields());
        client.delete("/integrations/" + id(first));
        assertEquals(
                200,
                client.put("/integrations/" + id(other), "{\"name\":\"Name\"}").status());
    }

    @Test
    void badInputNamesTheField() {
        assertEquals(List.of("name", "source"), fields(client.post("/integrations", "{}")));
        assertEquals(
                List.of("description", "enabled", "name"),
                fields(client.post(
                        "/integrations",
                        "{\"source\":\"prometheus\",\"name\":\" \",\"description\":1,\"enabled\":true}")));
        assertEquals(List.of("source"), fields(client.post("/integrations", "{\"source\":\"nagios\",\"name\":\"N\"}")));
        assertEquals(
                List.of("name"),
                fields(client.post(
                        "/integrations", "{\"source\":\"prometheus\",\"name\":\"" + "x".repeat(101) + "\"}")));
        String path = "/integrations/" + id(create("Bad input"));
        assertEquals(List.of("source"), fields(client.put(path, "{\"source\":\"broken\",\"name\":\"N\"}")));
        assertEquals(List.of("firing"), fields(client.post(path + "/test", "{\"firing\":\"yes\"}")));
        assertEquals(List.of("sort"), fields(client.get("/integrations?sort=key")));
        assertEquals(List.of("enabled"), fields(client.get("/integrations?enabled=maybe")));
        assertEquals(List.of("id"), fields(client.get("/integrations/1")));
    }

    static List<String> fields(Answer answer) {
        assertEquals(400, answer.status(), answer.body());
        return answer.fields().stream().distinct().sorted().toList();
    }

    @Test
    void aRepeatedCreationGivesTheFirst() throws Exception {
        String body = "{\"source\":\"prometheus\",\"name\":\"Once\"}";
        List<Answer> answers = atOnce(10, () -> client.post("/integrations", body, "Idempotency-Key", "integration-1"));
        answers.forEach(a -> assertEquals(201, a.status(), a.body()));
        assertEquals(
                1,
                answers.stream().map(Answer::json).collect(Collectors.toSet()).size());
        assertEquals(1, client.get("/integrations?q=Once").json().get("total").asInt());
    }

    @Test
    void ofKeysRenewedAtOnceOneWorks() throws Exception {
        Answer created = create("Race");
        String path = "/integrations/" + id(created);
        List<Answer> answers = atOnce(8, () -> client.post(path + "/renew-key", null));
        List<Answer> switched = atOnce(
                8,
                () -> client.post(path + (Thread.currentThread().threadId() % 2 == 0 ? "/enable" : "/disable"), null));
        switched.forEach(a -> assertEquals(200, a.status(), a.body()));
        Answer after = client.get(path);
        Set<String> keys = answers.stream().map(IntegrationApiIT::key).collect(Collectors.toSet());
        assertEquals(8, keys.size());
        assertTrue(keys.contains(key(after)));
        List<String> working = keys.stream()
                .filter(k -> TestServer.await(module.keys().find(k)) != null)
                .toList();
        assertEquals(List.of(key(after)), working);
        assertEquals(
                after.json().get("enabled").asBoolean(),
                TestServer.await(module.keys().find(key(after))).enabled());
        assertNull(TestServer.await(module.keys().find(key(created))));
    }

    static List<Answer> atOnce(int n, Callable<Answer> call) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(n)) {
            List<Future<Answer>> answers =
                    threads.invokeAll(IntStream.range(0, n).mapToObj(i -> call).toList());
            List<Answer> out = new java.util.ArrayList<>();
            for (Future<Answer> f : answers) {
                out.add(f.get());
            }
            return out;
        }
    }

    @Test
    void aTestAlarmGoesInWhereRealOnesDo() {
        String path = "/integrations/" + id(create("Tested"));
        String[] came = new String[1];
        module.service().testThrough((integration, hook, type, body, remote) -> {
            came[0] = String.join(
                    "|",
                    integration.name(),
                    integration.source(),
                    hook,
                    type,
                    new String(body, StandardCharsets.UTF_8),
                    remote);
            return Uni.createFrom().item(new HookAnswer(202, 1, "thanks"));
        });
        Answer answer = client.post(path + "/test", "{\"name\":\"Probe\",\"firing\":false}");
        assertEquals(200, answer.status(), answer.body());
        assertEquals("Tested|prometheus|/api/v2/alerts|application/json|Probe ends|127.0.0.1", came[0]);
        assertEquals("{\"status\":202,\"accepted\":1,\"answer\":\"thanks\",\"request\":\"Probe ends\"}", answer.body());
        assertEquals(
                "OpenCOC test alarm fires",
                client.post(path + "/test", "{}").json().get("request").asString());
    }

    @Test
    void brokenAndMissingPluginsAreSaidSo() throws Exception {
        Answer broken = client.post("/integrations", "{\"source\":\"broken\",\"name\":\"Broken\"}");
        assertEquals(201, broken.status(), broken.body());
        assertTrue(broken.json().at("/instructions/en").asString().contains("could not"), broken.body());
        String path = "/integrations/" + id(broken);
        module.service().testThrough((i, p, t, b, r) -> Uni.createFrom().item(new HookAnswer(200, 1, "")));
        assertEquals(503, client.post(path + "/test", "{}").status());

        TestDatabase.sql(server.address, "UPDATE integration SET source = 'gone' WHERE id = '" + id(broken) + "'");
        Answer gone = client.get(path);
        assertFalse(gone.json().get("sourceAvailable").asBoolean());
        assertFalse(gone.json().has("sourceName"));
        assertTrue(gone.json().at("/instructions/en").asString().contains("not installed"), gone.body());
        assertEquals(409, client.post(path + "/test", "{}").status());
    }

    @Test
    void sourcesAreListed() {
        Answer sources = client.get("/alarm-sources");
        assertEquals(200, sources.status());
        assertEquals("prometheus", sources.json().at("/items/0/id").asString());
        assertEquals("alarm-prometheus", sources.json().at("/items/0/plugin").asString());
        assertEquals("prometheus zh", sources.json().at("/items/0/name/zh").asString());
    }

    @Test
    void isGuardedAndKeptApart() {
        assertEquals(401, server.anonymous().get("/integrations").status());
        Client reader = server.signIn("default", "reader");
        Answer mine = create("Mine");
        String path = "/integrations/" + id(mine);
        assertEquals(200, reader.get(path).status());
        for (String action : List.of("/enable", "/disable", "/renew-key")) {
            assertEquals(403, reader.post(path + action, null).status());
        }
        assertEquals(403, reader.post(path + "/test", "{}").status());
        assertEquals(403, reader.delete(path).status());

        Client other = server.signIn("other", "admin");
        assertEquals(404, other.get(path).status());
        assertEquals(404, other.put(path, "{\"name\":\"Theirs\"}").status());
        assertEquals(404, other.post(path + "/renew-key", null).status());
        assertEquals(404, other.post(path + "/disable", null).status());
        assertEquals(404, other.get(path + "/rejected").status());
        assertEquals(404, other.delete(path).status());
        assertEquals(0, other.get("/integrations").json().get("total").asInt());
        assertEquals(
                201,
                other.post("/integrations", "{\"source\":\"prometheus\",\"name\":\"Mine\"}")
                        .status());
        assertEquals(mine.json(), client.get(path).json());
    }

    @Test
    void whoIsShownTheKeyStandsInTheTrailOnceAnHour() {
        String path = "/integrations/" + id(create("Shown"));
        Client again = server.client();
        Client reader = server.signIn("default", "reader");
        for (int i = 0; i < 3; i++) {
            assertTrue(again.get(path).json().has("key"));
            assertFalse(reader.get(path).json().has("key"));
        }
        assertEquals(1, shown());
        server.clock.forward(java.time.Duration.ofMinutes(61));
        assertEquals(200, again.get(path).status());
        assertEquals(2, shown());
    }

    private static long shown() {
        return TestServer.await(server.database()
                .in(
                        server.admin.tenant(),
                        tx -> tx.one(
                                "SELECT count(*) AS n FROM kernel.trace WHERE name = 'showIntegrationConfigKey' AND resource_name = 'Shown'"
                                        + " AND actor_name = 'admin' AND result = 'success'",
                                r -> r.getLong("n"))));
    }
}
