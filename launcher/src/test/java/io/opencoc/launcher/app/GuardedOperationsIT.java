package io.opencoc.launcher.app;

import static io.opencoc.launcher.app.Operations.CONTRACT;
import static io.opencoc.launcher.app.Operations.guarded;
import static io.opencoc.launcher.app.Operations.isOfOneThing;
import static io.opencoc.launcher.app.Operations.isProblem;
import static io.opencoc.launcher.app.Operations.system;
import static io.opencoc.launcher.app.Operations.wrong;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.http.Contract.Operation;
import java.nio.file.Path;
import java.util.ArrayList;
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
    /** Refused to who is neither creator nor owner, whatever they are allowed. */
    private static final Set<String> OF_ITS_PEOPLE = Set.of("acceptTodo", "updateTodo", "closeTodo", "cancelTodo");

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

    @Test
    void everyOperationIsCovered() {
        Set<String> kinds = new TreeSet<>();
        CONTRACT.operations().values().forEach(o -> {
            assertEquals(o.body() != null, SampleBodies.has(o.id()), "a body in SampleBodies for " + o.id());
            if (isOfOneThing(o) && !o.raw()) {
                kinds.add(o.path().split("/")[1]);
                assertEquals(
                        1,
                        tenants.attacked
                                        .path(o)
                                        .split(
                                                tenants.attacked
                                                        .ids()
                                                        .get(o.path().split("/")[1]),
                                                -1)
                                        .length
                                - 1,
                        o.path() + " needs TenantThings.parts");
            }
        });
        assertEquals(kinds, new TreeSet<>(tenants.attacked.ids().keySet()), "a thing of each kind in TenantThings");
        assertEquals(
                Set.of(
                        "exportTraces",
                        "liveEvents",
                        "uploadPlugin",
                        "startOidc",
                        "finishOidc",
                        "uploadTodoAttachment",
                        "downloadTodoAttachment"),
                CONTRACT.operations().values().stream()
                        .filter(Operation::raw)
                        .map(Operation::id)
                        .collect(Collectors.toSet()));
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
                        o -> tenants.people.nobody().call(o.method(), tenants.attacked.path(o), null),
                        (o, a) -> isProblem(a, 401)));
    }

    @Test
    void whoMayDoNothingIsRefusedByName() throws Exception {
        ApiUser idle = tenants.people.user("changed");
        assertEquals(
                Map.of(),
                wrong(
                        guarded(),
                        o -> idle.call(o.method(), tenants.changed.path(o), null),
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
                users.put(needed(o), tenants.people.user("changed", needed(o).toArray(String[]::new)));
            }
        }
        assertEquals(
                Map.of(),
                wrong(
                        deletionsLast.stream(),
                        o -> users.get(needed(o))
                                .call(o.method(), tenants.changed.path(o), SampleBodies.of(o.id(), tenants.changed)),
                        (o, a) -> a.status() == o.success()
                                || a.status() == 409
                                || OF_ITS_PEOPLE.contains(o.id())
                                        && isProblem(a, 403)
                                        && a.body().contains("its creator")
                                || OF_ITS_PEOPLE.contains(o.id())
                                        && isProblem(a, 403)
                                        && a.body().contains("its owners")
                                || o.id().equals("deleteTodoAttachment") && isProblem(a, 403)));
    }

    @Test
    void theInstallationIsForItsOwnTenantAlone() throws Exception {
        assertTrue(system().count() >= 6);
        for (TenantThings things : List.of(tenants.attacked, tenants.attacker)) {
            assertEquals(
                    Map.of(),
                    wrong(
                            system(),
                            o -> tenants.attacker
                                    .admin()
                                    .call(o.method(), things.path(o), SampleBodies.of(o.id(), tenants.attacker)),
                            (o, a) -> isProblem(a, 403) && a.body().contains("tenant default")));
        }
        ApiUser idle = tenants.people.user("default");
        assertEquals(
                Map.of(),
                wrong(
                        system(),
                        o -> idle.call(o.method(), tenants.changed.path(o), null),
                        (o, a) -> isProblem(a, 403) && a.body().contains(o.action())));
        Map<String, ApiUser> users = new LinkedHashMap<>();
        for (Operation o : system().toList()) {
            users.put(o.id(), tenants.people.user("default", o.action()));
        }
        String path = "/"
                + tenants.people
                        .user("default", "coc:*:*")
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
                        system().sorted(java.util.Comparator.comparing(
                                o -> o.method().equals("DELETE"))),
                        o -> users.get(o.id())
                                .call(
                                        o.method(),
                                        o.path()
                                                .replace(
                                                        "/{id}",
                                                        o.path().startsWith("/plugins")
                                                                ? "/" + GuardedTenants.PLUGIN
                                                                : path),
                                        SampleBodies.of(o.id(), tenants.changed)),
                        (o, a) -> a.status() == o.success()));
        assertEquals(
                Map.of(),
                wrong(
                        system().filter(Operations::isOfOneThing),
                        o -> users.get(o.id())
                                .call(
                                        o.method(),
                                        o.path()
                                                .replace(
                                                        "{id}",
                                                        UUID.randomUUID().toString()),
                                        SampleBodies.of(o.id(), tenants.changed)),
                        (o, a) -> isProblem(a, 404)));
    }

    @Test
    void whoMayDoAllButTheActionIsRefusedByName() throws Exception {
        Map<String, ApiUser> users = new LinkedHashMap<>();
        for (Operation o : guarded().toList()) {
            if (!users.containsKey(o.action())) {
                users.put(o.action(), tenants.people.userBut("attacked", o.action()));
            }
        }
        Map<String, String> before = tenants.attacked.state(CONTRACT);
        assertEquals(
                Map.of(),
                wrong(
                        guarded(),
                        o -> users.get(o.action())
                                .call(o.method(), tenants.attacked.path(o), SampleBodies.of(o.id(), tenants.attacked)),
                        (o, a) -> isProblem(a, 403) && a.body().contains(o.action())));
        assertEquals(before, tenants.attacked.state(CONTRACT));
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
        ApiUser reader = tenants.people.user("attacked", "coc:*:list", "coc:*:get", "coc:todo:listAll");
        Map<String, String> before = tenants.attacked.state(CONTRACT);
        assertEquals(
                Map.of(),
                wrong(
                        guarded(),
                        o -> reader.call(
                                o.method(), tenants.attacked.path(o), SampleBodies.of(o.id(), tenants.attacked)),
                        (o, a) -> isRead(o) ? a.status() == 200 : isProblem(a, 403)));
        assertEquals(
                List.of(),
                guarded()
                        // It leaves one where it shows the key, which a reader does not see.
                        .filter(o -> isRead(o) && o.trace() != null && !o.id().equals("getIntegration"))
                        .map(Operation::id)
                        .toList(),
                "what leaves a trace is no mere look");
        assertEquals(before, tenants.attacked.state(CONTRACT));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertEquals(
                Map.of(),
                wrong(
                        guarded().filter(Operations::isOfOneThing),
                        o -> tenants.attacker
                                .admin()
                                .call(
                                        o.method(),
                                        o.path()
                                                .replace("{channel}", "no-such")
                                                .replaceAll(
                                                        "\\{[a-zA-Z]+}",
                                                        UUID.randomUUID().toString()),
                                        SampleBodies.of(o.id(), tenants.attacker)),
                        (o, a) -> isProblem(a, 404)));
        assertEquals(
                Map.of(),
                wrong(
                        guarded().filter(Operations::isOfOneThing),
                        o -> tenants.attacker
                                .admin()
                                .call(
                                        o.method(),
                                        o.path().replaceAll("\\{[a-zA-Z]+}", "0%00'"),
                                        SampleBodies.of(o.id(), tenants.attacker)),
                        (o, a) -> isProblem(a, 400)));
    }
}
