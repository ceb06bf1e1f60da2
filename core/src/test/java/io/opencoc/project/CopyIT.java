package io.opencoc.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opencoc.kernel.TestServer.Client;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who copies a thing gets to see what is in it. */
class CopyIT {
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
    void aForwardingRuleIsCopiedByWhoMaySeeIt() {
        UUID project = world.project("copies");
        String rule = world.id(
                "/forwarding-rules",
                "{\"name\":\"source\",\"projectId\":\"%s\",\"application\":\"a\"}".formatted(project));
        String path = "/forwarding-rules/" + rule + "/copy";
        Client blind = world.limited(project, "coc:forwardingRule:create");
        assertEquals(404, blind.post(path, "{}").status());
        Client sees = world.limited(project, "coc:forwardingRule:get");
        assertEquals(403, sees.post(path, "{}").status());
        Client both = world.limited(project, "coc:forwardingRule:create", "coc:forwardingRule:get");
        assertEquals(201, both.post(path, "{}").status());
    }

    @Test
    void aPolicyIsCopiedByWhoMaySeeIt() {
        String from = world.admin
                .get("/policies?type=system")
                .json()
                .at("/items/0/id")
                .asString();
        String path = "/policies/" + from + "/copy";
        for (List<String> few : List.of(List.of("coc:policy:create"), List.of("coc:policy:get"))) {
            Client client = world.server.as(world.actor(everywhere(few)));
            assertEquals(403, client.post(path, "{\"name\":\"mine\"}").status(), few.toString());
        }
        Client both = world.server.as(world.actor(everywhere(List.of("coc:policy:create", "coc:policy:get"))));
        assertEquals(201, both.post(path, "{\"name\":\"mine\"}").status());
    }

    private static io.opencoc.kernel.access.Statement everywhere(List<String> actions) {
        return new io.opencoc.kernel.access.Statement(
                true,
                actions.stream().map(io.opencoc.kernel.access.Glob::new).toList(),
                io.opencoc.kernel.access.Statement.ALL_THINGS,
                List.of(),
                new io.opencoc.kernel.access.Statement.Origin("p", null, 0, null));
    }
}
