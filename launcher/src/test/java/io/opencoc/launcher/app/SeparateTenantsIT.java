package io.opencoc.launcher.app;

import static io.opencoc.launcher.app.Operations.CONTRACT;
import static io.opencoc.launcher.app.Operations.guarded;
import static io.opencoc.launcher.app.Operations.isOfOneThing;
import static io.opencoc.launcher.app.Operations.isProblem;
import static io.opencoc.launcher.app.Operations.wrong;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.http.Contract;
import io.opencoc.kernel.http.Contract.Operation;
import io.opencoc.launcher.ServerClient;
import io.opencoc.launcher.app.ApiUser.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users of one tenant see of another one, and can do to it: nothing, by any operation of the contract. */
class SeparateTenantsIT {
    /** What all tenants have under the same name. */
    private static final Set<String> SHARED = Set.of("email", "prometheus", GuardedTenants.PLUGIN);

    @TempDir
    static Path folder;

    static GuardedTenants tenants;

    @BeforeAll
    static void start() throws Exception {
        tenants = new GuardedTenants(folder.resolve("data"));
    }

    @AfterAll
    static void stop() throws Exception {
        tenants.close();
    }

    /** The trail keeps what its own users asked with, ids of others too: {@code TrailIT} looks at it. */
    private static boolean isTrail(Operation o) {
        return o.path().startsWith("/traces");
    }

    @Test
    void anotherTenantsThingsAreNotThereAndStayAsTheyAre() {
        Map<String, String> before = tenants.attacked.state(CONTRACT);
        assertEquals(
                Map.of(),
                wrong(
                        guarded().filter(o -> o.path().contains("{id}")),
                        o -> tenants.attacker
                                .admin()
                                .call(o.method(), tenants.attacked.path(o), SampleBodies.of(o.id(), tenants.attacker)),
                        (o, a) -> isProblem(a, 404)));
        // Ids in bodies, and what tenants share by name.
        guarded().filter(o -> !o.path().contains("{id}") && !isTrail(o)).forEach(o -> {
            Answer a = tenants.attacker
                    .admin()
                    .call(o.method(), tenants.attacker.path(o), SampleBodies.of(o.id(), tenants.attacked));
            switch (o.id()) {
                // Its owners are engineers of the other tenant.
                case "createTodo" ->
                    assertTrue(isProblem(a, 400) && a.body().contains("is not an engineer"), a.toString());
                case "simulatePermission", "createShiftFeed" -> assertTrue(isProblem(a, 400), a.toString());
                // An agency that entrusts the other tenant.
                case "assumeAgency" -> assertTrue(isProblem(a, 404), a.toString());
                default -> assertTrue(a.status() < 300, o.id() + " " + a);
            }
            assertFalse(shows(a), o.id() + " " + a);
        });
        for (String reference : List.of(
                "{\"name\":\"x\",\"assignment\":{\"type\":\"individual\",\"engineerId\":\"{engineers}\"}}",
                "{\"name\":\"x\",\"integrationIds\":[\"{integrations}\"]}")) {
            String body = reference
                    .replace("{engineers}", tenants.attacked.ids().get("engineers"))
                    .replace("{integrations}", tenants.attacked.ids().get("integrations"));
            assertEquals(
                    400,
                    tenants.attacker
                            .admin()
                            .call("POST", "/forwarding-rules", body)
                            .status());
        }
        assertEquals(before, tenants.attacked.state(CONTRACT));
    }

    /** Whether an answer to the attacker has anything of the attacked, beyond what was asked with. */
    private static boolean shows(Answer a) {
        return a.body().contains(tenants.attacked.word())
                || tenants.attacked.ids().values().stream()
                        .anyMatch(id -> !SHARED.contains(id) && a.body().contains(id));
    }

