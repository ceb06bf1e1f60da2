package io.opencoc.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealingIT {
    private static final String OURS = "tenant_id = (SELECT id FROM tenant WHERE name = 'default')";

    TrailFixture trail;

    @BeforeEach
    void start() {
        trail = new TrailFixture();
    }

    @AfterEach
    void stop() {
        trail.close();
    }

    @Test
    void eachTenantsLinesAreChainedByThemselves() throws Exception {
        trail.audit().start();
        trail.work(3);
        trail.server.signIn("other", "admin").post("/engineers", "{\"name\":\"theirs\"}");
        TestServer.eventually("sealed", () -> trail.isSealed());
        assertEquals(0, trail.client.get("/traces/seal").json().get("unsealed").asInt());
        assertEquals(
                LongStream.rangeClosed(1, 4).mapToObj(String::valueOf).toList(),
                trail.list("SELECT number FROM kernel.trace WHERE " + OURS + " AND number <= 4 ORDER BY number"));
        assertEquals(List.of("2"), trail.list("SELECT max(number) FROM kernel.trace WHERE NOT " + OURS));
        TestServer.await(trail.audit().stop());
        trail.seal();
        assertEquals("ok 4", trail.verdict());
        // The verification left a line, and is remembered.
        trail.seal();
        var seal = trail.client.get("/traces/seal").json();
        assertEquals(5, seal.at("/head/number").asInt());
        assertEquals(4, seal.at("/verified/number").asInt());
        assertTrue(seal.at("/verified/ok").asBoolean());
        assertEquals(64, seal.at("/head/hash").asString().length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "changed 3 | UPDATE kernel.trace SET actor_name = 'somebody else' WHERE number = 3",
                "changed 3 | UPDATE kernel.trace SET changes = '{}' WHERE number = 3",
                "changed 3 | UPDATE kernel.trace SET at = at + interval '1 microsecond' WHERE number = 3",
                "changed 6 | UPDATE kernel.trace SET address = '10.0.0.1' WHERE number = 6",
                "missing 3 | DELETE FROM kernel.trace WHERE number = 3",
                "missing 1 | DELETE FROM kernel.trace WHERE number <= 2",
                "tail 6 | DELETE FROM kernel.trace WHERE number = 6",
                "tail 4 | DELETE FROM kernel.trace WHERE number >= 4",
                "forged 6 | UPDATE kernel.trace SET hash = sha256('x') WHERE number = 6",
                "forged 3 | UPDATE kernel.trace SET number = -number WHERE number >= 3; DELETE FROM kernel.trace WHERE number = -3; UPDATE kernel.trace SET number = -number - 1 WHERE number < 0",
                "forged 3 | UPDATE kernel.trace SET number = -number WHERE number IN (3, 4); UPDATE kernel.trace SET number = 7 + number WHERE number < 0",
                "forged 7 | INSERT INTO kernel.trace SELECT (t).* FROM (SELECT jsonb_populate_record(t, '{\"id\":\"00000000-0000-0000-0000-000000000001\",\"number\":7}') AS t FROM kernel.trace t WHERE number = 6) x",
                "forged 5 | DELETE FROM kernel.trace WHERE number = 6; UPDATE kernel.trail_head h SET number = 5, hash = t.hash FROM kernel.trace t WHERE t.tenant_id = h.tenant_id AND t.number = 5",
                "anchor 2 | DELETE FROM kernel.trace WHERE number <= 2; UPDATE kernel.trail_head SET anchor_number = 2, anchor_hash = hash, anchor_mac = head_mac",
            })
    void whoeverTampersIsNoticed(String verdict, String tampering) throws Exception {
        trail.work(5);
        trail.seal();
        trail.sql(tampering.split(";"));
        assertEquals(verdict, trail.verdict(), tampering);
        // What was found is told, and remembered until the next time.
        assertEquals(List.of("false"), trail.list("SELECT verified_ok::text FROM kernel.trail_head WHERE " + OURS));
    }

    @Test
    void oneTenantsBrokenTrailKeepsNobodyElsesUnsealed() throws Exception {
        trail.work(2);
        trail.seal();
        trail.sql("DELETE FROM kernel.trail_head WHERE " + OURS);
        trail.work(1);
        trail.server.signIn("other", "admin");
        TestServer.await(trail.audit().sealer().once());
        assertEquals(List.of("1"), trail.list("SELECT count(*) FROM kernel.trace WHERE number IS NULL"));
    }

    @Test
    void aStormOfOneTenantIsSealedInTurns() throws Exception {
        trail.sql(
                "INSERT INTO kernel.trace SELECT (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid()))).*"
                        + " FROM kernel.trace t, generate_series(1, 2999) WHERE " + OURS);
        trail.server.signIn("other", "admin");
        TestServer.await(trail.audit().sealer().once());
        assertEquals(
                List.of("0"), trail.list("SELECT count(*) FROM kernel.trace WHERE number IS NULL AND NOT " + OURS));
        assertNotEquals(List.of("0"), trail.list("SELECT count(*) FROM kernel.trace WHERE number IS NULL"));
        trail.seal();
        assertEquals("ok 3000", trail.verdict());
    }

    @Test
    void theServersRoleCannotTouchWhatIsWritten() throws Exception {
        trail.work(1);
        try (Connection app = TestDatabase.connectAsApp(trail.server.address);
                Statement s = app.createStatement()) {
            s.execute("SELECT set_config('coc.tenant', '" + trail.server.admin.tenant() + "', false)");
            for (String sql : List.of(
                    "UPDATE kernel.trace SET actor_name = 'x'",
                    "DELETE FROM kernel.trace",
                    "TRUNCATE kernel.trace",
                    "UPDATE kernel.trail_head SET number = 0",
                    "SELECT * FROM kernel.trail_key")) {
                Assertions.assertThrows(SQLException.class, () -> s.execute(sql), sql);
            }
        }
    }

    @Test
    void theOldestLinesGoAndTheChainGoesOn() throws Exception {
        trail.server.clock.forward(Duration.ofDays(-150));
        trail.client.get("/engineers");
        trail.work(4);
        trail.server.clock.forward(Duration.ofDays(150));
        TestServer.Client client = trail.server.client();
        trail.seal();
        long before = Long.parseLong(
                trail.list("SELECT count(*) FROM kernel.trace WHERE " + OURS).getFirst());
        while (TestServer.await(trail.audit().retention().once())) {
            // More.
        }
        trail.seal();
        assertEquals(
                List.of("0"), trail.list("SELECT count(*) FROM kernel.trace WHERE at < now() - interval '100 days'"));
        var seal = client.get("/traces/seal").json();
        long anchor = seal.at("/anchor/number").asLong();
        assertTrue(anchor >= 4, seal.toString());
        var line = client.get("/traces?name=expireTraces").json().at("/items/0");
        assertEquals("System", line.at("/user/name").asString());
        assertEquals("system", line.at("/credential/kind").asString());
        var changes = client.get("/traces/" + line.get("id").asString()).json().get("changes");
        assertEquals(anchor, changes.at("/upTo/after").asLong());
        var verdict = client.post("/traces/verify", "{}").json();
        assertTrue(verdict.get("ok").asBoolean(), verdict.toString());
        assertEquals(before + 1 - anchor, verdict.get("lines").asLong());
        // Not more than what is old, whoever asks.
        try (Connection app = TestDatabase.connectAsApp(trail.server.address);
                Statement s = app.createStatement()) {
            s.execute("SELECT set_config('coc.tenant', '" + trail.server.admin.tenant() + "', false)");
            Assertions.assertThrows(
                    SQLException.class,
                    () -> s.execute("SELECT * FROM kernel.trail_expire(now(), 1000, '', '', now())"));
        }
    }
}
