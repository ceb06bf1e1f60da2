package io.opencoc.session;

import static io.opencoc.kernel.TestServer.await;
import static io.opencoc.kernel.TestServer.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.engineer.EngineerModule;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TokenApiIT {
    TestServer server;
    Client admin;

    @BeforeEach
    void start() {
        server = TestServer.with(EngineerModule::create);
        admin = server.client();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer make(Client client, String name, String action, Duration life) {
        return client.post(
                "/tokens",
                "{\"name\":\"%s\",\"actions\":[\"%s\"],\"expiresAt\":\"%s\"}"
                        .formatted(name, action, server.clock.instant().plus(life)));
    }

    private Client tokenOf(Client client, String name, String action) {
        Answer made = make(client, name, action, Duration.ofDays(30));
        assertEquals(201, made.status(), made.body());
        return server.with(made.json().get("token").asString());
    }

    @Test
    void aTokenDoesWhatItIsLimitedToOfWhatItsUserMay() {
        Client limited = tokenOf(admin, "reads", "coc:engineer:list");
        assertTrue(limited.token().startsWith("coc_"));
        assertEquals(200, limited.get("/engineers").status());
        Answer refused = limited.post("/engineers", "{\"name\":\"x\"}");
        assertEquals(403, refused.status());
        assertTrue(refused.body().contains("coc:engineer:create"), refused.body());
        Client all = tokenOf(server.signIn("default", "reader"), "all", "*");
        assertEquals(200, all.get("/engineers").status());
        assertEquals(403, all.post("/engineers", "{\"name\":\"x\"}").status(), "a reader's");
        JsonNode session = limited.get("/sessions/current").json();
        assertEquals(
                List.of("coc:engineer:list"),
                session.get("actions").valueStream().map(JsonNode::asString).toList());
        assertEquals("token", session.get("credential").asString());
    }

    @Test
    void aTokenMakesNoOtherCredential() {
        Client token = tokenOf(admin, "all", "*");
        for (Answer a : List.of(
                make(token, "more", "*", Duration.ofDays(1)),
                token.put("/sessions/current/password", "{\"current\":\"secret\",\"new\":\"heron kettle nine boats\"}"),
                token.get("/sessions"),
                token.get("/tokens"),
                token.delete("/sessions"),
                token.delete("/sessions/current"))) {
            assertEquals(403, a.status(), a.body());
            assertTrue(a.body().contains("API token"), a.body());
        }
        assertEquals(200, token.get("/sessions?of=all").status(), "those of others, as it may");
        // As password it is as wrong as any.
        assertEquals(
                401,
                server.anonymous()
                        .post("/sessions", "{\"user\":\"admin\",\"password\":\"%s\"}".formatted(token.token()))
                        .status());
    }

    @Test
    void itIsShownOnceAndItsUseIsNoted() {
        Answer made = make(admin, "once", "coc:engineer:*", Duration.ofDays(30));
        String token = made.json().get("token").asString();
        Answer list = admin.get("/tokens");
        assertFalse(list.body().contains(token), list.body());
        assertFalse(list.json().at("/items/0").has("lastUsedAt"));
        server.with(token).get("/engineers");
        eventually("the use", () -> admin.get("/tokens").json().at("/items/0").has("lastUsedAt"));
        assertEquals(
                "127.0.0.1",
                admin.get("/tokens").json().at("/items/0/lastUsedAddress").asString());
        String dump = await(server.database()
                        .in(
                                server.admin.tenant(),
                                tx -> tx.list(
                                        "SELECT t::text AS x FROM api_token t UNION ALL SELECT t::text FROM kernel.trace t",
                                        r -> r.getString("x"))))
                .toString();
        assertFalse(dump.contains(token.substring(4)), dump);
        assertTrue(dump.contains("createToken"), dump);
    }

    @Test
    void itDiesWithItsTimeItsRevocationAndItsUser() {
        Client revoked = tokenOf(admin, "revoked", "*");
        Client expiring = tokenOf(admin, "expiring", "*");
        Client reader = server.signIn("default", "reader");
        Client ofReader = tokenOf(reader, "reader's", "*");
        String id = id("revoked");
        assertEquals(403, reader.delete("/tokens/" + id).status(), "may see it, and not revoke it");
        assertEquals(
                404, server.signIn("other", "admin").delete("/tokens/" + id).status());
        assertEquals(204, admin.delete("/tokens/" + id).status());
        assertEquals(401, revoked.get("/engineers").status(), "at once");
        assertEquals(200, ofReader.get("/engineers").status());
        await(server.database()
                .in(
                        server.admin.tenant(),
                        tx -> tx.query("UPDATE app_user SET disabled = true WHERE name = 'reader'")));
        eventually("the user is disabled", () -> ofReader.get("/engineers").status() == 401);
        assertEquals(200, expiring.get("/engineers").status());
        server.clock.forward(Duration.ofDays(31));
        assertEquals(401, expiring.get("/engineers").status());
    }

    private String id(String name) {
        return admin.get("/tokens?size=100")
                .json()
                .get("items")
                .valueStream()
                .filter(t -> t.get("name").asString().equals(name))
                .map(t -> t.get("id").asString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsWrongIsSaidAtItsField() {
        assertEquals(
                List.of("expiresAt"),
                make(admin, "a", "*", Duration.ofDays(400)).fields());
        assertEquals(
                List.of("expiresAt"),
                make(admin, "a", "*", Duration.ofSeconds(-1)).fields());
        assertEquals(
                List.of("actions[0]"),
                make(admin, "a", "engineer", Duration.ofDays(1)).fields());
        assertEquals(201, make(admin, "a", "*", Duration.ofDays(365)).status());
        assertEquals(List.of("name"), make(admin, "a", "*", Duration.ofDays(1)).fields());
    }
}
