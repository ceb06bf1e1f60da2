package io.opencoc.iam;

import static io.opencoc.iam.IamFixture.ENGINEERS;
import static io.opencoc.iam.IamFixture.NOBODY;
import static io.opencoc.iam.IamFixture.id;
import static io.opencoc.iam.IamFixture.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Policies, what they let people do, and that somebody is always left who may administer. */
class PolicyApiIT {
    static IamFixture iam;

    @BeforeAll
    static void start() {
        iam = new IamFixture();
    }

    @AfterAll
    static void stop() {
        iam.close();
    }

    @Test
    void theWayOfTheGuide() {
        String group = iam.group("Readers and more");
        String readOnly = iam.admin
                .get("/policies?q=readonly")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();
        iam.attach("/groups/" + group, readOnly);
        iam.user("guided", group);
        Client guided = iam.signIn("guided", "quiet lantern moss");
        assertEquals(200, guided.get("/engineers").status());
        assertEquals(403, guided.post("/engineers", "{\"name\":\"Guided\"}").status());
        String full = iam.admin
                .get("/policies?q=fullaccess")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();
        String attachment = iam.attach("/groups/" + group, full);
        // On the node that makes it, a change counts at once.
        assertEquals(201, guided.post("/engineers", "{\"name\":\"Guided\"}").status());
        assertEquals(
                409,
                iam.admin
                        .post("/groups/" + group + "/attachments", "{\"policyId\":\"" + full + "\"}")
                        .status());
        assertEquals(
                204,
                iam.admin
                        .delete("/groups/" + group + "/attachments/" + attachment)
                        .status());
        assertEquals(403, guided.post("/engineers", "{\"name\":\"Guided 2\"}").status());
    }

    @Test
    void policiesAreListedWrittenCopiedAndKeptWhileAttached() {
        assertEquals(
                8, iam.admin.get("/policies?type=system").json().get("total").asInt());
        String id = iam.policy("Engineers", ENGINEERS);
        assertEquals(List.of("Engineers"), names(iam.admin.get("/policies?type=custom&q=engin")));
        assertEquals(
                ENGINEERS,
                iam.admin.get("/policies/" + id).json().get("document").toString());
        assertEquals(
                List.of("name"),
                iam.admin
                        .post("/policies", "{\"name\":\"coc fullaccess\",\"document\":" + ENGINEERS + "}")
                        .fields());
        assertEquals(
                List.of("document.Statement[0].Action[0]"),
                iam.admin
                        .put(
                                "/policies/" + id,
                                "{\"name\":\"E\",\"document\":" + ENGINEERS.replace("coc:engineer:*", "all") + "}")
                        .fields());
        String user = iam.user("engineering");
        String attachment = iam.attach("/users/" + user, id);
        Answer kept = iam.admin.delete("/policies/" + id);
        assertEquals(409, kept.status());
        assertTrue(kept.body().contains("engineering"), kept.body());
        assertEquals(
                "engineering",
                iam.admin
                        .get("/policies/" + id)
                        .json()
                        .at("/attachments/0/to/name")
                        .asString());
        assertEquals(
                204,
                iam.admin
                        .delete("/users/" + user + "/attachments/" + attachment)
                        .status());
        assertEquals(204, iam.admin.delete("/policies/" + id).status());

        String system = iam.admin
                .get("/policies?q=responder")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();
        assertEquals(
                409,
                iam.admin
                        .put("/policies/" + system, "{\"name\":\"x\",\"document\":" + ENGINEERS + "}")
                        .status());
        assertEquals(409, iam.admin.delete("/policies/" + system).status());
        Answer copy = iam.admin.post("/policies/" + system + "/copy", "{\"name\":\"My responders\"}");
        assertEquals("custom", copy.json().get("type").asString());
        assertEquals(
                iam.admin.get("/policies/" + system).json().get("document"),
                copy.json().get("document"));
        assertEquals(
                List.of("policyId"),
                iam.admin
                        .post("/users/" + user + "/attachments", "{\"policyId\":\"" + user + "\"}")
                        .fields());
        assertEquals(
                List.of("projectId"),
                iam.admin
                        .post(
                                "/users/" + user + "/attachments",
                                "{\"policyId\":\"%s\",\"projectId\":\"%s\"}".formatted(system, user))
                        .fields());
    }

