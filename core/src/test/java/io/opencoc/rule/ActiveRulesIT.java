package io.opencoc.rule;

import static io.opencoc.kernel.TestServer.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.engineer.EngineerModule;
import io.opencoc.integration.IntegrationModule;
import io.opencoc.integration.TestSources;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.json.Json;
import io.opencoc.project.Placement;
import io.opencoc.project.ProjectModule;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ActiveRulesIT {
    TestServer server;
    RuleModule rules;

    @BeforeEach
    void start() {
        server = TestServer.with(kernel -> {
            EngineerModule engineers = EngineerModule.create(kernel);
            TestSources sources = new TestSources();
            Placement placement = ProjectModule.create(kernel).placement();
            IntegrationModule integrations = IntegrationModule.create(kernel, placement, sources);
            rules = RuleModule.create(kernel, placement, engineers.service(), integrations.service(), sources);
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    UUID create(Actor actor, String json) {
        UUID id = Ids.at(server.clock.instant());
        await(rules.service().create(actor, id, Json.read(json, RuleInput.class)));
        return id;
    }

    RuleSet active(Actor actor) {
        return await(server.database().in(actor, tx -> rules.active().rules(tx)));
    }

    @Test
    void everyChangeCountsFromItsCommitOn() {
        assertEquals(0, active(server.admin).size());
        assertSame(active(server.admin), active(server.admin), "not read again without a change");
        TestAlarm alarm = TestAlarm.of("alarmName", "a");
        UUID second = create(server.admin, "{\"name\":\"second\",\"priority\":7}");
        UUID third = create(server.admin, "{\"name\":\"third\",\"priority\":7}");
        UUID first = create(
                server.admin,
                "{\"name\":\"first\",\"priority\":3,\"conditions\":{\"key\":\"alarmName\",\"operator\":\"equals\",\"value\":\"a\"}}");
        RuleSet set = active(server.admin);
        assertEquals(
                List.of(first, second, third),
                set.rules().stream().map(CompiledRule::id).toList());
        assertEquals(first, set.first(alarm).id());
        assertSame(set, active(server.admin));

        await(rules.service().disable(server.admin, first));
        RuleSet without = active(server.admin);
        assertEquals(second, without.first(alarm).id());
        assertSame(set.rules().get(1), without.rules().get(0), "what did not change is not compiled again");
        assertTrue(without.version() > set.version());
        await(rules.service().enable(server.admin, first));
        assertEquals(first, active(server.admin).first(alarm).id());
        await(rules.service()
                .update(server.admin, first, Json.read("{\"name\":\"first\",\"priority\":9}", RuleInput.class)));
        assertEquals(second, active(server.admin).first(alarm).id());
        await(rules.service().delete(server.admin, second));
        assertEquals(third, active(server.admin).first(alarm).id());
        await(rules.service().copy(server.admin, third, Ids.at(server.clock.instant())));
        assertEquals(2, active(server.admin).size());
    }

    @Test
    void aRefusedChangeChangesNothing() {
        create(server.admin, "{\"name\":\"a\"}");
        RuleSet set = active(server.admin);
        assertThrowsProblem(() -> create(server.admin, "{\"name\":\"a\"}"));
        assertSame(set, active(server.admin));
    }

    private static void assertThrowsProblem(Runnable call) {
        org.junit.jupiter.api.Assertions.assertThrows(io.opencoc.kernel.http.Problem.class, call::run);
    }

    @Test
    void tenantsHaveTheirOwn() {
        UUID mine = create(server.admin, "{\"name\":\"mine\"}");
        UUID theirs = create(server.otherAdmin, "{\"name\":\"theirs\"}");
        TestAlarm alarm = TestAlarm.of();
        assertEquals(mine, active(server.admin).first(alarm).id());
        assertEquals(theirs, active(server.otherAdmin).first(alarm).id());
        // The router goes over several tenants in one transaction.
        UUID[] found = new UUID[2];
        await(server.database().withoutTenant(tx -> tx.switchTenant(server.admin.tenant())
                .chain(() -> rules.active().rules(tx))
                .invoke(set -> found[0] = set.first(alarm).id())
                .chain(() -> tx.switchTenant(server.otherAdmin.tenant()))
                .chain(() -> rules.active().rules(tx))
                .invoke(set -> found[1] = set.first(alarm).id())));
        assertEquals(List.of(mine, theirs), List.of(found));
    }

    @Test
    void thousandsAreLoadedAndOneThatIsBrokenIsPassedOver() throws Exception {
        UUID good = create(server.admin, "{\"name\":\"good\"}");
        create(server.admin, "{\"name\":\"bad\",\"priority\":1}");
        TestDatabase.sql(
                server.address,
                "UPDATE forwarding_rule SET conditions = '{\"key\":\"nonsense\"}' WHERE name = 'bad'",
                "INSERT INTO forwarding_rule SELECT tenant_id, gen_random_uuid(), 'r' || n, NULL, NULL, true, 1, 'incident', '{}', '{}',"
                        + " jsonb_build_object('key', 'alarmName', 'operator', 'regex', 'value', '^x' || n || '$'), levels, group_by, false, NULL, true,"
                        + " now(), now(), project_id FROM forwarding_rule, generate_series(1, 3000) n WHERE name = 'good'",
                "UPDATE rules_version SET version = version + 1");
        RuleSet set = active(server.admin);
        assertEquals(3001, set.size());
        assertEquals(good, set.first(TestAlarm.of("alarmName", "none")).id());
        assertNotSame(set.rules().getLast(), set.first(TestAlarm.of("alarmName", "x2999")));
    }

    @Test
    void hitsAddUpAndOutliveADeletion() throws Exception {
        UUID a = create(server.admin, "{\"name\":\"a\"}");
        UUID b = create(server.admin, "{\"name\":\"b\"}");
        Instant at = server.kernel.clock().instant();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Object>> all = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                // In both orders: counters are locked in one order whatever the caller's is.
                Map<UUID, Long> hits = new java.util.LinkedHashMap<>();
                hits.put(i % 2 == 0 ? a : b, 1L);
                hits.put(i % 2 == 0 ? b : a, 1L);
                Instant when = at.minusSeconds(i);
                all.add(threads.submit(() -> await(server.database().in(server.admin, tx -> rules.active()
                        .hit(tx, hits, when)
                        .replaceWith(true)))));
            }
            for (Future<Object> f : all) {
                assertNotNull(f.get());
            }
        }
        JsonNode rule = server.client().get("/forwarding-rules/" + a).json();
        assertEquals(80, rule.get("hits").asInt());
        assertEquals(at, Instant.parse(rule.get("lastHitAt").asString()));

        await(rules.service().delete(server.admin, a));
        await(server.database().in(server.admin, tx -> rules.active().hit(tx, Map.of(a, 1L, b, 1L), at)));
        assertEquals(
                81,
                server.client().get("/forwarding-rules/" + b).json().get("hits").asInt());
        // Nor can another tenant count on it.
        await(server.database().in(server.otherAdmin, tx -> rules.active().hit(tx, Map.of(b, 1L), at)));
        assertEquals(
                81,
                server.client().get("/forwarding-rules/" + b).json().get("hits").asInt());
    }

    @Test
    void aDeletionDuringCountingIsWaitedForAndPassedOver() throws Exception {
        UUID a = create(server.admin, "{\"name\":\"a\"}");
        try (var c = TestDatabase.connect(server.address);
                var s = c.createStatement();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            c.setAutoCommit(false);
            s.execute("DELETE FROM forwarding_rule WHERE id = '" + a + "'");
            Future<Object> counting =
                    thread.submit(() -> await(server.database().in(server.admin, tx -> rules.active()
                            .hit(tx, Map.of(a, 1L), Instant.EPOCH)
                            .replaceWith(true))));
            TestServer.eventually("counting waits", () -> waits());
            c.commit();
            assertNotNull(counting.get());
        }
    }

    private boolean waits() {
        try (var c = TestDatabase.connect(server.address);
                var s = c.createStatement();
                var r = s.executeQuery(
                        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")) {
            return r.next();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRuleIsTriedOnThePast() {
        List<RecentAlarms.Sample> samples = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            TestAlarm alarm = TestAlarm.of("alarmName", i % 2 == 0 ? "HighCpu" : "other", "alarmId", "id-" + i % 10);
            samples.add(new RecentAlarms.Sample(alarm, null, Map.of("id", "alarm-" + i), i % 4 == 0));
        }
        rules.trials().on((tx, scope, project, n) -> Uni.createFrom().item(samples.subList(0, n)));
        String rule =
                "{\"name\":\"n\",\"conditions\":{\"key\":\"alarmName\",\"operator\":\"regex\",\"value\":\"^High\"}%s}";
        JsonNode all = attempt("{\"rule\":" + rule.formatted("") + "}");
        assertEquals(1_000, all.get("examined").asInt());
        assertEquals(500, all.get("matched").asInt());
        assertEquals(5, all.get("incidents").asInt(), "firing ones have the ids 0, 4, 8, 2, 6");
        assertEquals(100, all.get("items").size());
        assertEquals(Json.tree("{\"alarm\":{\"id\":\"alarm-0\"},\"level\":\"P1\"}"), all.at("/items/0"));
        assertEquals(Json.tree("{\"alarm\":{\"id\":\"alarm-2\"}}"), all.at("/items/1"), "a recovery opens nothing");

        JsonNode few = attempt("{\"rule\":" + rule.formatted(",\"groupBy\":[]") + ",\"last\":10}");
        assertEquals(10, few.get("examined").asInt());
        assertEquals(1, few.get("incidents").asInt());
        JsonNode none = attempt("{\"rule\":" + rule.formatted(",\"levels\":{\"critical\":\"none\"}") + "}");
        assertEquals(500, none.get("matched").asInt());
        assertEquals(0, none.get("incidents").asInt());
        JsonNode alarms = attempt("{\"rule\":" + rule.formatted(",\"triggerType\":\"alarm\"") + "}");
        assertEquals(0, alarms.get("incidents").asInt());
        assertNull(alarms.at("/items/0").get("level"));
        assertEquals(
                0, server.client().get("/forwarding-rules").json().get("total").asInt(), "nothing was saved");

        assertEquals(
                List.of("rule.conditions.value"),
                server.client()
                        .post(
                                "/forwarding-rules/try",
                                "{\"rule\":{\"name\":\"n\",\"conditions\":{\"key\":\"URL\",\"operator\":\"regex\",\"value\":\"(\"}}}")
                        .fields());
        assertEquals(
                List.of("rule.sources[0]"),
                server.client()
                        .post("/forwarding-rules/try", "{\"rule\":{\"name\":\"n\",\"sources\":[\"nagios\"]}}")
                        .fields());
    }

    private JsonNode attempt(String json) {
        TestServer.Answer answer = server.client().post("/forwarding-rules/try", json);
        assertEquals(200, answer.status(), answer.body());
        return answer.json();
    }
}
