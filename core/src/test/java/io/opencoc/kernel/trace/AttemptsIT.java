package io.opencoc.kernel.trace;

import static io.opencoc.kernel.TestServer.await;
import static io.opencoc.kernel.TestServer.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.engineer.EngineerModule;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Client;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody who tries without end fills the trail no more than they hide in it. */
class AttemptsIT {
    private static List<String> lines(TestServer server, String name) {
        return await(server.database()
                .in(
                        server.admin.tenant(),
                        tx -> tx.list(
                                "SELECT result || ' ' || omitted AS line FROM kernel.trace WHERE name = $1 AND result <> 'success' ORDER BY id",
                                r -> r.getString("line"),
                                name)));
    }

    @Test
    void manyAttemptsAtOneThingDoNotHideOneAtAnother() {
        try (TestServer server = TestServer.with(EngineerModule::create)) {
            Client reader = server.signIn("default", "reader");
            for (int i = 0; i < 40; i++) {
                assertEquals(403, reader.post("/engineers", "{\"name\":\"x\"}").status());
            }
            eventually("30 lines", () -> lines(server, "createEngineer").size() == 30);
            // The one that matters, in the same minute.
            String id = "0190b1a2-0000-7000-8000-000000000000";
            assertEquals(403, reader.delete("/engineers/" + id).status());
            eventually("the other one is kept", () -> lines(server, "deleteEngineer")
                    .equals(List.of("refused 0")));
            server.clock.forward(Duration.ofMinutes(2));
            assertEquals(403, reader.post("/engineers", "{\"name\":\"x\"}").status());
            eventually(
                    "the rest is counted", () -> lines(server, "createEngineer").size() == 31);
            assertTrue(lines(server, "createEngineer").contains("refused 10"));
        }
    }

    @Test
    void aSuccessIsNeverLeftOut() {
        try (TestServer server = TestServer.with(EngineerModule::create)) {
            Client admin = server.client();
            for (int i = 0; i < 40; i++) {
                assertEquals(400, admin.post("/engineers", "{\"name\":\"\"}").status());
            }
            for (int i = 0; i < 40; i++) {
                assertEquals(
                        201,
                        admin.post("/engineers", "{\"name\":\"e" + i + "\"}").status());
            }
            long made = await(server.database()
                    .in(
                            server.admin.tenant(),
                            tx -> tx.one(
                                    "SELECT count(*) AS n FROM kernel.trace WHERE name = 'createEngineer' AND result = 'success'",
                                    r -> r.getLong("n"))));
            assertEquals(40, made);
        }
    }

    @Test
    void whatNeedsNoActionNamesNone() {
        try (TestServer server = TestServer.with(kernel -> {})) {
            server.client();
            List<String> actions = await(server.database()
                    .in(
                            server.admin.tenant(),
                            tx -> tx.list(
                                    "SELECT action FROM kernel.trace WHERE name = 'createSession'",
                                    r -> r.getString("action"))));
            assertEquals(List.of(""), actions);
        }
    }
}
