package io.opencoc.todo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.attachment.AttachmentLimits;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import io.opencoc.kernel.access.Access;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TodoApiIT {
    @TempDir
    static Path folder;

    static TodoFixture f;

    @BeforeAll
    static void start() {
        f = new TodoFixture(folder, AttachmentLimits.standard(1 << 30));
    }

    @AfterAll
    static void stop() {
        f.close();
    }

    private static List<String> texts(JsonNode array, String field) {
        return array.valueStream().map(n -> n.path(field).asString("")).toList();
    }

    private static List<String> actions(JsonNode todo) {
        return todo.get("actions").valueStream().map(JsonNode::asString).toList();
    }

    private static List<String> ids(Client client, String query) {
        return texts(client.get("/todos" + query).json().get("items"), "id");
    }

    private static void refused(int status, Client client, String id, String action, String json, String detail) {
        Answer a = client.post("/todos/" + id + "/" + action, json);
        assertEquals(status, a.status(), a.body());
        assertTrue(a.json().get("detail").asString().contains(detail), a.body());
    }

    @Test
    void walksFromCreationToClosing() {
        JsonNode todo = f.todo(Map.of("labels", List.of(" tls ", "q3"), "notification", "email"));
        String id = todo.get("id").asString();
        assertTrue(todo.get("number").asString().matches("TODO\\d{6}"), todo.toString());
        assertEquals("pending", todo.get("state").asString());
        assertEquals(List.of("ada", "bob"), texts(todo.get("owners"), "name"));
        assertEquals("cleo", todo.at("/createdBy/name").asString());
        assertEquals(
                List.of("tls", "q3"),
                todo.get("labels").valueStream().map(JsonNode::asString).toList());
        assertFalse(todo.get("overdue").asBoolean());
        assertEquals(List.of("update", "cancel", "remark", "attach"), actions(todo));
        assertEquals(
                List.of("accept", "cancel", "remark", "attach"),
                actions(f.ada.get("/todos/" + id).json()));
        refused(403, f.cleo, id, "accept", null, "its owners alone");
        refused(409, f.ada, id, "close", "{}", "is pending");
        assertEquals(
                "remarked",
                f.done(f.bob, id, "remarks", "{\"text\":\" soon \"}")
                        .get("kind")
                        .asString());
        JsonNode accepted = f.done(f.ada, id, "accept", null);
        assertEquals("processing", accepted.get("state").asString());
        assertEquals("ada", accepted.at("/acceptedBy/name").asString());
        assertEquals(List.of("close", "remark", "attach"), actions(accepted));
        refused(409, f.bob, id, "accept", null, "is processing");
        refused(409, f.cleo, id, "cancel", "{}", "is processing");
        refused(403, f.cleo, id, "close", "{}", "its owners alone");
        JsonNode closed = f.done(f.bob, id, "close", "{\"comment\":\"done\"}");
        assertEquals("closed", closed.get("state").asString());
        assertTrue(closed.has("endedAt"));
        assertEquals(List.of(), actions(closed));
        refused(409, f.ada, id, "remarks", "{\"text\":\"late\"}", "is closed");
        JsonNode history = f.cleo.get("/todos/" + id + "/history").json().get("items");
        assertEquals(List.of("closed", "accepted", "remarked", "created"), texts(history, "kind"));
        assertEquals(List.of("processing", "pending", "", ""), texts(history, "from"));
        assertEquals(List.of("closed", "processing", "", "pending"), texts(history, "to"));
        assertEquals(List.of("done", "", "soon", ""), texts(history, "text"));
        assertEquals(
                List.of("bob", "ada", "bob", "cleo"),
                history.valueStream().map(h -> h.at("/by/name").asString()).toList());
    }

    @Test
    void isCancelledByItsCreatorOrAnOwnerWhileItIsPending() {
        for (Client who : List.of(f.cleo, f.bob)) {
            String id = f.todo();
            assertEquals(
                    "cancelled",
                    f.done(who, id, "cancel", "{\"comment\":\"no need\"}")
                            .get("state")
                            .asString());
            refused(409, f.ada, id, "accept", null, "is cancelled");
        }
    }

    @Test
    void isChangedByItsCreatorAlone() {
        JsonNode todo = f.todo(Map.of());
        String id = todo.get("id").asString();
        Map<String, Object> input = f.input(List.of("bob"), Map.of("name", "Other-name", "version", 1));
        String path = "/todos/" + id;
        assertEquals(403, f.ada.put(path, Json.write(input)).status());
        JsonNode changed = f.cleo.put(path, Json.write(input)).json();
        assertEquals("Other-name", changed.get("name").asString());
        assertEquals(List.of("bob"), texts(changed.get("owners"), "name"));
        assertEquals(404, f.ada.get(path).status(), "who owns it no more does not see it");
        // Somebody changed it in between.
        Answer stale = f.cleo.put(path, Json.write(input));
        assertEquals(409, stale.status(), stale.body());
        assertTrue(stale.body().contains("changed since"), stale.body());
        f.done(f.bob, id, "accept", null);
        input.put("version", 3);
        assertEquals(409, f.cleo.put(path, Json.write(input)).status());
    }

    @Test
    void ofTwoAtOnceOneIsToldWhatTheOtherDid() {
        for (int round = 0; round < 8; round++) {
            String id = f.todo();
            List<Answer> answers = Stream.of(f.ada, f.bob)
                    .parallel()
                    .map(who -> who.post("/todos/" + id + "/accept", null))
                    .toList();
            assertEquals(
                    List.of(200, 409),
                    answers.stream().map(Answer::status).sorted().toList());
            assertEquals(
                    List.of("accepted", "created"),
                    texts(f.cleo.get("/todos/" + id + "/history").json().get("items"), "kind"));
            String other = f.todo();
            List<Answer> mixed = Stream.of(f.ada, f.cleo)
                    .parallel()
                    .map(who -> who == f.ada
                            ? who.post("/todos/" + other + "/accept", null)
                            : who.post("/todos/" + other + "/cancel", "{}"))
                    .toList();
            assertEquals(
                    List.of(200, 409),
                    mixed.stream().map(Answer::status).sorted().toList());
        }
    }

    @Test
    void tabsShowWhatIsTheirs() {
        String label = "tabs" + UUID.randomUUID().toString().substring(0, 8);
        String by = "&label=" + label + "&sort=createdAt";
        String pending = f.todo(Map.of("labels", List.of(label))).get("id").asString();
        String handled = f.todo(Map.of("labels", List.of(label))).get("id").asString();
        f.done(f.ada, handled, "accept", null);
        assertEquals(List.of(pending, handled), ids(f.cleo, "?tab=created" + by));
        assertEquals(List.of(pending, handled), ids(f.cleo, "?tab=all" + by));
        assertEquals(List.of(), ids(f.cleo, "?tab=pending" + by));
        assertEquals(List.of(pending), ids(f.ada, "?tab=pending" + by));
        assertEquals(List.of(handled), ids(f.ada, "?tab=handled" + by));
        assertEquals(List.of(), ids(f.ada, "?tab=created" + by));
        assertEquals(List.of(pending, handled), ids(f.bob, "?tab=all" + by));
        assertEquals(List.of(), ids(f.bob, "?tab=handled" + by));
        for (String tab : List.of("all", "pending", "handled", "created")) {
            assertEquals(List.of(), ids(f.eve, "?tab=" + tab + by), tab);
        }
        assertEquals(List.of(pending, handled), ids(f.admin, "?tab=all" + by), "who may see all does");
        assertEquals(404, f.eve.get("/todos/" + pending).status());
        assertEquals(404, f.eve.get("/todos/" + pending + "/history").status());
        refused(404, f.eve, pending, "accept", null, "no such to-do");
        refused(404, f.eve, pending, "cancel", "{}", "no such to-do");
        refused(403, f.admin, pending, "accept", null, "its owners alone");
        refused(403, f.admin, pending, "cancel", "{}", "its creator and its owners alone");
    }

    @Test
    void filtersSearchesAndSorts() {
        String label = "find" + UUID.randomUUID().toString().substring(0, 8);
        String a = f.todo(Map.of("name", "Zebra.down_1", "labels", List.of(label), "severity", "suggestion"))
                .get("id")
                .asString();
        String b = f.todo(Map.of(
                        "name",
                        "斑马-2",
                        "labels",
                        List.of(label, "x"),
                        "severity",
                        "critical",
                        "type",
                        "other",
                        "ownerIds",
                        List.of(f.engineers.get("bob"))))
                .get("id")
                .asString();
        String by = "?label=" + label;
        assertEquals(List.of(b, a), ids(f.cleo, by));
        assertEquals(List.of(b, a), ids(f.cleo, by + "&sort=severity"));
        assertEquals(List.of(a, b), ids(f.cleo, by + "&sort=number"));
        assertEquals(List.of(b), ids(f.cleo, by + "&type=other"));
        assertEquals(List.of(a), ids(f.cleo, by + "&severity=suggestion&severity=minor&state=pending"));
        assertEquals(List.of(a), ids(f.cleo, by + "&ownerId=" + f.engineers.get("ada")));
        assertEquals(List.of(), ids(f.cleo, by + "&overdue=true"));
        assertEquals(List.of(b, a), ids(f.cleo, by + "&overdue=false"));
        assertEquals(List.of(a), ids(f.cleo, by + "&q=zebra.DOWN_"));
        assertEquals(List.of(b), ids(f.cleo, by + "&q=%E6%96%91%E9%A9%AC"));
        String number = f.cleo.get("/todos/" + a).json().get("number").asString();
        assertEquals(List.of(a), ids(f.cleo, "?q=" + number));
        assertEquals(List.of(), ids(f.eve, "?q=" + number));
        assertEquals(
                2, f.cleo.get("/todos" + by + "&size=1").json().get("total").asInt());
        assertEquals(List.of("tab"), f.cleo.get("/todos?tab=mine").fields());
    }

    @Test
    void refusesWhatIsWrongByField() {
        String tomorrow = f.server.clock.instant().plus(Duration.ofDays(1)).toString();
        invalid("name", Map.of("name", ".hidden"));
        invalid("name", Map.of("name", "ends."));
        invalid("name", Map.of("name", "has space"));
        invalid("name", Map.of("name", "a".repeat(256)));
        invalid("description", Map.of("description", "x".repeat(1001)));
        invalid("description", Map.of("description", "  "));
        invalid("solution", Map.of("solution", "   "));
        invalid("severity", Map.of("severity", "P1"));
        invalid("type", Map.of("type", "gone"));
        invalid("notification", Map.of("notification", "pigeon"));
        invalid("ownerIds", Map.of("ownerIds", List.of()));
        invalid("ownerIds[0]", Map.of("ownerIds", List.of(UUID.randomUUID().toString())));
        invalid(
                "deadline",
                Map.of("deadline", f.server.clock.instant().minusSeconds(1).toString()));
        invalid("deadline", Map.of("deadline", "tomorrow"));
        invalid(
                "deadline",
                Map.of(
                        "deadline",
                        f.server.clock.instant().plus(Duration.ofDays(3000)).toString()));
        invalid("labels[0]", Map.of("labels", List.of("  ")));
        String nobody = f.admin
                .post("/engineers", "{\"name\":\"Nobody\"}")
                .json()
                .get("id")
                .asString();
        Answer a = f.cleo.post("/todos", Json.write(f.input(List.of(), Map.of("ownerIds", List.of(nobody)))));
        assertEquals(List.of("ownerIds[0]"), a.fields());
        assertTrue(a.body().contains("is Nobody, who is no user"), a.body());
        for (String name : List.of("a", "9.b_c-d", "名称", "a".repeat(255))) {
            assertEquals(
                    201,
                    f.cleo.post(
                                    "/todos",
                                    Json.write(f.input(List.of("ada"), Map.of("name", name, "deadline", tomorrow))))
                            .status(),
                    name);
        }
    }

    private static void invalid(String field, Map<String, ?> fields) {
        Answer a = f.cleo.post("/todos", Json.write(f.input(List.of("ada"), fields)));
        assertEquals(400, a.status(), fields + a.body());
        assertEquals(List.of(field), a.fields(), a.body());
    }

    @Test
    void theSameKeyCreatesOnce() {
        String json = Json.write(f.input(List.of("ada"), Map.of("name", "Once")));
        List<Answer> answers = Stream.of(1, 2, 3, 4)
                .parallel()
                .map(i -> f.cleo.post("/todos", json, "Idempotency-Key", "todo-once"))
                .toList();
        assertEquals(
                1,
                answers.stream()
                        .map(a -> a.json().get("number").asString())
                        .distinct()
                        .count());
        String id = answers.getFirst().json().get("id").asString();
        assertEquals(
                1, f.cleo.get("/todos/" + id + "/history").json().get("items").size());
    }

    @Test
    void tellsOnceWhenItsDeadlineHasPassed() {
        String soon = f.server.clock.instant().plusSeconds(600).toString();
        String id = f.todo(Map.of("deadline", soon)).get("id").asString();
        f.server.clock.forward(Duration.ofSeconds(601));
        try {
            TestServer.eventually("overdue", () -> texts(
                            f.cleo.get("/todos/" + id + "/history").json().get("items"), "kind")
                    .equals(List.of("overdue", "created")));
            JsonNode overdue = f.cleo.get("/todos/" + id).json();
            assertTrue(overdue.get("overdue").asBoolean());
            assertTrue(ids(f.cleo, "?overdue=true&size=100").contains(id));
            f.done(f.ada, id, "accept", null);
            assertFalse(f.done(f.ada, id, "close", "{}").get("overdue").asBoolean());
        } finally {
            f.server.clock.forward(Duration.ofSeconds(-601));
        }
    }

    @Test
    void anotherTenantAndAnotherProjectSeeNothing() {
        String id = f.todo();
        Client other = f.server.signIn("other", "admin");
        for (String path : List.of("", "/history", "/attachments")) {
            assertEquals(404, other.get("/todos/" + id + path).status());
        }
        refused(404, other, id, "accept", null, "no such to-do");
        assertEquals(0, other.get("/todos").json().get("total").asInt());
        // An engineer of this tenant is none there.
        Answer foreign = other.post("/todos", Json.write(f.input(List.of("ada"), Map.of())));
        assertEquals(List.of("ownerIds[0]"), foreign.fields());

        String project = f.admin
                .post("/projects", "{\"name\":\"shop\"}")
                .json()
                .get("id")
                .asString();
        Actor limited = new Actor(
                f.server.admin.tenant(),
                "default",
                UUID.randomUUID(),
                "Limited",
                Access.of(List.of(new io.opencoc.kernel.access.Statement(
                        true,
                        List.of(new io.opencoc.kernel.access.Glob("*")),
                        io.opencoc.kernel.access.Statement.ALL_THINGS,
                        List.of(new io.opencoc.kernel.access.Condition.Project(
                                "project", List.of(UUID.fromString(project)), true)),
                        new io.opencoc.kernel.access.Statement.Origin("p", null, 0, null)))),
                Caller.Credential.SYSTEM,
                Caller.system());
        Client guest = f.server.as(limited);
        assertEquals(404, guest.get("/todos/" + id).status());
        assertEquals(0, guest.get("/todos").json().get("total").asInt());
        String there = f.todo(Map.of("projectId", project)).get("id").asString();
        assertEquals(List.of(there), ids(guest, ""));
        assertEquals(409, f.admin.delete("/projects/" + project).status());
        assertEquals(
                List.of("projectId"),
                guest.post("/todos", Json.write(f.input(List.of("ada"), Map.of())))
                        .fields());
    }

    @Test
    void anEngineerStaysWhileATodoIsOpenAndAUserIsOneEngineer() {
        Client dan = f.person("dan");
        String id = f.cleo.post("/todos", Json.write(f.input(List.of("dan"), Map.of())))
                .json()
                .get("id")
                .asString();
        String engineer = f.engineers.get("dan");
        Answer refused = f.admin.delete("/engineers/" + engineer);
        assertEquals(409, refused.status());
        assertTrue(refused.body().contains("1 open to-do is theirs"), refused.body());
        String user = dan.get("/sessions/current").json().at("/user/id").asString();
        assertEquals(
                List.of("userId"),
                f.admin
                        .post("/engineers", Json.write(Map.of("name", "Twin", "userId", user)))
                        .fields());
        assertEquals(
                List.of("userId"),
                f.admin
                        .post(
                                "/engineers",
                                Json.write(Map.of(
                                        "name",
                                        "Ghost",
                                        "userId",
                                        UUID.randomUUID().toString())))
                        .fields());
        f.done(dan, id, "accept", null);
        f.done(dan, id, "close", "{}");
        assertEquals(204, f.admin.delete("/engineers/" + engineer).status());
        assertEquals(
                "dan", f.cleo.get("/todos/" + id).json().at("/owners/0/name").asString());
    }
}