    @Test
    void listsCountsAndSearchesShowOnlyTheTenantsOwn() {
        // Another test may have changed it.
        String sender = "{\"settings\":{\"host\":\"127.0.0.1\",\"port\":1,\"from\":\"%s@example.com\"}}";
        assertEquals(
                200,
                tenants.attacker
                        .admin()
                        .call("PUT", "/notification-channels/email", sender.formatted(tenants.attacker.word()))
                        .status());
        String cursor = tenants.attacked
                .admin()
                .get("/original-alarms?size=1")
                .path("next")
                .asString("");
        List<String> values = new ArrayList<>(tenants.attacked.ids().values());
        values.add(tenants.attacked.word());
        values.add(tenants.attacked.word() + "-app");
        values.add(cursor);
        guarded()
                .filter(o -> o.method().equals("GET") && !isOfOneThing(o) && !isTrail(o))
                .forEach(o -> {
                    Answer own = tenants.attacker.admin().call("GET", o.path(), null);
                    assertEquals(200, own.status(), o.id());
                    assertFalse(shows(own), o.id() + " " + own);
                    assertTrue(
                            Set.of("/alarm-sources", "/overview", "/permissions")
                                            .contains(o.path())
                                    || own.body().contains(tenants.attacker.word()),
                            o.id() + " " + own);
                    for (Contract.Parameter p : o.parameters()) {
                        for (String value : values) {
                            Answer found = tenants.attacker
                                    .admin()
                                    .call(
                                            "GET",
                                            o.path() + "?" + p.name() + "="
                                                    + java.net.URLEncoder.encode(
                                                            value, java.nio.charset.StandardCharsets.UTF_8),
                                            null);
                            assertTrue(
                                    found.status() == 400 || found.status() == 200 && !shows(found),
                                    p.name() + "=" + value + " " + found);
                        }
                    }
                });
    }

    @Test
    void anAlarmCountsForTheTenantOfItsKeyAlone() throws Exception {
        List<String> counting = List.of("/original-alarms?size=100", "/alarms", "/incidents", "/overview");
        Map<String, Long> before = counts(tenants.attacker.admin(), counting);
        int own = tenants.attacked
                .admin()
                .get("/original-alarms?size=100")
                .get("items")
                .size();
        tenants.attacked.fire("heron again " + own);
        ServerClient.eventually(
                "it counts for its tenant",
                () -> tenants.attacked
                                .admin()
                                .get("/alarms?q=heron+again+" + own)
                                .get("total")
                                .asInt()
                        == 1);
        assertEquals(before, counts(tenants.attacker.admin(), counting));
        assertEquals(404, tenants.people.nobody().hook(tenants.attacked.key() + "x", "{}"));
    }

    private static Map<String, Long> counts(ApiUser user, List<String> paths) {
        return paths.stream().collect(Collectors.toMap(p -> p, p -> {
            var json = user.get(p);
            return p.equals("/overview")
                    ? json.get("alarmsToHandle").asLong()
                            + 1_000 * json.get("incidentsToHandle").asLong()
                    : (long) json.get("items").size();
        }));
    }

    @Test
    void liveUpdatesTellOfTheTenantsOwnChangesAndOfThoseThatTheUserMayList() throws Exception {
        ApiUser partly = tenants.people.user("attacked", "coc:incident:list");
        List<String> toAttacked = listen(tenants.attacked.admin());
        List<String> toAttacker = listen(tenants.attacker.admin());
        List<String> toPartly = listen(partly);
        String engineer = tenants.attacked
                .admin()
                .make("/engineers", Map.of("name", "heron live"))
                .get("id")
                .asString();
        String incident = tenants.attacked
                .admin()
                .make("/incidents", Map.of("title", "heron live", "level", "P4"))
                .get("id")
                .asString();
        ServerClient.eventually("they are told", () -> has(toAttacked, engineer) && has(toPartly, incident));
        String own = tenants.attacker
                .admin()
                .make("/engineers", Map.of("name", "magpie live " + UUID.randomUUID()))
                .get("id")
                .asString();
        ServerClient.eventually("the other is told of its own", () -> has(toAttacker, own));
        assertFalse(has(toAttacker, engineer) || has(toAttacker, incident), () -> toAttacker.toString());
        assertFalse(has(toPartly, engineer) || has(toPartly, "event: engineer"), () -> toPartly.toString());
    }

    private static boolean has(List<String> lines, String text) {
        synchronized (lines) {
            return lines.stream().anyMatch(l -> l.contains(text));
        }
    }

    private static List<String> listen(ApiUser user) throws Exception {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        Thread.ofVirtual().start(() -> {
            try (Stream<String> live = user.live()) {
                live.forEach(lines::add);
            } catch (java.io.UncheckedIOException closed) {
                lines.add("closed");
            }
        });
        ServerClient.eventually("the stream begins", () -> has(lines, "event: hello"));
        return lines;
    }
}
