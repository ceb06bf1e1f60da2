package io.opencoc.integration;

import static io.opencoc.kernel.TestServer.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.settings.SettingsValues;
import io.opencoc.project.ProjectModule;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IntegrationKeysIT {
    static final AtomicLong NANOS = new AtomicLong();
    static TestServer server;
    static IntegrationModule module;
    /** As another node has them: it only hears of changes by the bus; here time stands still unless a test moves it. */
    static IntegrationKeys elsewhere;

    @BeforeAll
    static void start() {
        server = TestServer.with(kernel -> {
            module = IntegrationModule.create(
                    kernel, ProjectModule.create(kernel).placement(), new TestSources());
            elsewhere = new IntegrationKeys(kernel.vertx(), kernel.database(), kernel.secrets(), NANOS::get);
        });
    }

    @AfterAll
    static void stop() {
        elsewhere.close();
        await(module.stop());
        server.close();
    }

    static IntegrationView.Detail create(String name) {
        return await(module.service()
                .create(
                        server.admin,
                        Ids.at(server.clock.instant()),
                        new IntegrationInput("prometheus", name, null, null, null),
                        "http://host"));
    }

    @Test
    void tellsWhoseAKeyIs() {
        IntegrationView.Detail detail = create("Whose");
        KeyedIntegration found = await(module.keys().find(detail.key()));
        assertEquals(
                new KeyedIntegration(
                        server.admin.tenant(),
                        detail.integration().id(),
                        "prometheus",
                        "Whose",
                        true,
                        SettingsValues.none()),
                found);
        assertNull(await(module.keys().find(detail.key() + "x")));
        assertNull(await(module.keys().find("")));
        assertNull(await(module.keys().find("x".repeat(100_000))));
        assertNull(await(module.keys().find("'; DROP TABLE x --\0")));
    }

    @Test
    void requestsAtOnceShareOneLookUp() {
        String key = create("Shared").key();
        List<KeyedIntegration> found = await(Uni.join()
                .all(IntStream.range(0, 200)
                        .mapToObj(i -> module.keys().find(key))
                        .toList())
                .andFailFast());
        found.forEach(f -> assertSame(found.getFirst(), f));
    }

    @Test
    void aChangeCountsAtOnceHereAndSoonElsewhere() {
        IntegrationView.Detail detail = create("Changed");
        UUID id = detail.integration().id();
        assertTrue(await(module.keys().find(detail.key())).enabled());
        assertTrue(await(elsewhere.find(detail.key())).enabled());
        await(module.service().disable(server.admin, id, "http://host"));
        assertFalse(await(module.keys().find(detail.key())).enabled());
        TestServer.eventually(
                "disabled elsewhere", () -> !await(elsewhere.find(detail.key())).enabled());

        String renewed = await(module.service().renewKey(server.admin, id, "http://host"))
                .key();
        assertNull(await(module.keys().find(detail.key())));
        assertNotNull(await(module.keys().find(renewed)));
        TestServer.eventually("the old key is dead elsewhere", () -> await(elsewhere.find(detail.key())) == null);

        await(module.service().cancel(server.admin, id));
        assertNull(await(module.keys().find(renewed)));
    }

    @Test
    void whatNobodyToldIsSeenAfterFiveSeconds() throws Exception {
        IntegrationView.Detail detail = create("Untold");
        assertTrue(await(elsewhere.find(detail.key())).enabled());
        TestDatabase.sql(
                server.address,
                "UPDATE integration SET enabled = false WHERE id = '"
                        + detail.integration().id() + "'");
        assertTrue(await(elsewhere.find(detail.key())).enabled(), "from memory");
        NANOS.addAndGet(Duration.ofSeconds(6).toNanos());
        assertFalse(await(elsewhere.find(detail.key())).enabled());
    }

    @Test
    void anUnknownKeyIsRememberedForAWhile() throws Exception {
        IntegrationView.Detail detail = create("Late");
        UUID id = detail.integration().id();
        TestDatabase.sql(server.address, "UPDATE integration SET deleted_at = now() WHERE id = '" + id + "'");
        assertNull(await(elsewhere.find(detail.key())));
        TestDatabase.sql(server.address, "UPDATE integration SET deleted_at = NULL WHERE id = '" + id + "'");
        assertNull(await(elsewhere.find(detail.key())), "from memory");
        NANOS.addAndGet(Duration.ofSeconds(6).toNanos());
        assertNotNull(await(elsewhere.find(detail.key())));
    }

    @Test
    void aFailedLookUpIsNotRemembered() throws Exception {
        String key = create("Outage").key();
        try (Outage outage = new Outage(server)) {
            assertThrows(Exception.class, () -> await(elsewhere.find(key)));
        }
        TestServer.eventually("found after the outage", () -> {
            try {
                return await(elsewhere.find(key)) != null;
            } catch (RuntimeException e) {
                return false;
            }
        });
    }
}
