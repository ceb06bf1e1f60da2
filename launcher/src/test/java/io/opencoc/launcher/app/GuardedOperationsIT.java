package io.opencoc.launcher.app;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who may call what, walked operation by operation through the contract, on the whole server with three tenants. An operation that is added without
 * a way to call it here fails the first test.
 */
class GuardedOperationsIT {
    private static final Contract CONTRACT = Contract.load();

    @TempDir
    static Path folder;

    static App app;
    static TestPeople people;
    /** Whose things are attacked, who attacks, and who is changed by those who may. */
    static TenantThings attacked;

    static TenantThings attacker;
    static TenantThings changed;

    @BeforeAll
    static void start() throws Exception {
        Path data = folder.resolve("data");
        app = TestApp.start(data);
        people = new TestPeople(app, data);
        attacked = TenantThings.make(people.user("attacked", "coc:*:*"), "heron");
        attacker = TenantThings.make(people.user("attacker", "coc:*:*"), "magpie");
        changed = TenantThings.make(people.user("changed", "coc:*:*"), "wren");
        for (TenantThings things : List.of(attacked, attacker, changed)) {
            things.ids().put("tenants", people.tenant(things));
        }
        people.entrust("attacked", "heron");
        people.entrust("attacker", "magpie");
        people.entrust("changed", "wren");
    }

    @AfterAll
    static void stop() throws Exception {
        people.close();
        app.stop();
    }

    /** All but the live updates, which have a test of their own. */
    private static Stream<Operation> operations() {
        return CONTRACT.operations().values().stream().filter(o -> !o.raw());
    }

    /** Those that are for every tenant's users. */
    private static Stream<Operation> guarded() {
        return operations().filter(o -> o.action().startsWith("coc:") && o.reach() != Contract.Reach.SYSTEM);
    }

    /** Those for the users of the tenant that runs the installation. */
    private static Stream<Operation> system() {
        return operations().filter(o -> o.reach() == Contract.Reach.SYSTEM);
    }

    private static boolean isOfOneThing(Operation o) {
        return o.path().contains("{");
    }

    /** The trail keeps what its own users asked with, ids of others too: {@code TrailIT} looks at it. */
    private static boolean isTrail(Operation o) {
        return o.path().startsWith("/traces");
    }

    /** What came of each operation that did not do as it must. */
    private static Map<String, Answer> wrong(
            Stream<Operation> operations,
            java.util.function.Function<Operation, Answer> call,
            java.util.function.BiPredicate<Operation, Answer> right) {
        Map<String, Answer> wrong = new LinkedHashMap<>();
        operations.forEach(o -> {
            Answer a = call.apply(o);
            if (!right.test(o, a)) {
                wrong.put(o.id(), a);
            }
        });
        return wrong;
    }

    private static boolean isProblem(Answer a, int status) {
        return a.status() == status
                && a.headers().firstValue("Content-Type").orElse("").equals("application/problem+json")
                && a.json().get("status").asInt() == status;
    }

    @Test
    void everyOperationIsCovered() {
        Set<String> kinds = new TreeSet<>();
        CONTRACT.operations().values().forEach(o -> {
            assertEquals(o.body() != null, SampleBodies.has(o.id()), "a body in SampleBodies for " + o.id());
            if (isOfOneThing(o) && !o.raw()) {
                kinds.add(o.path().split("/")[1]);
                assertEquals(
                        1,
                        attacked.path(o).split(attacked.ids().get(o.path().split("/")[1]), -1).length - 1,
                        o.path() + " needs TenantThings.parts");
            }
        });
        assertEquals(kinds, new TreeSet<>(attacked.ids().keySet()), "a thing of each kind in TenantThings");
        assertEquals(
                List.of("exportTraces", "liveEvents", "startOidc", "finishOidc"),
                CONTRACT.operations().values().stream()
                        .filter(Operation::raw)
                        .map(Operation::id)
                        .toList());
        assertEquals(
                Set.of("signIn", "signInOptions", "startOidc", "finishOidc"),
                CONTRACT.operations().values().stream()
                        .filter(o -> o.action().equals("none"))
                        .map(Operation::id)
                        .collect(Collectors.toSet()),
                "open to everyone");
    }

    @Test
    void withoutASessionNothingIsAnswered() {
        assertEquals(
                Map.of(),
                wrong(
                        CONTRACT.operations().values().stream()
                                .filter(o -> !o.action().equals("none")),
                        o -> people.nobody().call(o.method(), attacked.path(o), null),
                        (o, a) -> isProblem(a, 401)));
    }

    @Test
    void whoMayDoNothingIsRefusedByName() throws Exception {
        ApiUser idle = people.user("changed");
        assertEquals(
                Map.of(),
                wrong(
                        guarded(),
                        o -> idle.call(o.method(), changed.path(o), null),
                        (o, a) -> isProblem(a, 403) && a.body().contains(o.action())));
        assertEquals(200, idle.call("GET", "/sessions/current", null).status());
    }

