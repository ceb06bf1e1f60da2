package io.opencoc.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.engineer.EngineerModule;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import io.opencoc.kernel.json.Json;
import io.opencoc.project.ProjectModule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class IncidentApiIT {
    static TestServer server;
    static Client client;
    static String ada;
    static String bob;

    @BeforeAll
    static void start() {
        server = TestServer.with(kernel -> IncidentModule.create(
                kernel,
                ProjectModule.create(kernel).placement(),
                EngineerModule.create(kernel).service()));
        client = server.client();
        ada = engineer("Ada");
        bob = engineer("Bob");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static String engineer(String name) {
        return client.post("/engineers", Json.write(Map.of("name", name)))
                .json()
                .get("id")
                .asString();
    }

    static JsonNode created(String json) {
        Answer answer = client.post("/incidents", json);
        assertEquals(201, answer.status(), answer.body());
        return answer.json();
    }

    static String newIncident() {
        return created("{\"title\":\"Disk full\",\"level\":\"P3\",\"ownerId\":\"%s\"}".formatted(ada))
                .get("id")
                .asString();
    }

    static JsonNode done(String id, String action, String json) {
        Answer answer = client.post("/incidents/" + id + "/" + action, json);
        assertTrue(answer.status() < 300, answer.body());
        return answer.json();
    }

    static void refused(String id, String action, String json, String detail) {
        Answer answer = client.post("/incidents/" + id + "/" + action, json);
        assertEquals(409, answer.status(), answer.body());
        assertTrue(answer.json().get("detail").asString().contains(detail), answer.body());
    }

    static void invalid(String id, String action, String json, String field) {
        Answer answer = client.post("/incidents/" + id + "/" + action, json);
        assertEquals(400, answer.status(), answer.body());
        assertEquals(List.of(field), answer.fields(), answer.body());
    }

    static List<String> texts(JsonNode array, String field) {
        return array.valueStream().map(n -> n.path(field).asString("")).toList();
    }

    @Test
    void walksFromCreationToCompletion() {
        JsonNode incident = created("""
                {"title":"Disk full","level":"P3","description":"97 %%","application":"shop","region":"eu-1",
                 "category":"capacity","ownerId":"%s"}""".formatted(ada));
        String id = incident.get("id").asString();
        assertTrue(incident.get("number").asString().matches("INC\\d{6}"), incident.toString());
        assertEquals("unaccepted", incident.get("state").asString());
        assertEquals("Ada", incident.at("/owner/name").asString());
        assertEquals("admin", incident.at("/createdBy/name").asString());
        assertEquals(
                List.of("accept", "reject", "forward", "remark"),
                incident.get("actions").valueStream().map(JsonNode::asString).toList());
        assertFalse(incident.has("notifyOwner"));

        refused(id, "handle", "{\"solution\":\"x\"}", "is unaccepted");
        refused(id, "change-level", "{\"level\":\"P1\",\"reason\":\"x\"}", "is unaccepted");
        refused(id, "forward", "{\"ownerId\":\"%s\"}".formatted(ada), "belongs to Ada already");
        assertEquals(
                "Bob",
                done(id, "forward", "{\"ownerId\":\"%s\",\"comment\":\"yours\"}".formatted(bob))
                        .at("/owner/name")
                        .asString());
        assertTrue(done(id, "accept", null).has("acceptedAt"));
        refused(id, "accept", null, "is accepted");
        refused(id, "change-level", "{\"level\":\"P3\",\"reason\":\"x\"}", "The level is P3 already");
        assertEquals(
                "P1",
                done(id, "change-level", "{\"level\":\"P1\",\"reason\":\"all are affected\"}")
                        .get("level")
                        .asString());
        assertEquals(
                "remarked",
                done(id, "remarks", "{\"text\":\"looking\"}").get("kind").asString());
        JsonNode handled = done(
                id, "handle", "{\"cause\":\"logs\",\"solution\":\"rotated\",\"recoveredAt\":\"2026-01-01T00:00:00Z\"}");
        assertEquals("resolved", handled.get("state").asString());
        assertEquals("2026-01-01T00:00:00Z", handled.get("recoveredAt").asString());
        invalid(id, "verify", "{\"passed\":false}", "comment");
        invalid(id, "verify", "{\"passed\":false,\"comment\":\"  \"}", "comment");
        JsonNode again = done(id, "verify", "{\"passed\":false,\"comment\":\"still full\"}");
        assertEquals("accepted", again.get("state").asString());
        assertFalse(again.has("resolvedAt"));
        done(id, "handle", "{\"solution\":\"bigger disk\"}");
        JsonNode completed = done(id, "verify", "{\"passed\":true}");
        assertEquals("completed", completed.get("state").asString());
        assertTrue(completed.has("endedAt"));
        assertEquals(0, completed.get("actions").size());
        assertEquals(9, completed.get("version").asInt());
        refused(id, "remarks", "{\"text\":\"late\"}", "is completed");

        JsonNode history = client.get("/incidents/" + id + "/history").json().get("items");
        assertEquals(
                List.of(
                        "verified",
                        "handled",
                        "verificationFailed",
                        "handled",
                        "remarked",
                        "levelChanged",
                        "accepted",
                        "forwarded",
                        "created"),
                texts(history, "kind"));
        assertEquals(
                List.of("resolved", "accepted", "resolved", "accepted", "", "P3", "unaccepted", "Ada", ""),
                texts(history, "from"));
        assertEquals(
                List.of("completed", "resolved", "accepted", "resolved", "", "P1", "accepted", "Bob", "unaccepted"),
                texts(history, "to"));
        assertEquals("still full", history.get(2).get("text").asString());
        assertEquals("admin", history.get(0).at("/by/name").asString());
    }

    @Test
    void isRejectedResubmittedRejectedAndClosed() {
        String id = newIncident();
        invalid(id, "reject", "{\"reason\":\"  \"}", "reason");
        invalid(id, "reject", "{}", "reason");
        assertEquals(
                "not ours",
                done(id, "reject", "{\"reason\":\" not ours \"}")
                        .get("rejectReason")
                        .asString());
        refused(id, "forward", "{\"ownerId\":\"%s\"}".formatted(bob), "is rejected");
        JsonNode again = done(id, "resubmit", "{\"title\":\"Disk of shop full\",\"level\":\"P2\"}");
        assertEquals("unaccepted", again.get("state").asString());
        assertEquals("Disk of shop full", again.get("title").asString());
        assertFalse(again.has("owner"));
        assertFalse(again.has("rejectReason"));
        done(id, "reject", "{\"reason\":\"no\"}");
        refused(id, "accept", null, "is rejected");
        assertEquals(
                "closed",
                done(id, "close", "{\"comment\":\"agreed\"}").get("state").asString());
        refused(id, "close", "{}", "is closed");
    }

    @Test
    void namesEachWrongField() {
        Answer answer = client.post(
                "/incidents",
                "{\"title\":\" \",\"level\":\"P6\",\"category\":\"x\",\"ownerId\":\"nobody\",\"severity\":1}");
        assertEquals(400, answer.status());
        assertEquals(
                List.of("category", "level", "ownerId", "severity", "title"),
                answer.fields().stream().sorted().toList());
        assertEquals(
                List.of("ownerId"),
                client.post(
                                "/incidents",
                                "{\"title\":\"t\",\"level\":\"P1\",\"ownerId\":\"00000000-0000-7000-8000-000000000000\"}")
                        .fields());
        assertEquals(
                List.of("title"),
                client.post("/incidents", "{\"title\":\"" + "x".repeat(201) + "\",\"level\":\"P1\"}")
                        .fields());
        assertEquals(
                Set.of("title"),
                Set.copyOf(client.post("/incidents", "{\"title\":\"a\\u0000b\",\"level\":\"P1\"}")
                        .fields()));
        assertEquals(List.of("q"), client.get("/incidents?q=%00").fields());
        assertEquals(List.of("state[0]"), client.get("/incidents?state=gone").fields());
        assertEquals(List.of("sort"), client.get("/incidents?sort=title").fields());
        String id = newIncident();
        invalid(id, "forward", "{\"ownerId\":\"00000000-0000-7000-8000-000000000000\"}", "ownerId");
        done(id, "accept", null);
        String future = Instant.now().plusSeconds(3600).toString();
        invalid(id, "handle", "{\"solution\":\"s\",\"recoveredAt\":\"" + future + "\"}", "recoveredAt");
        invalid(id, "handle", "{\"solution\":\"s\",\"recoveredAt\":\"yesterday\"}", "recoveredAt");
        assertEquals(
                404,
                client.post("/incidents/00000000-0000-7000-8000-000000000000/accept", null)
                        .status());
        assertEquals(400, client.get("/incidents/1").status());
    }

    @Test
    void ofTwoWhoAcceptAtOnceOneIsToldTheStateOfTheOther() {
        for (int round = 0; round < 10; round++) {
            String id = newIncident();
            List<Answer> answers = IntStream.range(0, 2)
                    .parallel()
                    .mapToObj(i -> client.post("/incidents/" + id + "/accept", null))
                    .toList();
            assertEquals(
                    List.of(200, 409),
                    answers.stream().map(Answer::status).sorted().toList());
            Answer second =
                    answers.stream().filter(a -> a.status() == 409).findFirst().orElseThrow();
            assertTrue(second.json().get("detail").asString().contains("is accepted"), second.body());
            assertEquals(
                    List.of("accepted", "created"),
                    texts(client.get("/incidents/" + id + "/history").json().get("items"), "kind"));
        }
    }

    @Test
    void theSameKeyCreatesOnce() {
        String json = "{\"title\":\"Once\",\"level\":\"P4\"}";
        List<Answer> answers = IntStream.range(0, 4)
                .parallel()
                .mapToObj(i -> client.post("/incidents", json, "Idempotency-Key", "incident-once"))
                .toList();
        assertEquals(
                1,
                answers.stream()
                        .map(a -> a.json().get("number").asString())
                        .distinct()
                        .count());
        assertEquals(1, client.get("/incidents?q=Once").json().get("total").asInt());
        String id = answers.getFirst().json().get("id").asString();
        assertEquals(
                1,
                client.get("/incidents/" + id + "/history").json().get("items").size());
        assertNotEquals(
                id,
                client.post("/incidents", json, "Idempotency-Key", "incident-twice")
                        .json()
                        .get("id")
                        .asString());
    }

    @Test
    void listsFiltersSearchesAndSorts() {
        String a = created(
                        "{\"title\":\"Zebra 100%% _down\",\"level\":\"P5\",\"application\":\"zoo\",\"region\":\"za\"}"
                                .formatted())
                .get("id")
                .asString();
        String b = created(
                        "{\"title\":\"Zebra 100x xdown\",\"level\":\"P1\",\"application\":\"zoo\",\"ownerId\":\"%s\"}"
                                .formatted(bob))
                .get("id")
                .asString();
        assertEquals(List.of(b, a), ids("?application=zoo"));
        assertEquals(List.of(b, a), ids("?application=zoo&sort=level"));
        assertEquals(List.of(a, b), ids("?application=zoo&sort=-level"));
        assertEquals(List.of(a, b), ids("?application=zoo&sort=number"));
        assertEquals(List.of(a), ids("?application=zoo&sort=number&size=1"));
        assertEquals(List.of(b), ids("?application=zoo&sort=number&size=1&page=2"));
        assertEquals(List.of(b), ids("?application=zoo&ownerId=" + bob));
        assertEquals(List.of(a), ids("?application=zoo&region=za"));
        assertEquals(List.of(b, a), ids("?application=zoo&level=P1&level=P5&state=unaccepted&source=manual"));
        assertEquals(List.of(), ids("?application=zoo&source=transfer"));
        assertEquals(List.of(a), ids("?q=100%25%20_DOWN"));
        String number = client.get("/incidents/" + a).json().get("number").asString();
        assertEquals(List.of(a), ids("?q=" + number));
        assertEquals(
                2,
                client.get("/incidents?application=zoo&size=1")
                        .json()
                        .get("total")
                        .asInt());
    }

    private static List<String> ids(String query) {
        return texts(client.get("/incidents" + query).json().get("items"), "id");
    }

    @Test
    void keepsHtmlAsText() {
        String html = "<script>alert(1)</script> & \u202e";
        String title = "<script>alert(1)</script> & ";
        String id = created(Json.write(Map.of("title", title, "level", "P2", "description", html)))
                .get("id")
                .asString();
        done(id, "remarks", Json.write(Map.of("text", html)));
        assertEquals(
                title.strip(),
                client.get("/incidents/" + id).json().get("title").asString());
        assertEquals(
                html.strip(),
                client.get("/incidents/" + id + "/history")
                        .json()
                        .at("/items/0/text")
                        .asString());
    }

    @Test
    void anotherTenantSeesNothingAndAReaderMayDoNothing() {
        String id = newIncident();
        Client other = server.signIn("other", "admin");
        assertEquals(404, other.get("/incidents/" + id).status());
        assertEquals(404, other.get("/incidents/" + id + "/history").status());
        assertEquals(404, other.post("/incidents/" + id + "/accept", null).status());
        assertEquals(0, other.get("/incidents?q=Disk").json().get("total").asInt());
        Client reader = server.signIn("default", "reader");
        assertEquals(0, reader.get("/incidents/" + id).json().get("actions").size());
        assertEquals(403, reader.post("/incidents/" + id + "/accept", null).status());
        assertEquals(
                "unaccepted", client.get("/incidents/" + id).json().get("state").asString());
    }

    @Test
    void keepsItsOwnerWhileItIsOpen() {
        String eve = engineer("Eve");
        String id = created("{\"title\":\"t\",\"level\":\"P1\",\"ownerId\":\"%s\"}".formatted(eve))
                .get("id")
                .asString();
        Answer refused = client.delete("/engineers/" + eve);
        assertEquals(409, refused.status());
        assertTrue(refused.body().contains("1 open incident is theirs"), refused.body());
        done(id, "reject", "{\"reason\":\"r\"}");
        done(id, "close", "{}");
        assertEquals(204, client.delete("/engineers/" + eve).status());
        assertEquals(
                "Eve", client.get("/incidents/" + id).json().at("/owner/name").asString());
    }
}
