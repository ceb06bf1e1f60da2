package io.opencoc.integration;

import static io.opencoc.kernel.TestServer.await;
import static io.opencoc.kernel.TestServer.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.settings.SettingsValues;
import io.opencoc.project.ProjectModule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IntegrationTrafficIT {
    static TestServer server;
    static IntegrationModule module;

    @BeforeAll
    static void start() {
        // Not started: each test says when the counts are written down.
        server = TestServer.with(kernel -> module =
                IntegrationModule.create(kernel, ProjectModule.create(kernel).placement(), new TestSources()));
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

    static IntegrationView.Detail get(Actor actor, KeyedIntegration i) {
        return await(module.service().get(actor, i.id(), "http://host"));
    }

    @Test
    void isCountedByTheMinuteAndSummed() {
        KeyedIntegration mine = create(server.admin, "Counted");
        KeyedIntegration theirs = create(server.otherAdmin, "Counted");
        Set<UUID> hints = ConcurrentHashMap.newKeySet();
        var listening = server.kernel.bus().onChange(c -> hints.add(c.id()));
        Instant minute = server.kernel.clock().instant().truncatedTo(ChronoUnit.MINUTES);
        Instant now = minute.plusMillis(10);
        Instant earlier = now.minus(Duration.ofMinutes(30));
        IntegrationTraffic traffic = module.traffic();
        traffic.received(mine, 5, now);
        traffic.received(mine, 100, earlier);
        traffic.rejected(mine, "bad\0 payload", now);
        traffic.rejected(mine, "older", earlier);
        traffic.received(theirs, 1, now);
        await(traffic.flush());
        traffic.received(mine, 7, now);
        await(traffic.flush());

        IntegrationView.Detail detail = get(server.admin, mine);
        Integration i = detail.integration();
        assertEquals(112, i.received());
        assertEquals(2, i.rejected());
        assertEquals(now, i.lastReceivedAt());
        assertEquals("bad payload", i.lastError());
        assertEquals(now, i.lastErrorAt());
        assertTrue(i.perMinute() >= 2.4 && i.perMinute() <= 3, "12 in 4 to 5 minutes: " + i.perMinute());
        assertEquals(
                List.of(
                        new IntegrationView.Minute(earlier.truncatedTo(ChronoUnit.MINUTES), 100, 1),
                        new IntegrationView.Minute(minute, 12, 1)),
                detail.series());
        assertEquals(1, get(server.otherAdmin, theirs).integration().received());
        eventually("live views were told", () -> hints.containsAll(Set.of(mine.id(), theirs.id())));
        listening.unregister();
    }

    @Test
    void nothingIsLostBetweenThreadsAndOutages() throws Exception {
        KeyedIntegration i = create(server.admin, "Busy");
        Instant now = server.kernel.clock().instant();
        int threads = 4;
        int each = 20_000;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int t = 0; t < threads; t++) {
                pool.submit(() -> {
                    for (int n = 0; n < each; n++) {
                        module.traffic().received(i, 1, now);
                    }
                });
            }
            for (int n = 0; n < 5; n++) {
                await(module.traffic().flush());
            }
        }
        try (Outage outage = new Outage(server)) {
            module.traffic().received(i, 1, now);
            assertThrows(Exception.class, () -> await(module.traffic().flush()));
        }
        eventually("written down after the outage", () -> {
            try {
                return !await(module.traffic().flush());
            } catch (RuntimeException e) {
                return false;
            }
        });
        assertEquals(threads * each + 1, get(server.admin, i).integration().received());
    }

    @Test
    void twoServersAddUpAndTheLaterErrorStays() {
        KeyedIntegration i = create(server.admin, "Two servers");
        Instant now = server.kernel.clock().instant();
        module.traffic().rejected(i, "later", now);
        await(module.traffic().flush());
        module.traffic().rejected(i, "earlier", now.minusSeconds(5));
        await(module.traffic().flush());
        assertEquals("later", get(server.admin, i).integration().lastError());
        assertEquals(2, get(server.admin, i).integration().rejected());
    }

    @Test
    void oldMinutesGo() throws Exception {
        KeyedIntegration i = create(server.admin, "Old");
        Instant now = server.kernel.clock().instant();
        module.traffic().received(i, 1, now.minus(Duration.ofHours(26)));
        module.traffic().received(i, 1, now.minus(Duration.ofHours(23)));
        await(module.traffic().flush());
        server.clock.forward(Duration.ofMinutes(61));
        eventually("only the young minute is left", () -> minutes(i) == 1);
    }

    private static int minutes(KeyedIntegration i) {
        try (var c = TestDatabase.connect(server.address);
                var s = c.createStatement();
                var r = s.executeQuery(
                        "SELECT count(*) FROM integration_traffic WHERE integration_id = '" + i.id() + "'")) {
            r.next();
            return r.getInt(1);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
