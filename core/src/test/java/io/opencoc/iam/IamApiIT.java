package io.opencoc.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.engineer.EngineerModule;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class IamApiIT {
    private static final String ENGINEERS =
            "{\"Version\":\"1.1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"coc:engineer:*\"]}]}";
    private static final String NOBODY =
            "{\"Version\":\"1.1\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":[\"coc:user:delete\"]}]}";

    static TestServer server;
    static Client admin;

    @BeforeAll
    static void start() {
        server = TestServer.with(EngineerModule::create);
        admin = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String id(Answer made) {
        assertEquals(201, made.status(), made.body());
        return made.json().get("id").asString();
    }

    private static String user(String name, String... groups) {
        return id(admin.post(
                "/users",
                "{\"name\":\"%s\",\"displayName\":\"The %s\",\"password\":\"quiet lantern moss\",\"mustChangePassword\":false,\"groupIds\":[%s]}"
                        .formatted(name, name, quoted(groups))));
    }

    private static String quoted(String... ids) {
        return List.of(ids).stream().map(i -> "\"" + i + "\"").collect(Collectors.joining(","));
    }

    private static String group(String name) {
        return id(admin.post("/groups", "{\"name\":\"" + name + "\"}"));
    }

    private static String policy(String name, String document) {
        return id(admin.post("/policies", "{\"name\":\"%s\",\"document\":%s}".formatted(name, document)));
    }

    private static String attach(String to, String policy) {
        return id(admin.post(to + "/attachments", "{\"policyId\":\"" + policy + "\"}"));
    }

    private static Client signIn(String name, String password) {
        Answer a =
                server.anonymous().post("/sessions", "{\"user\":\"" + name + "\",\"password\":\"" + password + "\"}");
        assertEquals(201, a.status(), a.body());
        return server.with(a.json().get("token").asString());
    }

    private static List<String> names(Answer list) {
        return list.json()
                .get("items")
                .valueStream()
                .map(i -> i.get("name").asString())
                .toList();
    }

    private static String adminId() {
        return admin.get("/users?q=admin").json().get("items").get(0).get("id").asString();
    }

    @Test
    void theWayOfTheGuide() {
        String group = group("Readers and more");
        String readOnly = admin.get("/policies?q=readonly")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();
        attach("/groups/" + group, readOnly);
        user("guided", group);
        Client guided = signIn("guided", "quiet lantern moss");
        assertEquals(200, guided.get("/engineers").status());
        assertEquals(403, guided.post("/engineers", "{\"name\":\"Guided\"}").status());
        String full = admin.get("/policies?q=fullaccess")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();
        String attachment = attach("/groups/" + group, full);
        // On the node that makes it, a change counts at once.
        assertEquals(201, guided.post("/engineers", "{\"name\":\"Guided\"}").status());
        assertEquals(
                409,
                admin.post("/groups/" + group + "/attachments", "{\"policyId\":\"" + full + "\"}")
                        .status());
        assertEquals(
                204,
                admin.delete("/groups/" + group + "/attachments/" + attachment).status());
        assertEquals(403, guided.post("/engineers", "{\"name\":\"Guided 2\"}").status());
    }

    @Test
    void usersAreFoundChangedDisabledAndDeleted() {
        String group = group("Found");
        String id = user("finder", group);
        user("found2");
        assertEquals(List.of("finder"), names(admin.get("/users?groupId=" + group)));
        assertEquals(List.of("finder"), names(admin.get("/users?q=The+FINDER&enabled=true")));
        assertEquals(List.of(), names(admin.get("/users?q=finder&enabled=false")));
        JsonNode shown = admin.get("/users/" + id).json();
        assertEquals("Found", shown.at("/groups/0/name").asString());
        assertFalse(shown.get("mustChangePassword").asBoolean());
        assertFalse(admin.get("/users/" + id).body().contains("argon"));

        Answer changed =
                admin.put("/users/" + id, "{\"displayName\":\" F \",\"email\":\"f@example.com\",\"language\":\"zh\"}");
        assertEquals("F", changed.json().get("displayName").asString());
        assertEquals("f@example.com", changed.json().get("email").asString());
        assertEquals(
                List.of("name"),
                admin.post("/users", "{\"name\":\"finder\",\"displayName\":\"x\",\"password\":\"quiet lantern moss\"}")
                        .fields());
        assertEquals(
                List.of("password"),
                admin.post("/users", "{\"name\":\"weak\",\"displayName\":\"x\",\"password\":\"weak\"}")
                        .fields());
        assertEquals(
                List.of("groupIds"),
                admin.post(
                                "/users",
                                "{\"name\":\"lost\",\"displayName\":\"x\",\"password\":\"quiet lantern moss\",\"groupIds\":[\"%s\"]}"
                                        .formatted(id))
                        .fields());

        Client finder = signIn("finder", "quiet lantern moss");
        assertEquals(200, finder.get("/sessions/current").status());
        assertFalse(admin.post("/users/" + id + "/disable", "")
                .json()
                .get("enabled")
                .asBoolean());
        assertTrue(finder.get("/engineers").status() >= 401);
        assertEquals(
                401,
                server.anonymous()
                        .post("/sessions", "{\"user\":\"finder\",\"password\":\"quiet lantern moss\"}")
                        .status());
        assertTrue(
                admin.post("/users/" + id + "/enable", "").json().get("enabled").asBoolean());
        assertEquals(
                204,
                admin.post("/users/" + id + "/reset-password", "{\"password\":\"amber violin kettle\"}")
                        .status());
        signIn("finder", "amber violin kettle");
        assertEquals(204, admin.delete("/users/" + id).status());
        assertEquals(404, admin.get("/users/" + id).status());
        assertEquals(0, admin.get("/groups/" + group).json().get("memberCount").asInt());
    }

    @Test
    void aRepeatedCreationGivesTheFirst() {
        String body = "{\"name\":\"once\",\"displayName\":\"Once\",\"password\":\"quiet lantern moss\"}";
        Answer first = admin.post("/users", body, "Idempotency-Key", "create-once");
        Answer again = admin.post("/users", body, "Idempotency-Key", "create-once");
        assertEquals(id(first), id(again));
    }

    @Test
    void groupsHaveMembersAndExternalNames() {
        Answer made = admin.post("/groups", "{\"name\":\"Ops\",\"externalNames\":[\"ops@idp\",\"ops@idp\"]}");
        String id = id(made);
        assertEquals(1, made.json().get("externalNames").size());
        assertEquals(
                List.of("name"), admin.post("/groups", "{\"name\":\"Ops\"}").fields());
        String one = user("ops1");
        Answer added = admin.post("/groups/" + id + "/members", "{\"userIds\":[\"" + one + "\",\"" + one + "\"]}");
        assertEquals("ops1", added.json().at("/members/0/name").asString());
        assertEquals(
                List.of("userIds"),
                admin.post("/groups/" + id + "/members", "{\"userIds\":[\"" + id + "\"]}")
                        .fields());
        assertEquals(List.of("Ops"), names(admin.get("/groups?userId=" + one)));
        assertEquals(204, admin.delete("/groups/" + id + "/members/" + one).status());
        assertEquals(404, admin.delete("/groups/" + id + "/members/" + one).status());
        assertEquals(200, admin.put("/groups/" + id, "{\"name\":\"Ops 2\"}").status());
        assertEquals(204, admin.delete("/groups/" + id).status());
        assertEquals(404, admin.get("/groups/" + id).status());
    }

    @Test
    void anIdentityProviderSaysWhoIsInItsGroups() {
        String dev = id(admin.post("/groups", "{\"name\":\"Dev\",\"externalNames\":[\"dev@idp\",\"dev2@idp\"]}"));
        String qa = id(admin.post("/groups", "{\"name\":\"QA\",\"externalNames\":[\"qa@idp\"]}"));
        String own = group("Not of the provider");
        String user = user("external", own);
        for (String[] step : new String[][] {
            {"qa@idp,unknown", qa, "true"},
            {"qa@idp", qa, "false"},
            {"dev2@idp,dev@idp", dev, "true"},
            {"", own, "true"}
        }) {
            var moved = TestServer.await(server.database().in(server.admin, tx -> server.iam
                    .externalGroups()
                    .assign(tx, UUID.fromString(user), List.of(step[0].split(",")), null)));
            assertEquals(Boolean.parseBoolean(step[2]), !moved.isEmpty(), step[0]);
            assertEquals(
                    new java.util.HashSet<>(List.of(own, step[1])),
                    admin.get("/users/" + user)
                            .json()
                            .get("groups")
                            .valueStream()
                            .map(g -> g.get("id").asString())
                            .collect(Collectors.toSet()));
        }
        var placed = TestServer.await(server.database().in(server.admin, tx -> server.iam
                .externalGroups()
                .assign(tx, UUID.fromString(user), List.of("unknown"), UUID.fromString(dev))));
        assertEquals(1, placed.get("joined").size());
        assertEquals(List.of(), placed.get("left"));
        assertEquals(2, admin.get("/users/" + user).json().get("groups").size());
    }

    @Test
    void policiesAreListedWrittenCopiedAndKeptWhileAttached() {
        assertEquals(8, admin.get("/policies?type=system").json().get("total").asInt());
        String id = policy("Engineers", ENGINEERS);
        assertEquals(List.of("Engineers"), names(admin.get("/policies?type=custom&q=engin")));
        assertEquals(
                ENGINEERS, admin.get("/policies/" + id).json().get("document").toString());
        assertEquals(
                List.of("name"),
                admin.post("/policies", "{\"name\":\"coc fullaccess\",\"document\":" + ENGINEERS + "}")
                        .fields());
        assertEquals(
                List.of("document.Statement[0].Action[0]"),
                admin.put(
                                "/policies/" + id,
                                "{\"name\":\"E\",\"document\":" + ENGINEERS.replace("coc:engineer:*", "all") + "}")
                        .fields());
        String user = user("engineering");
        String attachment = attach("/users/" + user, id);
        Answer kept = admin.delete("/policies/" + id);
        assertEquals(409, kept.status());
        assertTrue(kept.body().contains("engineering"), kept.body());
        assertEquals(
                "engineering",
                admin.get("/policies/" + id).json().at("/attachments/0/to/name").asString());
        assertEquals(
                204,
                admin.delete("/users/" + user + "/attachments/" + attachment).status());
        assertEquals(204, admin.delete("/policies/" + id).status());

        String system = admin.get("/policies?q=responder")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();
        assertEquals(
                409,
                admin.put("/policies/" + system, "{\"name\":\"x\",\"document\":" + ENGINEERS + "}")
                        .status());
        assertEquals(409, admin.delete("/policies/" + system).status());
        Answer copy = admin.post("/policies/" + system + "/copy", "{\"name\":\"My responders\"}");
        assertEquals("custom", copy.json().get("type").asString());
        assertEquals(
                admin.get("/policies/" + system).json().get("document"),
                copy.json().get("document"));
        assertEquals(
                List.of("policyId"),
                admin.post("/users/" + user + "/attachments", "{\"policyId\":\"" + user + "\"}")
                        .fields());
        assertEquals(
                List.of("projectId"),
                admin.post(
                                "/users/" + user + "/attachments",
                                "{\"policyId\":\"%s\",\"projectId\":\"%s\"}".formatted(system, user))
                        .fields());
    }

    @Test
    void aDocumentIsCheckedWithoutBeingSaved() {
        JsonNode odd = admin.post(
                        "/policies/check",
                        "{\"document\":" + ENGINEERS.replace("coc:engineer:*", "coc:warp:engage") + "}")
                .json();
        assertTrue(odd.get("valid").asBoolean());
        assertEquals(
                "document.Statement[0].Action[0]", odd.at("/warnings/0/field").asString());
        JsonNode wrong = admin.post("/policies/check", "{\"document\":{\"Version\":\"2\"}}")
                .json();
        assertFalse(wrong.get("valid").asBoolean());
        assertEquals("document.Version", wrong.at("/errors/0/field").asString());
    }

    @Test
    void allActionsAreDescribed() {
        Set<String> listed = admin.get("/permissions")
                .json()
                .get("items")
                .valueStream()
                .flatMap(r -> r.get("actions").valueStream())
                .map(a -> a.get("action").asString())
                .collect(Collectors.toSet());
        assertEquals(server.kernel.api().contract().actions().keySet(), listed);
    }

    @Test
    void whatOneMayDoOnlyInAProjectIsSaidToTheSession() {
        String user = user("projected");
        String responder = admin.get("/policies?q=responder")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();
        String project = server.admin.tenant().toString();
        id(admin.post(
                "/users/" + user + "/attachments",
                "{\"policyId\":\"" + responder + "\",\"projectId\":\"" + project + "\"}"));
        JsonNode session = signIn("projected", "quiet lantern moss")
                .get("/sessions/current")
                .json();
        assertEquals(project, session.at("/limited/coc:incident:list/0").asString(), session.toString());
        // Engineers belong to the tenant as a whole, for which it does not hold.
        assertFalse(session.get("actions").toString().contains("coc:engineer:list"));
        assertTrue(admin.get("/sessions/current").json().get("limited").isEmpty());
    }

    @Test
    void nobodyIsLeftOutInTheCold() {
        String adminId = adminId();
        assertEquals(409, admin.delete("/users/" + adminId).status());
        assertEquals(409, admin.post("/users/" + adminId + "/disable", "").status());
        String attachment =
                admin.get("/users/" + adminId).json().at("/attachments/0/id").asString();
        Answer last = admin.delete("/users/" + adminId + "/attachments/" + attachment);
        assertEquals(409, last.status());
        assertTrue(last.body().contains("administer"), last.body());
        // Neither by a denial that comes through a group, nor by one that holds only sometimes.
        String group = group("Denied");
        attach("/groups/" + group, policy("No deletion", NOBODY));
        assertEquals(
                409,
                admin.post("/groups/" + group + "/members", "{\"userIds\":[\"" + adminId + "\"]}")
                        .status());
        String sometimes = policy(
                "No deletion at night",
                NOBODY.replace("]}]}", "],\"Condition\":{\"IpAddress\":{\"g:SourceIp\":[\"10.0.0.0/8\"]}}}]}"));
        assertEquals(
                409,
                admin.post("/users/" + adminId + "/attachments", "{\"policyId\":\"" + sometimes + "\"}")
                        .status());
        assertEquals(
                0,
                admin.get("/policies/" + sometimes)
                        .json()
                        .get("attachmentCount")
                        .asInt());

        // With a second one the first may go, and the second is the last then.
        String second = user("second");
        String administrator = admin.get("/policies?q=Administrator")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();
        String seconds = attach("/users/" + second, administrator);
        assertEquals(
                200,
                admin.post("/groups/" + group + "/members", "{\"userIds\":[\"" + adminId + "\"]}")
                        .status());
        assertEquals(
                409,
                admin.delete("/users/" + second + "/attachments/" + seconds).status());
        assertEquals(
                204, admin.delete("/groups/" + group + "/members/" + adminId).status());
        assertEquals(
                204,
                admin.delete("/users/" + second + "/attachments/" + seconds).status());
    }

    @Test
    void ofTwoWhoDisableEachOtherOneStays() throws Exception {
        String full = SystemPolicies.FULL_ACCESS.toString();
        Client other = server.signIn("other", "admin");
        String first =
                other.get("/users?q=admin").json().get("items").get(0).get("id").asString();
        String second = id(
                other.post(
                        "/users",
                        "{\"name\":\"rival\",\"displayName\":\"Rival\",\"password\":\"quiet lantern moss\",\"mustChangePassword\":false}"));
        id(other.post("/users/" + second + "/attachments", "{\"policyId\":\"" + full + "\"}"));
        Client rival = server.with(server.anonymous()
                .post("/sessions", "{\"tenant\":\"other\",\"user\":\"rival\",\"password\":\"quiet lantern moss\"}")
                .json()
                .get("token")
                .asString());
        List<Integer> answers;
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var a = threads.submit(
                    () -> other.post("/users/" + second + "/disable", "").status());
            var b = threads.submit(
                    () -> rival.post("/users/" + first + "/disable", "").status());
            answers = List.of(a.get(), b.get());
        }
        assertEquals(1, answers.stream().filter(s -> s == 200).count(), answers.toString());
    }

    @Test
    void everyChangeIsInTheTrail() {
        String id = user("traced");
        attach("/users/" + id, SystemPolicies.named("Auditor").id().toString());
        admin.post("/users/" + id + "/reset-password", "{\"password\":\"amber violin kettle\"}");
        List<String> lines = TestServer.await(server.database()
                .in(
                        server.admin,
                        tx -> tx.list(
                                "SELECT name || ' ' || resource_type || ' ' || changes::text AS line FROM kernel.trace WHERE resource_id = $1 ORDER BY id",
                                r -> r.getString("line"),
                                id)));
        assertEquals(3, lines.size(), lines.toString());
        assertTrue(lines.get(0).startsWith("createUser User") && lines.get(0).contains("The traced"), lines.get(0));
        assertTrue(lines.get(1).startsWith("attachPolicy User") && lines.get(1).contains("Auditor"), lines.get(1));
        assertTrue(lines.get(2).startsWith("resetPassword User"), lines.get(2));
        assertFalse(lines.toString().contains("violin") || lines.toString().contains("argon"), lines.toString());
    }

    private static long traces(String name, String id) {
        return io.opencoc.kernel.TestServer.await(server.database()
                .in(
                        server.admin.tenant(),
                        tx -> tx.one(
                                "SELECT count(*) AS n FROM kernel.trace WHERE name = $1 AND resource_id = $2 AND result = 'success'",
                                r -> r.getLong("n"),
                                name,
                                id)));
    }

    @Test
    void eachNewPasswordLeavesATrace() {
        String id = user("forgetful");
        for (String password : List.of("heron kettle nine boats", "another kettle of boats")) {
            assertEquals(
                    204,
                    admin.post("/users/" + id + "/reset-password", "{\"password\":\"" + password + "\"}")
                            .status());
        }
        assertEquals(2, traces("resetPassword", id));
    }

    @Test
    void aRepeatedCreationLeavesOneTrace() {
        String body = "{\"name\":\"repeated\"}";
        Answer first = admin.post("/groups", body, "Idempotency-Key", "repeated-group");
        Answer second = admin.post("/groups", body, "Idempotency-Key", "repeated-group");
        assertEquals(id(first), id(second));
        assertEquals(1, traces("createGroup", id(first)));
        assertEquals(0L, (long) io.opencoc.kernel.TestServer.await(server.database()
                .in(
                        server.admin.tenant(),
                        tx -> tx.one(
                                "SELECT count(*) AS n FROM kernel.trace WHERE name = 'createGroup' AND resource_id IS NULL AND result = 'success'",
                                r -> r.getLong("n")))));
    }

    @Test
    void namesAreOneLineWithoutTricks() {
        for (String name :
                List.of("a\\nb", "a\\u0007b", "\\u202eevil", "a\\u2066b", "a\\u2028b", "a\\u0085b", "a\\u200eb")) {
            for (Answer a : List.of(
                    admin.post("/groups", "{\"name\":\"" + name + "\"}"),
                    admin.post("/policies", "{\"name\":\"%s\",\"document\":%s}".formatted(name, ENGINEERS)),
                    admin.post("/engineers", "{\"name\":\"" + name + "\"}"),
                    admin.post(
                            "/tokens",
                            "{\"name\":\"%s\",\"actions\":[\"*\"],\"expiresAt\":\"%s\"}"
                                    .formatted(name, server.clock.instant().plusSeconds(600))))) {
                assertEquals(400, a.status(), name + " " + a.body());
                assertEquals(List.of("name"), a.fields(), a.body());
                assertTrue(a.body().contains("one line"), a.body());
            }
            Answer user = admin.post(
                    "/users",
                    "{\"name\":\"tricky\",\"displayName\":\"%s\",\"password\":\"quiet lantern moss\"}".formatted(name));
            assertEquals(List.of("displayName"), user.fields(), user.body());
        }
        // Letters of all scripts, and what joins them, are names.
        group("运维组 ‌فارسی é 👩‍💻");
    }
}
