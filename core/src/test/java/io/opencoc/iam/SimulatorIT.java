package io.opencoc.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SimulatorIT {
    static TestServer server;
    static Client admin;
    static String user;
    static String project;

    @BeforeAll
    static void start() {
        server = TestServer.with(kernel -> {});
        admin = server.client();
        project = server.admin.tenant().toString();
        user = id(
                admin.post(
                        "/users",
                        "{\"name\":\"subject\",\"displayName\":\"S\",\"password\":\"quiet lantern moss\",\"mustChangePassword\":false}"));
        String group = id(admin.post("/groups", "{\"name\":\"Responders\"}"));
        admin.post("/groups/" + group + "/members", "{\"userIds\":[\"" + user + "\"]}");
        id(admin.post(
                "/groups/" + group + "/attachments",
                "{\"policyId\":\"%s\",\"projectId\":\"%s\"}"
                        .formatted(SystemPolicies.named("Incident Responder").id(), project)));
        String own = id(admin.post("/policies", """
                {"name": "Own", "document": {"Version": "1.1", "Statement": [
                  {"Effect": "Allow", "Action": ["coc:engineer:list"], "Condition": {"IpAddress": {"g:SourceIp": ["10.0.0.0/8"]}}},
                  {"Effect": "Deny", "Action": ["coc:incident:close"], "Condition": {"DateLessThan": {"g:CurrentTime": ["2030-01-01T00:00:00Z"]}}}]}}"""));
        id(admin.post("/users/" + user + "/attachments", "{\"policyId\":\"" + own + "\"}"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String id(Answer made) {
        assertEquals(201, made.status(), made.body());
        return made.json().get("id").asString();
    }

    private static JsonNode simulate(String action, String more) {
        Answer a = admin.post(
                "/permissions/simulate",
                "{\"userId\":\"%s\",\"action\":\"%s\"%s}".formatted(user, action, more.isEmpty() ? "" : "," + more));
        assertEquals(200, a.status(), a.body());
        return a.json();
    }

    private static String inProject() {
        return "\"projectId\":\"" + project + "\"";
    }

    @Test
    void namesTheStatementThatAllows() {
        JsonNode s = simulate("coc:incident:accept", inProject());
        assertTrue(s.get("allowed").asBoolean(), s.toString());
        JsonNode by = s.get("decidingStatement");
        assertEquals("Incident Responder", by.get("policy").asString());
        assertEquals("Responders", by.get("group").asString());
        assertEquals("default", by.at("/project/name").asString());
        assertTrue(by.at("/statement/Action").toString().contains("coc:incident:*"));
        assertTrue(s.at("/reason/en").asString().contains("Incident Responder"));
    }

    @Test
    void namesTheDenial() {
        JsonNode s = simulate("coc:incident:close", inProject() + ",\"at\":\"2029-01-01T00:00:00Z\"");
        assertFalse(s.get("allowed").asBoolean());
        assertEquals("Own", s.at("/decidingStatement/policy").asString());
        assertEquals(1, s.at("/decidingStatement/index").asInt());
        assertEquals("Deny", s.at("/decidingStatement/effect").asString());
        assertEquals(3, s.get("considered").size());
        assertTrue(simulate("coc:incident:close", inProject() + ",\"at\":\"2031-01-01T00:00:00Z\"")
                .get("allowed")
                .asBoolean());
    }

    @Test
    void namesTheConditionThatFails() {
        JsonNode outside = simulate("coc:incident:accept", "");
        assertFalse(outside.get("allowed").asBoolean());
        assertFalse(outside.has("decidingStatement"));
        assertTrue(outside.at("/reason/en").asString().contains("g:EnterpriseProjectId"), outside.toString());
        JsonNode away = simulate("coc:engineer:list", "\"sourceIp\":\"192.0.2.1\"");
        assertFalse(away.get("allowed").asBoolean());
        assertEquals("IpAddress g:SourceIp", away.at("/considered/0/failing").asString());
        assertTrue(simulate("coc:engineer:list", "\"sourceIp\":\"10.9.9.9\"")
                .get("allowed")
                .asBoolean());
        assertTrue(simulate("coc:user:list", "").at("/reason/en").asString().contains("no policy"));
    }

    @Test
    void triesADocumentThatNobodyHas() {
        String extra =
                "\"extraDocument\":{\"Version\":\"1.1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"coc:user:list\"]}]}";
        JsonNode s = simulate("coc:user:list", extra);
        assertTrue(s.get("allowed").asBoolean());
        assertFalse(s.get("decidingStatement").has("policyId"));
        assertFalse(simulate("coc:user:list", "").get("allowed").asBoolean());
    }

    @Test
    void saysWhatIsWrongWithTheQuestion() {
        for (String[] wrong : new String[][] {
            {"{\"userId\":\"" + project + "\",\"action\":\"coc:user:list\"}", "userId"},
            {"{\"userId\":\"" + user + "\",\"action\":\"coc:warp:engage\"}", "action"},
            {
                "{\"userId\":\"" + user + "\",\"action\":\"coc:user:list\",\"extraDocument\":{\"Version\":\"1\"}}",
                "extraDocument.Version"
            }
        }) {
            Answer a = admin.post("/permissions/simulate", wrong[0]);
            assertEquals(400, a.status(), a.body());
            assertEquals(wrong[1], a.fields().getFirst());
        }
        assertEquals(
                403,
                server.signIn("default", "reader")
                        .post("/permissions/simulate", "{\"userId\":\"" + user + "\",\"action\":\"coc:user:list\"}")
                        .status());
    }

    @Test
    void agreesWithWhatHappens() {
        Client subject = server.with(server.anonymous()
                .post("/sessions", "{\"user\":\"subject\",\"password\":\"quiet lantern moss\"}")
                .json()
                .get("token")
                .asString());
        assertEquals(
                simulate("coc:user:list", "").get("allowed").asBoolean() ? 200 : 403,
                subject.get("/users").status());
        id(admin.post(
                "/users/" + user + "/attachments",
                "{\"policyId\":\"" + SystemPolicies.named("Auditor").id() + "\"}"));
        assertEquals(
                simulate("coc:user:list", "").get("allowed").asBoolean() ? 200 : 403,
                subject.get("/users").status());
        String attachment = admin.get("/users/" + user)
                .json()
                .get("attachments")
                .valueStream()
                .filter(a -> a.at("/policy/name").asString().equals("Auditor"))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asString();
        assertEquals(
                204,
                admin.delete("/users/" + user + "/attachments/" + attachment).status());
    }
}
