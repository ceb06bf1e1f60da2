package io.opencoc.launcher.app;

import static io.opencoc.launcher.ServerClient.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.http.Contract;
import io.opencoc.kernel.http.Contract.Operation;
import io.opencoc.kernel.json.Json;
import io.opencoc.launcher.app.ApiUser.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What each operation leaves in the trail, walked through the contract on the whole server. Calls are told apart by their User-Agent, which is one more
 * thing that the trail has to keep.
 */
class TrailIT {
    private static final Contract CONTRACT = Contract.load();
    /** What changes nothing though it is no GET. */
    private static final Set<String> WITHOUT =
            Set.of("tryForwardingRule", "tryAlarmSource", "checkPolicy", "simulatePermission");

    private static final Map<String, ?> DOCUMENT = Map.of(
            "Version", "1.1", "Statement", List.of(Map.of("Effect", "Allow", "Action", List.of("coc:alarm:list"))));

    @TempDir
    static Path folder;

    static App app;
    static TestPeople people;
    static TenantThings things;
    /** The engineer who the administrator is, once one was made. */
    static String own;

    static ApiUser stranger;
    static ApiUser auditor;

    @BeforeAll
    static void start() throws Exception {
        Path data = folder.resolve("data");
        app = TestApp.start(data);
        people = new TestPeople(app, data);
        things = TenantThings.make(people.user("trail", "coc:*:*"), "heron");
        people.entrust("trail", "heron");
        auditor = people.user("trail", "coc:trace:*");
        stranger = people.user("stranger", "coc:*:*");
    }

    @AfterAll
    static void stop() throws Exception {
        people.close();
        app.stop();
    }

    private static Stream<Operation> traced() {
        return CONTRACT.operations().values().stream().filter(o -> o.trace() != null);
    }

    /** Those of which GuardedOperationsIT demands a thing and a body. */
    private static List<Operation> called() {
        return traced().filter(o -> !o.raw() || o.method().equals("GET"))
                .filter(o -> o.action().startsWith("coc:") && o.reach() != Contract.Reach.SYSTEM)
                .filter(o -> !o.path().contains("{")
                        || things.ids().containsKey(o.path().split("/")[1]))
                .filter(o -> o.body() == null || SampleBodies.has(o.id()))
                .sorted(java.util.Comparator.comparing(o -> o.method().equals("DELETE")))
                .toList();
    }