    @Test
    void aDocumentIsCheckedWithoutBeingSaved() {
        JsonNode odd = iam.admin
                .post(
                        "/policies/check",
                        "{\"document\":" + ENGINEERS.replace("coc:engineer:*", "coc:warp:engage") + "}")
                .json();
        assertTrue(odd.get("valid").asBoolean());
        assertEquals(
                "document.Statement[0].Action[0]", odd.at("/warnings/0/field").asString());
        JsonNode wrong = iam.admin
                .post("/policies/check", "{\"document\":{\"Version\":\"2\"}}")
                .json();
        assertFalse(wrong.get("valid").asBoolean());
        assertEquals("document.Version", wrong.at("/errors/0/field").asString());
    }

    @Test
    void allActionsAreDescribed() {
        Set<String> listed = iam.admin
                .get("/permissions")
                .json()
                .get("items")
                .valueStream()
                .flatMap(r -> r.get("actions").valueStream())
                .map(a -> a.get("action").asString())
                .collect(Collectors.toSet());
        assertEquals(iam.server.kernel.api().contract().actions().keySet(), listed);
    }

    @Test
    void whatOneMayDoOnlyInAProjectIsSaidToTheSession() {
        String user = iam.user("projected");
        String responder = iam.admin
                .get("/policies?q=responder")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();
        String project = iam.server.admin.tenant().toString();
        id(iam.admin.post(
                "/users/" + user + "/attachments",
                "{\"policyId\":\"" + responder + "\",\"projectId\":\"" + project + "\"}"));
        JsonNode session = iam.signIn("projected", "quiet lantern moss")
                .get("/sessions/current")
                .json();
        assertEquals(project, session.at("/limited/coc:incident:list/0").asString(), session.toString());
        // Engineers belong to the tenant as a whole, for which it does not hold.
        assertFalse(session.get("actions").toString().contains("coc:engineer:list"));
        assertTrue(iam.admin.get("/sessions/current").json().get("limited").isEmpty());
    }

    @Test
    void nobodyIsLeftOutInTheCold() {
        String adminId = iam.adminId();
        assertEquals(409, iam.admin.delete("/users/" + adminId).status());
        assertEquals(409, iam.admin.post("/users/" + adminId + "/disable", "").status());
        String attachment = iam.admin
                .get("/users/" + adminId)
                .json()
                .at("/attachments/0/id")
                .asString();
        Answer last = iam.admin.delete("/users/" + adminId + "/attachments/" + attachment);
        assertEquals(409, last.status());
        assertTrue(last.body().contains("administer"), last.body());
        // Neither by a denial that comes through a group, nor by one that holds only sometimes.
        String group = iam.group("Denied");
        iam.attach("/groups/" + group, iam.policy("No deletion", NOBODY));
        assertEquals(
                409,
                iam.admin
                        .post("/groups/" + group + "/members", "{\"userIds\":[\"" + adminId + "\"]}")
                        .status());
        String sometimes = iam.policy(
                "No deletion at night",
                NOBODY.replace("]}]}", "],\"Condition\":{\"IpAddress\":{\"g:SourceIp\":[\"10.0.0.0/8\"]}}}]}"));
        assertEquals(
                409,
                iam.admin
                        .post("/users/" + adminId + "/attachments", "{\"policyId\":\"" + sometimes + "\"}")
                        .status());
        assertEquals(
                0,
                iam.admin
                        .get("/policies/" + sometimes)
                        .json()
                        .get("attachmentCount")
                        .asInt());

        // With a second one the first may go, and the second is the last then.
        String second = iam.user("second");
        String administrator = iam.admin
                .get("/policies?q=Administrator")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();
        String seconds = iam.attach("/users/" + second, administrator);
        assertEquals(
                200,
                iam.admin
                        .post("/groups/" + group + "/members", "{\"userIds\":[\"" + adminId + "\"]}")
                        .status());
        assertEquals(
                409,
                iam.admin.delete("/users/" + second + "/attachments/" + seconds).status());
        assertEquals(
                204,
                iam.admin.delete("/groups/" + group + "/members/" + adminId).status());
        assertEquals(
                204,
                iam.admin.delete("/users/" + second + "/attachments/" + seconds).status());
    }

    @Test
    void ofTwoWhoDisableEachOtherOneStays() throws Exception {
        String full = SystemPolicies.FULL_ACCESS.toString();
        Client other = iam.server.signIn("other", "admin");
        String first =
                other.get("/users?q=admin").json().get("items").get(0).get("id").asString();
        String second = id(
                other.post(
                        "/users",
                        "{\"name\":\"rival\",\"displayName\":\"Rival\",\"password\":\"quiet lantern moss\",\"mustChangePassword\":false}"));
        id(other.post("/users/" + second + "/attachments", "{\"policyId\":\"" + full + "\"}"));
        Client rival = iam.server.with(iam.server
                .anonymous()
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
}
