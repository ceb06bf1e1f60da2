package io.opencoc.session;

import static io.opencoc.kernel.TestServer.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.engineer.EngineerModule;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The tenant {@code default} entrusts {@code other}, whose people act in it. */
class AgencyApiIT {
    private static final String PASSWORD = "heron kettle nine boats";
    private static final String ASSUME = "{\"tenant\":\"default\",\"agency\":\"ops\"}";

    TestServer server;
    Client owner;
    Client home;

    @BeforeEach
    void start() {
        server = TestServer.with(EngineerModule::create);
        owner = server.client();
        home = server.signIn("other", "admin");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String id(Answer made) {
        assertEquals(201, made.status(), made.body());
        return made.json().get("id").asString();
    }

    private String policy(String q) {
        return owner.get("/policies?q=" + q).json().at("/items/0/id").asString();
    }

    private static String agency(String policy, String more) {
        return "{\"name\":\"ops\",\"trustedTenant\":\"other\",\"policyIds\":[\"%s\"]%s}".formatted(policy, more);
    }

    private static String fresh(String policy, String more) {
        return agency(policy, more).replace("ops", "fresh");
    }

    private String entrust(String q) {
        return id(owner.post("/agencies", agency(policy(q), "")));
    }

    private Client assume(Client who) {
        Answer begun = who.post("/sessions/assume", ASSUME);
        assertEquals(201, begun.status(), begun.body());
        return server.with(begun.json().get("token").asString());
    }

    private List<String> trail(UUID tenant, String names) {
        return await(server.database()
                .in(
                        tenant,
                        tx -> tx.list(
                                "SELECT concat_ws(' ', name, result, credential, credential_name) || ': ' || actor_name AS line"
                                        + " FROM kernel.trace WHERE name ~ $1 ORDER BY id",
                                r -> r.getString("line"),
                                names)));
    }

    @Test
    void usersOfTheTrustedTenantActByThePoliciesOfTheAgencyAndComeBack() {
        entrust("readonly");
        JsonNode offered = home.get("/assumable-agencies").json().get("items");
        assertEquals(1, offered.size());
        assertEquals("default", offered.get(0).get("tenant").asString());
        assertEquals(0, owner.get("/assumable-agencies").json().get("items").size());
        assertEquals(
                403,
                server.signIn("other", "reader")
                        .post("/sessions/assume", ASSUME)
                        .status(),
                "without the permission at home");

        Client there = assume(home);
        JsonNode session = there.get("/sessions/current").json();
        assertEquals("default", session.get("tenant").asString());
        assertEquals("admin (other, agency ops)", session.at("/user/name").asString());
        assertEquals("agency", session.get("credential").asString());
        assertEquals("other", session.at("/agency/home").asString());
        assertFalse(session.get("actions").toString().contains("coc:agency:"), session.toString());
        id(owner.post("/engineers", "{\"name\":\"Ada\"}"));
        assertEquals(1, there.get("/engineers?q=Ada").json().get("total").asInt());
        assertEquals(403, there.post("/engineers", "{\"name\":\"Eve\"}").status());
        assertEquals("other", home.get("/sessions/current").json().get("tenant").asString());
        assertEquals(0, home.get("/engineers").json().get("total").asInt());

        assertEquals(204, there.delete("/sessions/current").status());
        assertEquals(401, there.get("/sessions/current").status());
        assertEquals(200, home.get("/sessions/current").status());
        String guest = ": admin (other, agency ops)";
        TestServer.eventually(
                "the refusal is kept", () -> trail(server.admin.tenant(), "createEngineer|Oncall|Engineer")
                        .toString()
                        .contains("refused"));
        assertEquals(
                List.of("assumeAgency success agency ops" + guest, "deleteSession success agency ops" + guest),
                trail(server.admin.tenant(), "assumeAgency|deleteSession"));
        assertEquals(
                List.of(
                        "assumeAgency refused session: reader",
                        "assumeAgency success session: admin",
                        "deleteSession success agency ops" + guest),
                trail(server.otherAdmin.tenant(), "assumeAgency|deleteSession"));
    }

    @Test
    void agenciesTokensAndPasswordsAreOutOfItsReach() {
        entrust("fullaccess");
        Client there = assume(home);
        id(there.post("/engineers", "{\"name\":\"Ada\"}"));
        String reader = owner.get("/users?q=reader").json().at("/items/0/id").asString();
        String token = "{\"name\":\"t\",\"actions\":[\"coc:*:list\"],\"expiresAt\":\"%s\"}"
                .formatted(server.clock.instant().plus(Duration.ofDays(1)));
        String password = "{\"current\":\"secret\",\"new\":\"" + PASSWORD + "\"}";
        for (Answer refused : List.of(
                there.post("/tokens", token),
                there.get("/tokens?of=all"),
                there.put("/sessions/current/password", password),
                there.post("/users/" + reader + "/reset-password", "{\"password\":\"" + PASSWORD + "\"}"),
                there.get("/agencies"),
                there.post("/agencies", agency(policy("readonly"), "")),
                there.get("/assumable-agencies"),
                there.post("/sessions/assume", ASSUME),
                there.get("/tenants"))) {
            assertEquals(403, refused.status(), refused.body());
        }
        String ownToken = home.post("/tokens", token.replace("coc:*:list", "*"))
                .json()
                .get("token")
                .asString();
        assertEquals(403, server.with(ownToken).post("/sessions/assume", ASSUME).status(), "no API token switches");
    }

    @Test
    void endsAtOnceWithWhateverItRestsOn() throws Exception {
        String id = entrust("readonly");
        String alice = id(home.post(
                "/users",
                "{\"name\":\"alice\",\"displayName\":\"Alice\",\"password\":\"%s\",\"mustChangePassword\":false}"
                        .formatted(PASSWORD)));
        String full = "{\"policyId\":\"" + policy("fullaccess") + "\"}";
        String attached = "/users/" + alice + "/attachments/" + id(home.post("/users/" + alice + "/attachments", full));
        ends("the permission", () -> home.delete(attached));
        id(home.post("/users/" + alice + "/attachments", full));
        ends("the own user", () -> home.post("/users/" + alice + "/disable", null));
        assertEquals(200, home.post("/users/" + alice + "/enable", null).status());
        String tenant = "/tenants/" + server.otherAdmin.tenant();
        ends("the own tenant", () -> owner.post(tenant + "/disable", null));
        assertEquals(200, owner.post(tenant + "/enable", null).status());
        ends("the agency", () -> owner.delete("/agencies/" + id));
        id(owner.post(
                "/agencies",
                agency(
                        policy("readonly"),
                        ",\"expiresAt\":\"%s\"".formatted(server.clock.instant().plus(Duration.ofMinutes(5))))));
        ends("its time", () -> {
            server.clock.forward(Duration.ofMinutes(6));
            return owner.get("/agencies");
        });
        assertEquals(
                404,
                server.signIn("other", "alice", PASSWORD)
                        .post("/sessions/assume", ASSUME)
                        .status());
    }

    private void ends(String what, Callable<Answer> change) throws Exception {
        Client there = assume(server.signIn("other", "alice", PASSWORD));
        HttpRequest live = HttpRequest.newBuilder(server.uri("/api/v1/events"))
                .header("Authorization", "Bearer " + there.token())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<java.io.InputStream> stream = http.send(live, HttpResponse.BodyHandlers.ofInputStream());
            assertEquals(200, stream.statusCode());
            Answer done = change.call();
            assertTrue(done.status() < 300, done.body());
            assertEquals(401, there.get("/engineers").status(), what);
            // To its end, which comes.
            stream.body().readAllBytes();
        }
    }

