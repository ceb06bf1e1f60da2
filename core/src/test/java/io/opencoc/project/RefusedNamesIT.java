package io.opencoc.project;

import static io.opencoc.kernel.TestServer.await;
import static io.opencoc.kernel.TestServer.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What somebody was refused on, the trail calls by its name, and the answer does not. */
class RefusedNamesIT {
    static ProjectWorld world;
    static ProjectWorld.Things hidden;

    @BeforeAll
    static void start() {
        world = new ProjectWorld();
        hidden = world.things("heron");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static List<String> names(String id) {
        return await(world.server
                .database()
                .in(
                        world.server.admin.tenant(),
                        tx -> tx.list(
                                "SELECT resource_name AS n FROM kernel.trace WHERE resource_id = $1 AND result <> 'success'",
                                r -> r.getString("n"),
                                id)));
    }

    @Test
    void theTrailSaysWhatWasRefusedByName() {
        Client elsewhere = world.limited(world.project("elsewhere"), "coc:*:*");
        String number = world.admin
                .get("/incidents/" + hidden.id("incidents"))
                .json()
                .get("number")
                .asString();
        Map.of("integrations", "heron integration", "forwarding-rules", "heron rule", "projects", "heron project")
                .forEach((kind, name) ->
                        refused(elsewhere.delete("/" + kind + "/" + hidden.id(kind)), hidden.id(kind), name));
        String incident = hidden.id("incidents");
        refused(elsewhere.post("/incidents/" + incident + "/accept", "{}"), incident, number);
    }

    private static void refused(Answer a, String id, String name) {
        assertEquals(404, a.status(), a.body());
        assertFalse(a.body().contains("heron"), a.body());
        eventually(name, () -> names(id).contains(name));
    }
}
