package io.opencoc.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import io.opencoc.kernel.http.Contract;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who is limited to one enterprise project gives its incidents to engineers, who are the tenant's. */
class EngineerChoicesIT {
    static ProjectWorld world;

    @BeforeAll
    static void start() {
        world = new ProjectWorld();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void aResponderOfOneProjectChoosesAnOwnerWithoutSeeingHowToReachThem() {
        UUID project = world.project("shift");
        String ada = world.id(
                "/engineers", "{\"name\":\"Ada Chosen\",\"alias\":\"secretary\",\"email\":\"ada@heron.example.com\"}");
        world.id("/engineers", "{\"name\":\"Bob Chosen\"}");
        Client responder = world.limited(project, "coc:incident:create", "coc:incident:get", "coc:incident:forward");
        assertEquals(403, responder.get("/engineers").status(), "they are the tenant's");

        Answer found = responder.get("/engineer-choices?q=chosen");
        assertEquals(200, found.status(), found.body());
        List<JsonNode> items = found.json().get("items").valueStream().toList();
        assertEquals(
                List.of("Ada Chosen", "Bob Chosen"),
                items.stream().map(i -> i.get("name").asString()).toList());
        assertEquals(ada, items.getFirst().get("id").asString());
        assertEquals(2, items.getFirst().size(), found.body());
        for (String hidden : List.of("heron", "secretary")) {
            assertEquals(
                    0,
                    responder
                            .get("/engineer-choices?q=" + hidden)
                            .json()
                            .get("total")
                            .asInt(),
                    hidden);
        }
        Answer one = responder.get("/engineer-choices?id=" + ada);
        assertEquals(1, one.json().get("total").asInt());
        assertFalse(one.body().contains("heron"), one.body());

        Answer made = responder.post(
                "/incidents",
                "{\"title\":\"Disk full\",\"level\":\"P3\",\"projectId\":\"%s\",\"ownerId\":\"%s\"}"
                        .formatted(project, ada));
        assertEquals(201, made.status(), made.body());
        assertEquals("Ada Chosen", made.json().at("/owner/name").asString());
    }

    @Test
    void whoGivesNothingToAnybodyDoesNotSeeThem() {
        UUID project = world.project("watchers");
        Client watcher = world.limited(project, "coc:incident:list", "coc:incident:get", "coc:alarm:*");
        assertEquals(403, watcher.get("/engineer-choices").status());
        for (String action :
                Contract.load().operations().get("listEngineerChoices").also()) {
            assertEquals(
                    200, world.limited(project, action).get("/engineer-choices").status(), action);
        }
    }
}
