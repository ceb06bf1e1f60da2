package io.opencoc.audit;

import static io.opencoc.kernel.TestServer.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import io.opencoc.kernel.http.Contract;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who and what the trail names. */
class TrailNamesIT {
    static TrailFixture trail;

    @BeforeAll
    static void start() {
        trail = new TrailFixture();
    }

    @AfterAll
    static void stop() {
        trail.close();
    }

    private static String user(String name, String displayName) {
        Answer made = trail.client.post(
                "/users",
                "{\"name\":\"%s\",\"displayName\":\"%s\",\"password\":\"quiet lantern moss\",\"mustChangePassword\":false}"
                        .formatted(name, displayName));
        assertEquals(201, made.status(), made.body());
        return made.json().get("id").asString();
    }

    /** What the trail has of somebody who makes an engineer. */
    private static JsonNode maker(String login, String engineer) {
        Client client = trail.server.signIn("default", login, "quiet lantern moss");
        assertEquals(
                201,
                client.post("/engineers", "{\"name\":\"" + engineer + "\"}").status());
        return newest("name=createEngineer&q=" + engineer).get("user");
    }

    private static int lines(String user) {
        return trail.client
                .get("/traces?name=createEngineer&user=" + user)
                .json()
                .get("items")
                .size();
    }

    @Test
    void namesakesAreToldApart() {
        String group = trail.client
                .post("/groups", "{\"name\":\"makers\"}")
                .json()
                .get("id")
                .asString();
        String full = trail.client
                .get("/policies?q=FullAccess")
                .json()
                .at("/items/0/id")
                .asString();
        trail.client.post("/groups/" + group + "/attachments", "{\"policyId\":\"" + full + "\"}");
        String anna = user("anna", "Anna Li");
        String other = user("anna.li", "Anna Li");
        // Who calls themselves as another is labelled.
        String eve = user("eve", "Anna Li (anna)");
        String ids = "{\"userIds\":[\"%s\",\"%s\",\"%s\"]}".formatted(anna, other, eve);
        assertEquals(
                200, trail.client.post("/groups/" + group + "/members", ids).status());

        assertEquals("Anna Li (anna)", maker("anna", "heron").get("name").asString());
        assertEquals("Anna Li (anna.li)", maker("anna.li", "egret").get("name").asString());
        assertEquals("Anna Li (anna) (eve)", maker("eve", "stork").get("name").asString());
        assertEquals("admin", newest("name=createUser").at("/user/name").asString());

        assertEquals(1, lines("anna"), "by the name to sign in with");
        assertEquals(1, lines("Anna%20Li%20(anna.li)"), "as the trail has it");
        assertEquals(3, lines("Anna%20Li"), "by the name for people");
        assertEquals(1, lines(other), "by the id");
        assertEquals(0, lines("li"));

        String csv = trail.client
                .get("/traces/export?format=csv&user=anna&name=createEngineer")
                .body();
        assertTrue(csv.contains(",Anna Li (anna)," + anna + ","), csv);
        List<String> sessions = trail.client
                .get("/sessions?of=all&size=100")
                .json()
                .get("items")
                .valueStream()
                .map(s -> s.at("/user/name").asString())
                .toList();
        assertTrue(sessions.containsAll(List.of("Anna Li (anna)", "Anna Li (anna.li)")), sessions.toString());
        JsonNode own = trail.server
                .signIn("default", "anna", "quiet lantern moss")
                .get("/sessions/current")
                .json();
        assertEquals("Anna Li", own.at("/user/name").asString());
        assertEquals("anna", own.get("login").asString());
    }

    private static JsonNode newest(String query) {
        return trail.client.get("/traces?" + query).json().at("/items/0");
    }

    @Test
    void whatWasRefusedIsFoundByTheKindOfItsThing() {
        user("nobody", "nobody");
        Client reader = trail.server.signIn("default", "nobody", "quiet lantern moss");
        assertEquals(403, reader.get("/engineers").status());
        assertEquals(403, reader.post("/engineers", "{\"name\":\"x\"}").status());
        String kind = "resourceType=Engineer&result=refused&user=nobody&name=";
        eventually("the read", () -> newest(kind + "listEngineers").has("id"));
        eventually("the change", () -> newest(kind + "createEngineer").has("id"));
    }

    /** What operations trace by themselves, and what is refused before, stand under the same names. */
    @Test
    void everyKindHasOneName() {
        Contract contract = Contract.load();
        Set<String> kinds = new TreeSet<>();
        contract.operations().values().stream()
                .filter(o -> o.trace() != null)
                .forEach(o -> kinds.add(o.trace().resource()));
        // What nobody changes through the API.
        kinds.addAll(List.of("OriginalAlarm", "Overview"));
        contract.operations().values().stream()
                .filter(o -> o.action().startsWith("coc:") || !o.also().isEmpty())
                .forEach(o -> assertTrue(kinds.contains(contract.attempt(o).resource()), o.id()));
        assertEquals(
                "Ticket",
                contract.attempt(contract.operations().get("listIncidents")).resource());
    }

    @Test
    void itSaysWhoseSessionsEndedTogether() {
        String id = user("ended", "Ed Ended");
        assertEquals(200, trail.client.delete("/sessions?userId=" + id).status());
        assertEquals(
                "Ed Ended (ended)",
                newest("name=deleteSession").at("/resource/name").asString());
    }
}
