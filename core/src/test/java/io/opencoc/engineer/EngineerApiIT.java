package io.opencoc.engineer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EngineerApiIT {
    static TestServer server;
    static Client client;

    @BeforeAll
    static void start() {
        server = TestServer.with(EngineerModule::create);
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void isCreatedFoundChangedAndDeleted() {
        Answer created =
                client.post("/engineers", "{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"language\":\"zh\"}");
        assertEquals(201, created.status(), created.body());
        String id = created.json().get("id").asString();
        assertEquals("zh", created.json().get("language").asString());

        Answer found = client.get("/engineers?q=ADA&sort=-email");
        assertEquals(
                List.of(id),
                found.json()
                        .get("items")
                        .valueStream()
                        .map(i -> i.get("id").asString())
                        .toList());
        assertEquals(1, found.json().get("total").asInt());

        assertEquals(
                200, client.put("/engineers/" + id, "{\"name\":\"Ada L.\"}").status());
        Answer changed = client.get("/engineers/" + id);
        assertEquals("Ada L.", changed.json().get("name").asString());
        assertFalse(changed.json().has("email"));

        assertEquals(204, client.delete("/engineers/" + id).status());
        assertEquals(404, client.get("/engineers/" + id).status());
        assertEquals(404, client.delete("/engineers/" + id).status());
    }

    @Test
    void badInputNamesTheField() {
        Answer bad = client.post("/engineers", "{\"name\":\" \",\"email\":\"nowhere\",\"language\":\"fr\",\"x\":1}");
        assertEquals(400, bad.status());
        assertEquals(
                List.of("email", "language", "name", "x"),
                bad.fields().stream().sorted().toList(),
                bad.body());
        assertEquals(List.of("name"), client.post("/engineers", "{}").fields());
        assertEquals(400, client.post("/engineers", "{\"name\":").status());
        assertEquals(List.of("sort"), client.get("/engineers?sort=password").fields());
        assertEquals(List.of("size"), client.get("/engineers?size=1000").fields());
        assertEquals(List.of("colour"), client.get("/engineers?colour=red").fields());
        assertEquals(List.of("id"), client.get("/engineers/not-an-id").fields());
        assertEquals(201, client.post("/engineers", "{\"name\":\"Twin\"}").status());
        assertEquals(
                List.of("name"),
                client.post("/engineers", "{\"name\":\"Twin\"}").fields());
    }

    @Test
    void aRepeatedCreationGivesTheFirst() {
        String body = "{\"name\":\"Once\"}";
        Answer first = client.post("/engineers", body, "Idempotency-Key", "key-000001");
        Answer second = client.post("/engineers", body, "Idempotency-Key", "key-000001");
        assertEquals(201, second.status(), second.body());
        assertEquals(first.json(), second.json());
    }

    @Test
    void isGuardedAndKeptApart() {
        assertEquals(401, server.anonymous().get("/engineers").status());
        Client reader = server.signIn("default", "reader");
        assertEquals(200, reader.get("/engineers").status());
        Answer refused = reader.post("/engineers", "{\"name\":\"Eve\"}");
        assertEquals(403, refused.status());
        assertTrue(refused.body().contains("coc:engineer:create"), refused.body());

        String id = client.post("/engineers", "{\"name\":\"Mine\"}")
                .json()
                .get("id")
                .asString();
        Client other = server.signIn("other", "admin");
        assertEquals(404, other.get("/engineers/" + id).status());
        assertEquals(404, other.delete("/engineers/" + id).status());
        assertEquals(0, other.get("/engineers").json().get("total").asInt());
    }
}