    @Test
    void changesCountForThoseWhoActByIt() {
        String id = entrust("readonly");
        Client there = assume(home);
        assertEquals(403, there.post("/engineers", "{\"name\":\"Ada\"}").status());
        Answer changed = owner.put("/agencies/" + id, agency(policy("fullaccess"), ",\"description\":\"more\""));
        assertEquals(200, changed.status(), changed.body());
        assertEquals(changed.json(), owner.get("/agencies?q=ops").json().at("/items/0"));
        id(there.post("/engineers", "{\"name\":\"Ada\"}"));
        id(owner.post("/tenants", "{\"name\":\"third\",\"administrator\":{\"name\":\"boss\"}}"));
        assertEquals(
                200,
                owner.put("/agencies/" + id, agency(policy("fullaccess"), "").replace("other", "third"))
                        .status());
        assertEquals(401, there.get("/engineers").status(), "another tenant is trusted now");
        assertEquals(0, home.get("/assumable-agencies").json().get("items").size());
    }

    @Test
    void badOnesAreRefusedByField() {
        String id = entrust("readonly");
        String any = policy("readonly");
        String policyOfTheOther = id(
                home.post(
                        "/policies",
                        "{\"name\":\"theirs\",\"document\":{\"Version\":\"1.1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"coc:alarm:get\"]}]}}"));
        record Wrong(String field, String body) {}
        for (Wrong w : List.of(
                new Wrong("name", agency(any, "")),
                new Wrong("trustedTenant", fresh(any, "").replace("other", "nowhere")),
                new Wrong("trustedTenant", fresh(any, "").replace("other", "default")),
                new Wrong("policyIds", fresh(policyOfTheOther, "")),
                new Wrong("projectId", fresh(any, ",\"projectId\":\"" + server.otherAdmin.tenant() + "\"")),
                new Wrong(
                        "projectId",
                        "{\"name\":\"x\",\"trustedTenant\":\"other\",\"projectId\":\"" + server.admin.tenant() + "\"}"),
                new Wrong("expiresAt", fresh(any, ",\"expiresAt\":\"2020-01-01T00:00:00Z\"")))) {
            Answer refused = owner.post("/agencies", w.body);
            assertEquals(400, refused.status(), w.body + refused.body());
            assertEquals(List.of(w.field), refused.fields(), refused.body());
        }
        assertEquals(404, home.get("/agencies/" + id).status(), "it is the owner's alone");
        for (String wrong : List.of(ASSUME.replace("ops", "no-such"), ASSUME.replace("default", "nowhere"))) {
            assertEquals(404, home.post("/sessions/assume", wrong).status());
        }
        String custom = id(
                owner.post(
                        "/policies",
                        "{\"name\":\"ours\",\"document\":{\"Version\":\"1.1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"coc:alarm:get\"]}]}}"));
        assertEquals(200, owner.put("/agencies/" + id, agency(custom, "")).status());
        Answer kept = owner.delete("/policies/" + custom);
        assertEquals(409, kept.status());
        assertTrue(kept.body().contains("ops"), kept.body());
    }

    @Test
    void aBrowserComesBackToItsOwnSession() {
        entrust("readonly");
        Client browser = server.anonymous();
        Answer in = browser.post("/sessions", "{\"tenant\":\"other\",\"user\":\"admin\",\"password\":\"secret\"}");
        Answer there = browser.post("/sessions/assume", ASSUME, "Cookie", cookie(in));
        assertEquals(201, there.status(), there.body());
        assertEquals("default", tenant(cookie(there)));
        Answer back = browser.send("DELETE", "/sessions/current", null, "Cookie", cookie(there));
        assertEquals(204, back.status(), back.body());
        assertEquals(cookie(in), cookie(back));
        assertEquals("other", tenant(cookie(back)));
    }

    private String tenant(String cookie) {
        return server.anonymous()
                .send("GET", "/sessions/current", null, "Cookie", cookie)
                .json()
                .get("tenant")
                .asString();
    }

    private static String cookie(Answer answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0];
    }
}
