package io.opencoc.launcher.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.launcher.ServerClient;
import io.opencoc.launcher.audit.TrailCheck;
import io.opencoc.launcher.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code coc audit verify} beside a running server, without one, and on an outside database. */
class AuditVerifyIT {
    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    private boolean verify(Settings settings, String tenant, TrailCheck.Expected head) throws Exception {
        said.clear();
        return TrailCheck.run(settings, tenant, head, said::add);
    }

    @Test
    void tellsWhetherAllIsAsItWasSealed() throws Exception {
        Path data = folder.resolve("data");
        Settings settings = TestApp.settings(data);
        assertThrows(
                IllegalStateException.class,
                () -> verify(settings, null, null),
                "nothing is there, and nothing is made");
        App app = TestApp.start(data);
        JsonNode head;
        TrailCheck.Expected noted;
        try (TestPeople people = new TestPeople(app, data)) {
            ApiUser user = people.user("default", "coc:*:*");
            ApiUser other = people.user("other", "coc:*:*");
            other.make("/engineers", Map.of("name", "theirs"));
            for (int i = 0; i < 5; i++) {
                user.make("/engineers", Map.of("name", "engineer " + i));
            }
            ServerClient.eventually(
                    "sealed", () -> user.get("/traces/seal").get("unsealed").asInt() == 0);
            head = user.get("/traces/seal").get("head");
            noted = new TrailCheck.Expected(
                    head.get("number").asLong(),
                    HexFormat.of().parseHex(head.get("hash").asString()));
            assertTrue(verify(settings, null, null), said::toString);
            assertEquals(2, said.size(), said.toString());
            assertTrue(said.getFirst().startsWith("default: 6 lines, head 6:"), said.toString());
            assertTrue(verify(settings, "default", noted), said::toString);
            Settings outside =
                    TestApp.settings(data, "COC_DB_URL", TestApp.databaseUrl(data, TestApp.databasePassword(data)));
            assertTrue(verify(outside, "default", noted), said::toString);
            people.sql("UPDATE kernel.trace SET actor_name = 'nobody' WHERE number = 4 AND actor_name <> 'x'"
                    + " AND tenant_id = (SELECT id FROM tenant WHERE name = 'default')");
            assertEquals(false, verify(settings, null, null));
            assertTrue(said.get(1).startsWith("  changed at number 4"), said.toString());
            assertTrue(verify(settings, "other", null), said::toString);
        } finally {
            app.stop();
        }
        assertEquals(false, verify(settings, "default", null), "the server is stopped");
        assertTrue(said.get(1).startsWith("  changed at number 4"), said.toString());
        assertThrows(IllegalStateException.class, () -> verify(settings, "no such", null));
    }

    @Test
    void aTailThatWasCutOffWithItsHeadIsNoticedByANotedOne() throws Exception {
        Path data = folder.resolve("cut");
        Settings settings = TestApp.settings(data);
        App app = TestApp.start(data);
        try (TestPeople people = new TestPeople(app, data)) {
            ApiUser user = people.user("default", "coc:*:*");
            ServerClient.eventually(
                    "sealed", () -> user.get("/traces/seal").at("/head/number").asInt() == 1);
            people.sql("CREATE TABLE kept AS SELECT * FROM kernel.trail_head");
            user.make("/engineers", Map.of("name", "hidden"));
            ServerClient.eventually(
                    "sealed", () -> user.get("/traces/seal").at("/head/number").asInt() == 2);
            JsonNode head = user.get("/traces/seal").get("head");
            TrailCheck.Expected noted = new TrailCheck.Expected(
                    2, HexFormat.of().parseHex(head.get("hash").asString()));
            people.sql("DELETE FROM kernel.trace WHERE number = 2");
            assertEquals(false, verify(settings, "default", null));
            assertTrue(said.get(1).startsWith("  tail at number 2"), said.toString());
            // Whoever has kept an old head can put it back: only what was noted elsewhere tells.
            people.sql(
                    "UPDATE kernel.trail_head h SET number = k.number, hash = k.hash, head_mac = k.head_mac FROM kept k WHERE k.tenant_id = h.tenant_id");
            assertTrue(verify(settings, "default", null), said::toString);
            assertEquals(false, verify(settings, "default", noted));
            assertTrue(said.get(1).startsWith("  tail at number 2"), said.toString());
            user.make("/engineers", Map.of("name", "grown again"));
            ServerClient.eventually(
                    "sealed", () -> user.get("/traces/seal").at("/head/number").asInt() == 2);
            assertEquals(false, verify(settings, "default", noted));
            assertTrue(said.get(1).startsWith("  forged at number 2"), said.toString());
        } finally {
            app.stop();
        }
    }
}
