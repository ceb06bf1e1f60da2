package io.opencoc.project;

import static io.opencoc.kernel.TestServer.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProjectApiIT {
    static ProjectWorld world;
    static Client admin;
    static String standard;

    @BeforeAll
    static void start() {
        world = new ProjectWorld();
        admin = world.admin;
        standard = world.server.admin.tenant().toString();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static String detail(Answer a) {
        return a.json().path("detail").asString("");
    }

    @Test
    void isCreatedFoundChangedAndDeleted() {
        JsonNode made = world.make("/projects", "{\"name\":\" Shop \",\"description\":\"of shops\"}");
        String id = made.get("id").asString();
        assertEquals("Shop", made.get("name").asString());
        assertTrue(made.get("enabled").asBoolean());
        assertFalse(made.get("isDefault").asBoolean());
        Answer again = admin.post("/projects", "{\"name\":\"Shop\"}");
        assertEquals(400, again.status());
        assertEquals(List.of("name"), again.fields());
        assertEquals(
                "Stores",
                admin.put("/projects/" + id, "{\"name\":\"Stores\"}")
                        .json()
                        .get("name")
                        .asString());
        assertEquals(1, admin.get("/projects?q=store").json().get("total").asInt());
        JsonNode counts = admin.get("/projects/" + id).json().get("counts");
        assertEquals("{\"integration\":0,\"incident\":0,\"forwardingRule\":0,\"todo\":0}", counts.toString());
        assertEquals(204, admin.delete("/projects/" + id).status());
        assertEquals(404, admin.get("/projects/" + id).status());
        Answer first = admin.post("/projects", "{\"name\":\"Twice\"}", "Idempotency-Key", "projects-1");
        Answer second = admin.post("/projects", "{\"name\":\"Twice\"}", "Idempotency-Key", "projects-1");
        assertEquals(first.json().get("id"), second.json().get("id"));
    }

    @Test
    void theDefaultProjectStays() {
        JsonNode standardProject = admin.get("/projects/" + standard).json();
        assertTrue(standardProject.get("isDefault").asBoolean());
        assertEquals(409, admin.delete("/projects/" + standard).status());
        assertEquals(409, admin.post("/projects/" + standard + "/disable", null).status());
        String incident = world.id("/incidents", "{\"title\":\"t\",\"level\":\"P1\"}");
        assertEquals(
                standard,
                admin.get("/incidents/" + incident).json().get("projectId").asString());
    }

    @Test
    void oneWithThingsInItStaysAndSaysWhatTheyAre() {
        UUID project = world.project("full");
        String integration = world.integration(project, "in full");
        world.id("/incidents", "{\"title\":\"t\",\"level\":\"P1\",\"projectId\":\"%s\"}".formatted(project));
        world.id("/incidents", "{\"title\":\"u\",\"level\":\"P1\",\"projectId\":\"%s\"}".formatted(project));
        admin.delete("/integrations/" + integration);
        Answer refused = admin.delete("/projects/" + project);
        assertEquals(409, refused.status());
        assertEquals("The project cannot be deleted: in it are 1 integration, 2 incidents.", detail(refused));
        JsonNode seen = world.limited(project, "coc:project:get", "coc:incident:list")
                .get("/projects/" + project)
                .json();
        assertEquals("{\"incident\":2}", seen.get("counts").toString(), "only what they may list is counted");
    }

    @Test
    void intoADisabledOneNothingNewComes() {
        UUID project = world.project("closed");
        String integration = world.integration(project, "before");
        assertFalse(admin.post("/projects/" + project + "/disable", null)
                .json()
                .get("enabled")
                .asBoolean());
        String into = "\"projectId\":\"" + project + "\"";
        Answer refused = admin.post("/incidents", "{\"title\":\"t\",\"level\":\"P1\"," + into + "}");
        assertEquals(400, refused.status());
        assertEquals(List.of("projectId"), refused.fields());
        assertEquals(
                200,
                admin.put("/integrations/" + integration, "{\"name\":\"renamed\"," + into + "}")
                        .status());
        admin.post("/projects/" + project + "/enable", null);
        assertEquals(
                201,
                admin.post("/incidents", "{\"title\":\"t\",\"level\":\"P1\"," + into + "}")
                        .status());
    }

    @Test
    void ofAnotherTenantItIsNotThere() {
        UUID project = world.project("ours");
        Client other = world.server.signIn("other", "admin");
        assertEquals(404, other.get("/projects/" + project).status());
        for (String body : List.of(project.toString(), UUID.randomUUID().toString())) {
            Answer a =
                    other.post("/incidents", "{\"title\":\"t\",\"level\":\"P1\",\"projectId\":\"%s\"}".formatted(body));
            assertEquals(400, a.status());
            assertEquals(List.of("projectId"), a.fields());
        }
    }

    @Test
    void anIntegrationMovesWithItsAlarms() {
        UUID from = world.project("from");
        UUID to = world.project("to");
        String integration = world.integration(from, "mover");
        world.fire(integration, "m1", "moving");
        eventually("it came", () -> alarms(from) == 1);
        Client there = world.limited(to, "*");
        Client both = world.server.as(world.actor(ProjectWorld.statement(List.of("coc:integration:*"), from, to)));
        String body = "{\"name\":\"mover\",\"projectId\":\"%s\"}".formatted(to);
        assertEquals(0, there.get("/alarms").json().get("total").asInt());
        Answer half = world.limited(from, "*").put("/integrations/" + integration, body);
        assertEquals(400, half.status(), "the action is needed on both");
        assertEquals(List.of("projectId"), half.fields());
        assertEquals(200, both.put("/integrations/" + integration, body).status());
        assertEquals(0, alarms(from));
        assertEquals(1, alarms(to));
        assertEquals(1, there.get("/alarms?q=moving").json().get("total").asInt());
        assertEquals(
                1, there.get("/original-alarms?q=moving").json().get("items").size());
    }

    private static int alarms(UUID project) {
        return admin.get("/alarms?projectId=" + project).json().get("total").asInt();
    }

    @Test
    void aRuleTakesTheAlarmsOfItsProjectAndOneOfTheDefaultProjectThoseOfAll() {
        UUID one = world.project("one");
        UUID two = world.project("two");
        String of = "{\"name\":\"%s\",\"groupBy\":[],\"projectId\":\"%s\",\"priority\":%d,"
                + "\"conditions\":{\"key\":\"alarmName\",\"operator\":\"equals\",\"value\":\"shared\"}}";
        world.id("/forwarding-rules", of.formatted("rule of one", one, 1));
        world.id("/forwarding-rules", of.formatted("rule of all", standard, 2));
        // Made after the rules were compiled.
        String inOne = world.integration(one, "in one");
        String inTwo = world.integration(two, "in two");
        String inDefault = world.integration(UUID.fromString(standard), "in default");
        List.of(inOne, inTwo, inDefault).forEach(i -> world.fire(i, "s-" + i, "shared"));
        eventually(
                "all came",
                () -> admin.get("/alarms?q=shared")
                                .json()
                                .get("items")
                                .valueStream()
                                .filter(a -> a.has("incident"))
                                .count()
                        == 3);
        assertEquals(List.of("rule of one"), rules(one));
        assertEquals(List.of("rule of all"), rules(two));
        assertEquals(
                1,
                rules(UUID.fromString(standard)).stream()
                        .filter("rule of all"::equals)
                        .count(),
                "one incident in each project, though the rule groups all");
        Answer elsewhere = admin.post(
                "/forwarding-rules",
                "{\"name\":\"x\",\"projectId\":\"%s\",\"integrationIds\":[\"%s\"]}".formatted(one, inTwo));
        assertEquals(List.of("integrationIds[0]"), elsewhere.fields());
        JsonNode trial = world.limited(one, "*")
                .post("/forwarding-rules/try", "{\"rule\":{\"name\":\"x\",\"projectId\":\"%s\"}}".formatted(one))
                .json();
        assertEquals(1, trial.get("examined").asInt());
    }

    private static List<String> rules(UUID project) {
        return ProjectWorld.items(admin, "/incidents?projectId=" + project).stream()
                .filter(i -> i.has("rule"))
                .map(i -> i.at("/rule/name").asString())
                .toList();
    }

    @Test
    void aSearchIsNotUsedUpByOtherProjects() {
        UUID small = world.project("small");
        UUID large = world.project("large");
        String mine = world.integration(small, "small one");
        String theirs = world.integration(large, "large one");
        world.fire(mine, "needle", "needle");
        eventually("it came", () -> alarms(small) == 1);
        world.server.clock.forward(java.time.Duration.ofSeconds(1));
        world.fire(theirs, "needle", "needle", 1_050);
        assertEquals(
                1,
                world.limited(small, "*")
                        .get("/original-alarms?q=needle")
                        .json()
                        .get("items")
                        .size(),
                "though the newest thousand are of another project");
    }
}
