package io.opencoc.integration;

import static io.opencoc.kernel.TestServer.await;
import static io.opencoc.kernel.TestServer.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.settings.SettingsValues;
import io.opencoc.project.ProjectModule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RejectedPayloadsIT {
    static TestServer server;
    static IntegrationModule module;

    @BeforeAll
    static void start() {
        server = TestServer.with(kernel -> module =
                IntegrationModule.create(kernel, ProjectModule.create(kernel).placement(), new TestSources()));
        module.start();
    }

    @AfterAll
    static void stop() {
        await(module.stop());
        server.close();
    }

    static KeyedIntegration create(Actor actor, String name) {
        UUID id = Ids.at(server.clock.instant());
        await(module.service()
                .create(actor, id, new IntegrationInput("prometheus", name, null, null, null), "http://host"));
        return new KeyedIntegration(actor.tenant(), id, "prometheus", name, true, SettingsValues.none());
    }

    static Rejection rejection(Instant at, String reason, byte[] body) {
        return new Rejection(at, reason, "10.0.0.1", "/x", "text/plain", body, body.length);
    }

    static List<RejectedPayload> kept(Actor actor, KeyedIntegration i) {
        return await(module.service().rejected(actor, i.id()));
    }

    @Test
    void hostileBytesAreKeptAsText() {
        KeyedIntegration i = create(server.admin, "Hostile");
        byte[] body = new byte[20_000];
        java.util.Arrays.fill(body, (byte) 'a');
        byte[] start = {(byte) 0xff, 0, '<', 'b', '>', (byte) 0xc3};
        System.arraycopy(start, 0, body, 0, start.length);
        // 16 KiB end in the middle of this character
        byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(euro, 0, body, (16 << 10) - 1, euro.length);
        module.rejected()
                .keep(
                        i,
                        new Rejection(
                                server.clock.instant(),
                                "r".repeat(499) + "😀",
                                null,
                                "/\0" + "p".repeat(1000),
                                "",
                                body,
                                5_000_000));
        eventually("it is kept", () -> !kept(server.admin, i).isEmpty());
        JsonNode item = server.client()
                .get("/integrations/" + i.id() + "/rejected")
                .json()
                .at("/items/0");
        String text = item.get("body").asString();
        assertTrue(text.startsWith("\uFFFD<b>\uFFFDaaa"), text.substring(0, 20));
        assertTrue(text.endsWith("aaa"), "a cut character is left out");
        assertEquals((16 << 10) - 2, text.length());
        assertEquals(5_000_000, item.get("size").asLong());
        assertEquals("r".repeat(499), item.get("reason").asString());
        assertEquals(200, item.get("path").asString().length());
        assertTrue(!item.has("remote") && !item.has("contentType"));
    }

    @Test
    void aFloodIsThinnedOut() {
        KeyedIntegration i = create(server.admin, "Flood");
        Instant at = server.clock.instant();
        for (int n = 0; n < 500; n++) {
            module.rejected().keep(i, rejection(at, "flood", new byte[10]));
        }
        module.rejected().keep(i, rejection(at.plusMillis(200), "after a pause", new byte[1]));
        eventually("the one after the pause is kept", () -> kept(server.admin, i).stream()
                .anyMatch(r -> r.reason().equals("after a pause")));
        assertEquals(21, kept(server.admin, i).size());
    }

    @Test
    void theNewestFiftyStay() throws Exception {
        KeyedIntegration i = create(server.admin, "Many");
        KeyedIntegration theirs = create(server.otherAdmin, "Many");
        Instant at = server.clock.instant();
        module.rejected().keep(theirs, rejection(at, "theirs", new byte[0]));
        for (int n = 0; n < 120; n++) {
            module.rejected().keep(i, rejection(at.plus(Duration.ofMillis(200L * n)), "number " + n, new byte[0]));
        }
        eventually("the last is kept", () -> kept(server.admin, i).stream()
                .anyMatch(r -> r.reason().equals("number 119")));
        List<RejectedPayload> kept = kept(server.admin, i);
        assertEquals(50, kept.size());
        assertEquals("number 119", kept.getFirst().reason());
        assertEquals("number 70", kept.getLast().reason());
        try (var c = io.opencoc.kernel.TestDatabase.connect(server.address);
                var s = c.createStatement();
                var r = s.executeQuery(
                        "SELECT count(*) FROM rejected_payload WHERE integration_id = '" + i.id() + "'")) {
            r.next();
            assertEquals(50, r.getInt(1), "older ones are deleted, not only hidden");
        }
        eventually(
                "the other tenant's is kept",
                () -> kept(server.otherAdmin, theirs).size() == 1);
    }

    @Test
    void waitsForTheDatabaseToComeBack() throws Exception {
        KeyedIntegration i = create(server.admin, "Away");
        try (Outage outage = new Outage(server)) {
            module.rejected().keep(i, rejection(server.clock.instant(), "while it was away", new byte[1]));
        }
        eventually("it is kept after the outage", () -> {
            try {
                return kept(server.admin, i).size() == 1;
            } catch (RuntimeException e) {
                return false;
            }
        });
    }
}