    /** Its action, with those that it asks for besides. */
    private static List<String> needed(Operation o) {
        return Stream.concat(Stream.of(o.action()), o.also().stream()).toList();
    }

    @Test
    void theActionOfTheContractIsEnoughAndTheOnlyOneThatIsNeeded() throws Exception {
        List<Operation> deletionsLast = new ArrayList<>(guarded().toList());
        // What belongs to a thing goes before the thing.
        deletionsLast.sort(java.util.Comparator.<Operation, Boolean>comparing(
                        o -> o.method().equals("DELETE"))
                .thenComparing(o -> -o.path().split("\\{").length));
        Map<List<String>, ApiUser> users = new LinkedHashMap<>();
        for (Operation o : deletionsLast) {
            if (!users.containsKey(needed(o))) {
                users.put(needed(o), people.user("changed", needed(o).toArray(String[]::new)));
            }
        }
        assertEquals(
                Map.of(),
                wrong(
                        deletionsLast.stream(),
                        o -> users.get(needed(o)).call(o.method(), changed.path(o), SampleBodies.of(o.id(), changed)),
                        (o, a) -> a.status() == o.success() || a.status() == 409));
    }

    @Test
    void theInstallationIsForItsOwnTenantAlone() throws Exception {
        assertTrue(system().count() >= 6);
        for (TenantThings things : List.of(attacked, attacker)) {
            assertEquals(
                    Map.of(),
                    wrong(
                            system(),
                            o -> attacker.admin().call(o.method(), things.path(o), SampleBodies.of(o.id(), attacker)),
                            (o, a) -> isProblem(a, 403) && a.body().contains("tenant default")));
        }
        ApiUser idle = people.user("default");
        assertEquals(
                Map.of(),
                wrong(
                        system(),
                        o -> idle.call(o.method(), changed.path(o), null),
                        (o, a) -> isProblem(a, 403) && a.body().contains(o.action())));
        Map<String, ApiUser> users = new LinkedHashMap<>();
        for (Operation o : system().toList()) {
            users.put(o.id(), people.user("default", o.action()));
        }
        String path = "/"
                + people.user("default", "coc:*:*")
                        .make(
                                "/tenants",
                                Map.of(
                                        "name",
                                        "guarded",
                                        "administrator",
                                        Map.of("name", "boss", "password", "quiet lantern moss")))
                        .get("id")
                        .asString();
        assertEquals(
                Map.of(),
                wrong(
                        system(),
                        o -> users.get(o.id())
                                .call(o.method(), o.path().replace("/{id}", path), SampleBodies.of(o.id(), changed)),
                        (o, a) -> a.status() == o.success()));
        assertEquals(
                Map.of(),
                wrong(
                        system().filter(GuardedOperationsIT::isOfOneThing),
                        o -> users.get(o.id())
                                .call(
                                        o.method(),
                                        o.path()
                                                .replace(
                                                        "{id}",
                                                        UUID.randomUUID().toString()),
                                        SampleBodies.of(o.id(), changed)),
                        (o, a) -> isProblem(a, 404)));
    }

    @Test
    void whoMayDoAllButTheActionIsRefusedByName() throws Exception {
        Map<String, ApiUser> users = new LinkedHashMap<>();
        for (Operation o : guarded().toList()) {
            if (!users.containsKey(o.action())) {
                users.put(o.action(), people.userBut("attacked", o.action()));
            }
        }
        Map<String, String> before = attacked.state(CONTRACT);
        assertEquals(
                Map.of(),
                wrong(
                        guarded(),
                        o -> users.get(o.action())
                                .call(o.method(), attacked.path(o), SampleBodies.of(o.id(), attacked)),
                        (o, a) -> isProblem(a, 403) && a.body().contains(o.action())));
        assertEquals(before, attacked.state(CONTRACT));
        users.forEach((action, user) -> assertEquals(
                200,
                user.call("GET", action.equals("coc:alarm:list") ? "/engineers" : "/alarms", null)
                        .status(),
                "it is refused that action only"));
    }

    private static boolean isRead(Operation o) {
        return o.action().endsWith(":list") || o.action().endsWith(":get");
    }

