package io.opencoc.tenant;

import static io.opencoc.kernel.TestServer.await;
import static io.opencoc.kernel.TestServer.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.engineer.EngineerModule;
import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import io.smallrye.mutiny.Uni;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TenantApiIT {
    static final String PASSWORD = "quiet lantern moss";
    static TestServer server;
    static Client client;
    static final List<UUID> fired = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        server = TestServer.with(kernel -> {
            EngineerModule.create(kernel);
            kernel.timers().on("once", (tx, timer) -> {
                fired.add(timer.tenant());
                return Uni.createFrom().voidItem();
            });
        });
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer create(String name, String administrator) {
        return client.post("/tenants", "{\"name\":\"%s\",\"administrator\":{%s}}".formatted(name, administrator));
    }

    /** A tenant with administrator {@code boss}, password {@link #PASSWORD}. */
    private static String tenant(String name) {
        Answer created = create(name, "\"name\":\"boss\",\"password\":\"quiet lantern moss\"");
        assertEquals(201, created.status(), created.body());
        return created.json().get("id").asString();
    }

    private static List<List<String>> rows(String sql) throws Exception {
        try (Connection c = TestDatabase.connect(server.address);
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            List<List<String>> out = new ArrayList<>();
            while (r.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= r.getMetaData().getColumnCount(); i++) {
                    row.add(r.getString(i));
                }
                out.add(row);
            }
            return out;
        }
    }

    @Test
    void isCreatedWithItsProjectAndAnAdministratorOfItAlone() throws Exception {
        Answer created = client.post(
                "/tenants",
                "{\"name\":\"acme\",\"displayName\":\" Acme Ltd. \",\"administrator\":{\"name\":\"boss\",\"password\":\"quiet lantern moss\"}}");
        assertEquals(201, created.status(), created.body());
        JsonNode acme = created.json();
        assertEquals("Acme Ltd.", acme.get("displayName").asString());
        assertTrue(acme.get("enabled").asBoolean());
        assertFalse(acme.get("operator").asBoolean());
        assertEquals(1, acme.get("users").asInt());
        assertEquals("boss", acme.at("/administrator/name").asString());
        assertFalse(acme.get("administrator").has("password"), created.body());
        String id = acme.get("id").asString();
        assertEquals(
                List.of(List.of(id, "default")), rows("SELECT id, name FROM project WHERE tenant_id = '" + id + "'"));

        Client boss = server.signIn("acme", "boss", PASSWORD);
        assertEquals(201, boss.post("/engineers", "{\"name\":\"Ada\"}").status());
        assertEquals(0, client.get("/engineers?q=Ada").json().get("total").asInt());
        for (Answer refused : List.of(
                boss.get("/tenants"),
                boss.get("/tenants/" + id),
                boss.post("/tenants", "{\"name\":\"evil\",\"administrator\":{\"name\":\"x\"}}"),
                boss.put("/tenants/" + id, "{}"),
                boss.post("/tenants/" + id + "/disable", null),
                boss.post("/tenants/" + id + "/enable", null))) {
            assertEquals(403, refused.status(), refused.body());
            assertTrue(refused.body().contains("tenant default"), refused.body());
        }
    }

    @Test
    void aPasswordThatIsMadeUpIsShownOnce() {
        Answer created = client.post(
                "/tenants",
                "{\"name\":\"made-up\",\"administrator\":{\"name\":\"boss\"}}",
                "Idempotency-Key",
                "the-same-key");
        String password = created.json().at("/administrator/password").asString();
        assertEquals(32, password.length());
        String body = "{\"tenant\":\"made-up\",\"user\":\"boss\",\"password\":\"%s\"}".formatted(password);
        assertEquals(201, server.anonymous().post("/sessions", body).status());
        Answer again = client.post(
                "/tenants",
                "{\"name\":\"made-up\",\"administrator\":{\"name\":\"boss\"}}",
                "Idempotency-Key",
                "the-same-key");
        assertEquals(201, again.status());
        assertEquals(created.json().get("id"), again.json().get("id"));
        assertFalse(again.body().contains("password"), again.body());
    }

    @Test
    void namesAreUniqueAndOfOneForm() {
        tenant("unique");
        Answer taken = create("unique", "\"name\":\"boss\"");
        assertEquals(400, taken.status());
        assertEquals(List.of("name"), taken.fields());
        for (String name : List.of("", "Upper", "1st", "with space", "x".repeat(64), "ä")) {
            assertEquals(List.of("name"), create(name, "\"name\":\"boss\"").fields(), name);
        }
        assertEquals(
                List.of("administrator.name"), create("fine", "\"name\":\" \"").fields());
    }

    @Test
    void areListedWithTheirUsers() {
        String id = tenant("listed");
        assertEquals(
                200,
                client.put("/tenants/" + id, "{\"displayName\":\"Shown in the list\"}")
                        .status());
        JsonNode found =
                client.get("/tenants?q=shown+in&enabled=true&sort=-users").json();
        assertEquals(1, found.get("total").asInt());
        assertEquals(id, found.at("/items/0/id").asString());
        assertEquals(1, found.at("/items/0/users").asInt());
        assertEquals(
                0,
                client.get("/tenants?q=shown+in&enabled=false")
                        .json()
                        .get("total")
                        .asInt());
        assertEquals(found.at("/items/0"), client.get("/tenants/" + id).json());
        assertEquals(200, client.put("/tenants/" + id, "{}").status());
        assertEquals(
                "listed", client.get("/tenants/" + id).json().get("displayName").asString());
        assertEquals(404, client.get("/tenants/" + UUID.randomUUID()).status());
        String first = client.get("/tenants?sort=createdAt&size=1")
                .json()
                .at("/items/0/name")
                .asString();
        assertEquals("default", first);
    }

    @Test
    void aDisabledOneIsShutOutUntilItIsEnabled() throws Exception {
        String id = tenant("shut");
        Client boss = server.signIn("shut", "boss", PASSWORD);
        HttpRequest live = HttpRequest.newBuilder(server.uri("/api/v1/events"))
                .header("Authorization", "Bearer " + boss.token())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<java.io.InputStream> stream = http.send(live, HttpResponse.BodyHandlers.ofInputStream());
            assertEquals(200, stream.statusCode());
            Answer disabled = client.post("/tenants/" + id + "/disable", null);
            assertEquals(200, disabled.status(), disabled.body());
            assertFalse(disabled.json().get("enabled").asBoolean());
            assertTrue(disabled.json().has("disabledAt"));
            assertEquals(401, boss.get("/sessions/current").status(), "at once");
            // To its end, which comes.
            stream.body().readAllBytes();
        }
        String signIn = "{\"tenant\":\"shut\",\"user\":\"boss\",\"password\":\"quiet lantern moss\"}";
        Answer refused = server.anonymous().post("/sessions", signIn);
        assertEquals(401, refused.status());
        assertTrue(refused.body().contains("Tenant, user or password is wrong."), refused.body());
        assertEquals(List.of(), rows("SELECT 1 FROM session WHERE tenant_id = '" + id + "'"));
        await(server.database().in(UUID.fromString(id), tx -> server.kernel
                .timers()
                .set(tx, "once", "x", server.clock.instant(), Map.of())));
        await(server.database().in(server.admin, tx -> server.kernel
                .timers()
                .set(tx, "once", "x", server.clock.instant().plus(Duration.ofSeconds(1)), Map.of())));
        server.clock.forward(Duration.ofSeconds(2));
        eventually("a later one of another tenant fires", () -> fired.contains(server.admin.tenant()));
        assertFalse(fired.contains(UUID.fromString(id)));

        assertTrue(client.post("/tenants/" + id + "/enable", null)
                .json()
                .get("enabled")
                .asBoolean());
        assertEquals(401, boss.get("/sessions/current").status(), "its people sign in anew");
        assertEquals(201, server.anonymous().post("/sessions", signIn).status());
        eventually("its timer fires", () -> fired.contains(UUID.fromString(id)));
    }

    @Test
    void anotherNodesChangeCountsWithinASecondOrSo() throws Exception {
        String id = tenant("elsewhere");
        Client boss = server.signIn("elsewhere", "boss", PASSWORD);
        TestDatabase.sql(server.address, "UPDATE tenant SET disabled_at = now() WHERE id = '" + id + "'");
        eventually("it is shut out", () -> boss.get("/sessions/current").status() == 401);
        TestDatabase.sql(server.address, "UPDATE tenant SET disabled_at = NULL WHERE id = '" + id + "'");
        eventually("it is let in", () -> boss.get("/sessions/current").status() == 200);
    }

    @Test
    void theOperatorsOwnIsAlwaysEnabled() {
        Answer refused = client.post("/tenants/" + server.admin.tenant() + "/disable", null);
        assertEquals(409, refused.status(), refused.body());
        assertEquals(200, client.get("/tenants").status());
    }

    @Test
    void isTracedHereAndThere() throws Exception {
        String id = tenant("traced");
        client.post("/tenants/" + id + "/disable", null);
        client.post("/tenants/" + id + "/enable", null);
        String trail =
                "SELECT name, resource_type, resource_name, actor_name, result FROM kernel.trace WHERE tenant_id = '%s'%s ORDER BY at, id";
        assertEquals(
                List.of(
                        List.of("createTenant", "Tenant", "traced", "admin", "success"),
                        List.of("disableTenant", "Tenant", "traced", "admin", "success"),
                        List.of("enableTenant", "Tenant", "traced", "admin", "success")),
                rows(trail.formatted(server.admin.tenant(), " AND resource_id = '" + id + "'")));
        assertEquals(
                List.of(
                        List.of("createUser", "User", "boss", "System", "success"),
                        List.of("disableTenant", "Tenant", "traced", "System", "success"),
                        List.of("enableTenant", "Tenant", "traced", "System", "success")),
                rows(trail.formatted(id, "")));
    }

    @Test
    void nobodyButTheOperatorFindsOrChangesThemInTheDatabase() throws Exception {
        try (Connection app = TestDatabase.connectAsApp(server.address);
                Statement s = app.createStatement()) {
            for (String tenant : List.of("", server.otherAdmin.tenant().toString())) {
                s.execute("SELECT set_config('coc.tenant', '" + tenant + "', false)");
                for (String sql : List.of(
                        "SELECT count(*) > 0 FROM kernel.tenants()",
                        "SELECT kernel.tenant_add(gen_random_uuid(), 'sneaked', NULL, now())",
                        "SELECT kernel.tenant_rename('%s', 'x')".formatted(server.otherAdmin.tenant()),
                        "SELECT kernel.tenant_disable('%s', now())".formatted(server.otherAdmin.tenant()))) {
                    try (ResultSet r = s.executeQuery(sql)) {
                        r.next();
                        assertFalse(r.getBoolean(1), sql);
                    }
                }
            }
        }
    }
}
