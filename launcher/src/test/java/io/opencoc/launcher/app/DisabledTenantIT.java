package io.opencoc.launcher.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.launcher.ServerClient;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a disabled tenant's alarms and messages, on the whole server. */
class DisabledTenantIT {
    @TempDir
    static Path folder;

    static App app;
    static TestPeople people;

    @BeforeAll
    static void start() throws Exception {
        Path data = folder.resolve("data");
        app = TestApp.start(data);
        people = new TestPeople(app, data);
    }

    @AfterAll
    static void stop() throws Exception {
        people.close();
        app.stop();
    }

    @Test
    void itsHooksAreUnknownAndItsMessagesWait() throws Exception {
        ApiUser operator = people.user("default", "coc:tenant:*");
        String path = "/tenants/"
                + operator.make(
                                "/tenants",
                                Map.of(
                                        "name",
                                        "acme",
                                        "administrator",
                                        Map.of("name", "boss", "password", TestApp.PASSWORD)))
                        .get("id")
                        .asString();
        ApiUser boss = people.nobody().signIn("acme", "boss", TestApp.PASSWORD);
        TenantThings things = TenantThings.make(boss, "crane");
        assertEquals(200, operator.call("POST", path + "/disable", null).status());
        assertEquals(404, boss.hook(things.key(), "{}"));
        // As if an event had told somebody just then; without an address it would be skipped at once.
        people.sql(
                "UPDATE notification SET state = 'waiting', next_attempt_at = now(), sent_at = NULL, leased_until = NULL, attempts = 0");
        ApiUser other = people.user("other", "coc:*:*");
        TenantThings.make(other, "finch");
        assertEquals(
                "waiting 0",
                people.text("SELECT state || ' ' || attempts FROM notification WHERE subject LIKE '%crane%'"));

        assertEquals(200, operator.call("POST", path + "/enable", null).status());
        ApiUser again = people.nobody().signIn("acme", "boss", TestApp.PASSWORD);
        ServerClient.eventually("its message is looked at", () -> !again.get("/notifications?state=waiting")
                .get("items")
                .iterator()
                .hasNext());
        things.fire("crane again");
        assertTrue(again.get("/sessions/current").get("tenant").asString().equals("acme"));
    }
}