    private static List<JsonNode> lines(ApiUser reader, String agent) {
        List<JsonNode> found = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page = reader.get("/traces?size=100" + next);
            page.get("items").forEach(l -> {
                if (l.get("agent").asString().equals(agent)) {
                    found.add(l);
                }
            });
            next = page.has("next") ? "&after=" + page.get("next").asString() : null;
        }
        return found;
    }

    /** An incident that is so far that the operation can be done. */
    private static String incident(String operation) {
        String id = made("/incidents", Map.of("title", "heron " + operation, "level", "P3"));
        String at = "/incidents/" + id;
        if (Set.of("forwardIncident", "changeIncidentLevel", "handleIncident", "verifyIncident")
                .contains(operation)) {
            done("POST", at + "/accept", null);
        }
        if (operation.equals("verifyIncident")) {
            done("POST", at + "/handle", "{\"solution\":\"x\"}");
        }
        if (Set.of("resubmitIncident", "closeIncident").contains(operation)) {
            done("POST", at + "/reject", "{\"reason\":\"x\"}");
        }
        return at;
    }

    /** A to-do of the administrator's own that is so far that the operation can be done. */
    private static String todo(String operation) {
        if (own == null) {
            String user = things.admin().get("/sessions/current").at("/user/id").asString();
            own = made("/engineers", Map.of("name", "heron self", "userId", user));
        }
        String at = "/todos/" + made("/todos", TenantThings.todo("heron", own));
        if (operation.equals("closeTodo")) {
            done("POST", at + "/accept", null);
        }
        return at;
    }

    private static String made(String path, Map<String, ?> body) {
        return things.admin().make(path, body).get("id").asString();
    }

    private static void done(String method, String path, String body) {
        Answer a = things.admin().call(method, path, body);
        assertTrue(a.status() < 300, path + " " + a);
    }

    /** Where to call the operation so that it succeeds. */
    private static String ready(Operation o) {
        String name = "heron " + o.id() + " " + UUID.randomUUID().toString().substring(0, 8);
        String kind = o.path().split("/")[1];
        if (!o.path().contains("{id}")) {
            return things.path(o);
        }
        String thing =
                switch (kind) {
                    case "incidents" -> incident(o.id());
                    case "todos" -> todo(o.id());
                    // The one that is the user of the sample body.
                    case "engineers" ->
                        "/engineers/"
                                + (o.id().equals("updateEngineer")
                                        ? things.ids().get("engineers")
                                        : made("/engineers", Map.of("name", name)));
                    case "integrations" ->
                        "/integrations/" + made("/integrations", Map.of("source", "prometheus", "name", name));
                    case "forwarding-rules" -> "/forwarding-rules/" + made("/forwarding-rules", Map.of("name", name));
                    case "projects", "groups" -> "/" + kind + "/" + made("/" + kind, Map.of("name", name));
                    case "users" ->
                        "/users/"
                                + made(
                                        "/users",
                                        Map.of(
                                                "name",
                                                name.replace(' ', '-'),
                                                "displayName",
                                                name,
                                                "password",
                                                "quiet lantern moss"));
                    case "policies" -> "/policies/" + made("/policies", Map.of("name", name, "document", DOCUMENT));
                    case "shift-scenarios" -> scenario(o, name);
                    default -> "/" + kind + "/" + things.ids().get(kind);
                };
        if (o.id().startsWith("enable")) {
            done("POST", thing + "/disable", null);
        }
        if (o.id().equals("resendNotification")) {
            String engineer = things.ids().get("engineers");
            done(
                    "PUT",
                    "/engineers/" + engineer,
                    "{\"name\":\"heron e\",\"email\":\"heron@example.com\",\"userId\":\""
                            + things.ids().get("users") + "\"}");
        }
        return o.path().replaceFirst("/[a-z-]+/\\{id}", thing).replaceFirst("\\{[a-zA-Z]+}", part(o, thing));
    }

    /** A scenario in which the operation can be done. */
    private static String scenario(Operation o, String name) {
        boolean fixed = o.path().contains("/members");
        if (!fixed && !o.id().equals("deleteShiftScenario")) {
            return "/shift-scenarios/" + things.shifts().scenario();
        }
        String mode = fixed ? "fixed" : "shift";
        return "/shift-scenarios/"
                + made("/shift-scenarios", Map.of("name", name, "mode", mode, "dimension", "global"));
    }

    /** With the role of a scenario that was made for the operation. */
    private static String body(Operation o, String path) {
        String body = SampleBodies.of(o.id(), things);
        return o.id().equals("addShiftMembers")
                ? body.replace(
                        things.shifts().ids().get("shift-roles"),
                        made(path.replace("/members", "/roles"), Map.of("name", "x")))
                : body;
    }

    /** A part of the thing, made for the operation. */
    private static String part(Operation o, String thing) {
        return switch (o.id()) {
            case "detachUserPolicy", "detachGroupPolicy" ->
                made(thing + "/attachments", Map.of("policyId", things.ids().get("policies")));
            case "deleteTodoAttachment", "downloadTodoAttachment" ->
                things.admin()
                        .upload(thing + "/attachments?name=heron.txt", "heron")
                        .json()
                        .get("id")
                        .asString();
            case "removeGroupMember" -> {
                String user = things.ids().get("users");
                done("POST", thing + "/members", "{\"userIds\":[\"" + user + "\"]}");
                yield user;
            }
            case "updateShiftRole", "deleteShiftRole" -> made(thing + "/roles", Map.of("name", o.id()));
            case "updateShiftMember", "removeShiftMember" -> {
                String role = made(thing + "/roles", Map.of("name", o.id()));
                yield things.admin()
                        .make(thing + "/members", Map.of("roleId", role, "engineerIds", List.of(engineer())))
                        .at("/items/0/id")
                        .asString();
            }
            case "updateShiftSlot" -> things.shifts().slot(30, engineer());
            case "deleteShiftOverride" -> things.shifts().override(engineer());
            case "acceptShiftSwap", "refuseShiftSwap", "withdrawShiftSwap" ->
                things.shifts().swap(things.shifts().slot(31 + o.id().length(), engineer()), engineer());
            default -> "";
        };
    }

    private static String engineer() {
        return things.ids().get("engineers");
    }

    @Test
    void everyChangeHasANameInTheTrail() {
        assertEquals(
                WITHOUT,
                CONTRACT.operations().values().stream()
                        .filter(o -> !o.method().equals("GET") && o.trace() == null)
                        .map(Operation::id)
                        .collect(Collectors.toSet()));
        assertEquals(
                Set.of("exportTraces", "finishOidc", "startOidc", "getIntegration", "downloadTodoAttachment"),
                traced().filter(o -> o.method().equals("GET"))
                        .map(Operation::id)
                        .collect(Collectors.toSet()),
                "reads that leave a trace");
    }

    @Test
    void whatSucceedsLeavesOneLine() {
        Map<String, Object> wrong = new LinkedHashMap<>();
        for (Operation o : called()) {
            String agent = "success-" + o.id();
            String path = ready(o);
            Answer a = things.admin().as(agent).call(o.method(), path, body(o, path));
            List<JsonNode> lines = lines(auditor, agent);
            if (a.status() != o.success() || lines.size() != 1 || !isRight(o, path, a, lines.getFirst())) {
                wrong.put(o.id(), a + " " + lines);
            }
        }
        assertEquals(Map.of(), wrong);
    }

    private static boolean isRight(Operation o, String path, Answer a, JsonNode line) {
        String id = line.at("/resource/id").asString("");
        String called = path.split("/").length > 2 ? path.split("/")[2] : "";
        boolean rightId = o.path().contains("{") && !o.id().startsWith("copy")
                ? id.equals(called)
                : !a.body().startsWith("{\"id\"")
                        || a.json().get("id").asString().equals(id);
        return rightId
                && line.get("name").asString().equals(o.trace().name())
                && line.at("/resource/type").asString().equals(o.trace().resource())
                && line.get("operation").asString().equals(o.id())
                && line.path("action").asString("").equals(o.action().startsWith("coc:") ? o.action() : "")
                && line.get("result").asString().equals("success")
                && !line.has("status")
                && line.at("/user/name").asString().startsWith("user")
                && line.at("/user/id").isString()
                && line.at("/credential/kind").asString().equals("session")
                && line.get("address").asString().equals("127.0.0.1");
    }

    @Test
    void whatIsRefusedOrFailsLeavesOneLine() throws Exception {
        Map<String, String> expected = new TreeMap<>();
        for (Operation o : called()) {
            // Of each their own: the trail takes no more than some lines a minute of one.
            Answer refused = people.user("trail").as("refused-" + o.id()).call(o.method(), things.path(o), null);
            assertEquals(403, refused.status(), o.id());
            expected.put("refused-" + o.id(), "refused 403");
            ApiUser user = people.user("trail", "coc:*:*").as("failed-" + o.id());
            Answer failed;
            if (o.path().contains("{")) {
                String path = o.path()
                        .replace("{channel}", "no-such")
                        .replaceAll("\\{[a-zA-Z]+}", UUID.randomUUID().toString());
                failed = user.call(o.method(), path, SampleBodies.of(o.id(), things));
                assertEquals(404, failed.status(), o.id() + failed);
            } else if (o.body() != null) {
                failed = user.call(o.method(), o.path(), "[]");
                assertEquals(400, failed.status(), o.id() + failed);
            } else {
                failed = user.call(o.method(), o.path() + "?format=no-such", null);
                assertEquals(400, failed.status(), o.id() + failed);
            }
            expected.put("failed-" + o.id(), "failed " + failed.status());
        }
        eventually(
                "all are kept", () -> attempts().equals(expected) || attempts().size() > expected.size());
        assertEquals(expected, attempts());
    }

    private static Map<String, String> attempts() {
        Map<String, String> found = new TreeMap<>();
        String next = "";
        while (next != null) {
            JsonNode page = auditor.get("/traces?size=100&result=refused&result=failed" + next);
            page.get("items").forEach(l -> {
                String agent = l.get("agent").asString();
                if (agent.matches("(refused|failed)-.*")) {
                    found.merge(
                            agent,
                            l.get("result").asString() + " " + l.get("status").asInt(),
                            (x, y) -> x + y);
                }
            });
            next = page.has("next") ? "&after=" + page.get("next").asString() : null;
        }
        return found;
    }

    @Test
    void nobodyElseSeesIt() {
        String agent = "unseen-" + UUID.randomUUID();
        done("GET", "/traces/seal", null);
        assertEquals(
                201,
                things.admin()
                        .as(agent)
                        .call("POST", "/engineers", SampleBodies.of("createEngineer", things))
                        .status());
        JsonNode line = lines(auditor, agent).getFirst();
        assertEquals(List.of(), lines(stranger, agent));
        assertEquals(
                404,
                stranger.call("GET", "/traces/" + line.get("id").asString(), null)
                        .status());
        assertFalse(
                stranger.call("GET", "/traces/export?format=jsonl", null).body().contains(agent));
        assertFalse(stranger.call("GET", "/traces?q=" + line.at("/resource/id").asString(), null)
                .body()
                .contains(agent));
    }

    @Test
    void signingInAndOutIsKept() {
        String agent = "session-" + UUID.randomUUID();
        ApiUser user = people.nobody()
                .as(agent)
                .signIn("trail", auditorName(), TestApp.PASSWORD)
                .as(agent);
        assertEquals(204, user.call("DELETE", "/sessions/current", null).status());
        assertEquals(
                List.of("deleteSession", "createSession"),
                lines(auditor, agent).stream()
                        .map(l -> l.get("name").asString())
                        .toList());
    }

    private static String auditorName() {
        return auditor.get("/sessions/current").at("/user/name").asString();
    }

    @Test
    void secretsOfChannelsStayOut() throws Exception {
        String secret = "planted-" + UUID.randomUUID();
        for (String password : List.of(secret, secret + "-other")) {
            done(
                    "PUT",
                    "/notification-channels/email",
                    Json.write(Map.of(
                            "settings",
                            Map.of(
                                    "host",
                                    "127.0.0.1",
                                    "port",
                                    1,
                                    "from",
                                    "a@example.com",
                                    "user",
                                    "u",
                                    "password",
                                    password))));
        }
        JsonNode line = auditor.get("/traces?name=updateNotificationChannel&resourceId=email")
                .get("items")
                .get(0);
        JsonNode changes = auditor.get("/traces/" + line.get("id").asString()).get("changes");
        assertEquals("***", changes.at("/password/after").asString());
        assertEquals(1, changes.size(), changes.toString());
        assertFalse(people.everything().contains(secret));
    }
}