    @Test
    void aReaderChangesNothing() throws Exception {
        ApiUser reader = people.user("attacked", "coc:*:list", "coc:*:get");
        Map<String, String> before = attacked.state(CONTRACT);
        assertEquals(
                Map.of(),
                wrong(
                        guarded(),
                        o -> reader.call(o.method(), attacked.path(o), SampleBodies.of(o.id(), attacked)),
                        (o, a) -> isRead(o) ? a.status() == 200 : isProblem(a, 403)));
        assertEquals(
                List.of(),
                guarded()
                        // It leaves one where it shows the key, which a reader does not see.
                        .filter(o -> isRead(o) && o.trace() != null && !o.id().equals("getIntegration"))
                        .map(Operation::id)
                        .toList(),
                "what leaves a trace is no mere look");
        assertEquals(before, attacked.state(CONTRACT));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertEquals(
                Map.of(),
                wrong(
                        guarded().filter(GuardedOperationsIT::isOfOneThing),
                        o -> attacker.admin()
                                .call(
                                        o.method(),
                                        o.path()
                                                .replace("{channel}", "no-such")
                                                .replaceAll(
                                                        "\\{[a-zA-Z]+}",
                                                        UUID.randomUUID().toString()),
                                        SampleBodies.of(o.id(), attacker)),
                        (o, a) -> isProblem(a, 404)));
        assertEquals(
                Map.of(),
                wrong(
                        guarded().filter(GuardedOperationsIT::isOfOneThing),
                        o -> attacker.admin()
                                .call(
                                        o.method(),
                                        o.path().replaceAll("\\{[a-zA-Z]+}", "0%00'"),
                                        SampleBodies.of(o.id(), attacker)),
                        (o, a) -> isProblem(a, 400)));
    }

    @Test
    void anotherTenantsThingsAreNotThereAndStayAsTheyAre() {
        Map<String, String> before = attacked.state(CONTRACT);
        assertEquals(
                Map.of(),
                wrong(
                        guarded().filter(o -> o.path().contains("{id}")),
                        o -> attacker.admin().call(o.method(), attacked.path(o), SampleBodies.of(o.id(), attacker)),
                        (o, a) -> isProblem(a, 404)));
        // Ids in bodies, and what tenants share by name.
        guarded().filter(o -> !o.path().contains("{id}") && !isTrail(o)).forEach(o -> {
            Answer a = attacker.admin().call(o.method(), attacker.path(o), SampleBodies.of(o.id(), attacked));
            switch (o.id()) {
                case "simulatePermission" -> assertTrue(isProblem(a, 400), a.toString());
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
                    .replace("{engineers}", attacked.ids().get("engineers"))
                    .replace("{integrations}", attacked.ids().get("integrations"));
            assertEquals(
                    400,
                    attacker.admin().call("POST", "/forwarding-rules", body).status());
        }
        assertEquals(before, attacked.state(CONTRACT));
    }

    /** Whether an answer to the attacker has anything of the attacked, beyond what was asked with. */
    private static boolean shows(Answer a) {
        return a.body().contains(attacked.word())
                || attacked.ids().values().stream()
                        .anyMatch(id -> !id.equals("email") && a.body().contains(id));
    }

    @Test
    void listsCountsAndSearchesShowOnlyTheTenantsOwn() {
        String cursor =
                attacked.admin().get("/original-alarms?size=1").path("next").asString("");
        List<String> values = new ArrayList<>(attacked.ids().values());
        values.add(attacked.word());
        values.add(attacked.word() + "-app");
        values.add(cursor);
        guarded()
                .filter(o -> o.method().equals("GET") && !isOfOneThing(o) && !isTrail(o))
                .forEach(o -> {
                    Answer own = attacker.admin().call("GET", o.path(), null);
                    assertEquals(200, own.status(), o.id());
                    assertFalse(shows(own), o.id() + " " + own);
                    assertTrue(
                            Set.of("/alarm-sources", "/overview", "/permissions")
                                            .contains(o.path())
                                    || own.body().contains(attacker.word()),
                            o.id() + " " + own);
                    for (Contract.Parameter p : o.parameters()) {
                        for (String value : values) {
                            Answer found = attacker.admin()
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
        Map<String, Long> before = counts(attacker.admin(), counting);
        int own = attacked.admin().get("/original-alarms?size=100").get("items").size();
        attacked.fire("heron again " + own);
        ServerClient.eventually(
                "it counts for its tenant",
                () -> attacked.admin()
                                .get("/alarms?q=heron+again+" + own)
                                .get("total")
                                .asInt()
                        == 1);
        assertEquals(before, counts(attacker.admin(), counting));
        assertEquals(404, people.nobody().hook(attacked.key() + "x", "{}"));
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
        ApiUser partly = people.user("attacked", "coc:incident:list");
        List<String> toAttacked = listen(attacked.admin());
        List<String> toAttacker = listen(attacker.admin());
        List<String> toPartly = listen(partly);
        String engineer = attacked.admin()
                .make("/engineers", Map.of("name", "heron live"))
                .get("id")
                .asString();
        String incident = attacked.admin()
                .make("/incidents", Map.of("title", "heron live", "level", "P4"))
                .get("id")
                .asString();
        ServerClient.eventually("they are told", () -> has(toAttacked, engineer) && has(toPartly, incident));
        String own = attacker.admin()
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
