package io.opencoc.project;

import static io.opencoc.kernel.TestServer.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import io.opencoc.kernel.access.Condition;
import io.opencoc.kernel.access.Glob;
import io.opencoc.kernel.access.Statement;
import io.opencoc.kernel.http.Contract;
import io.opencoc.kernel.http.Contract.Operation;
import io.opencoc.project.ProjectWorld.Things;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What somebody who may do everything in one enterprise project sees of another one: nothing, walked operation by operation through the contract.
 * An operation on things of projects that is added without a way to call it here fails the first test.
 */
class ProjectsIT {
    private static final Contract CONTRACT = Contract.load();
    private static final String INCIDENT = "{\"title\":\"changed ~\",\"level\":\"P4\",\"projectId\":\"{projects}\"}";
    private static final String TODO =
            "{\"name\":\"changed-~\",\"description\":\"d\",\"type\":\"other\",\"severity\":\"minor\",\"ownerIds\":[\"{engineer}\"],\"solution\":\"s\","
                    + "\"deadline\":\"" + Instant.now().plus(Duration.ofDays(30)) + "\",\"projectId\":\"{projects}\"}";
    /** Refused to who is neither creator nor owner, whatever they are allowed. */
    private static final Set<String> OF_ITS_PEOPLE = Set.of("acceptTodo", "updateTodo", "closeTodo", "cancelTodo");
    /** Bodies, with ids of things in braces and a number for each ~. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("updateProject", "{\"name\":\"changed ~\"}"),
            Map.entry(
                    "createIntegration",
                    "{\"source\":\"prometheus\",\"name\":\"changed ~\",\"projectId\":\"{projects}\"}"),
            Map.entry("updateIntegration", "{\"name\":\"changed ~\"}"),
            Map.entry("sendTestAlarm", "{}"),
            Map.entry(
                    "createForwardingRule",
                    "{\"name\":\"changed ~\",\"projectId\":\"{projects}\",\"integrationIds\":[\"{integrations}\"]}"),
            Map.entry("updateForwardingRule", "{\"name\":\"changed ~\"}"),
            Map.entry("tryForwardingRule", "{\"rule\":{\"name\":\"changed ~\",\"projectId\":\"{projects}\"}}"),
            Map.entry("clearAlarms", "{\"ids\":[\"{alarms}\"]}"),
            Map.entry("createIncident", INCIDENT),
            Map.entry("resubmitIncident", INCIDENT),
            Map.entry("rejectIncident", "{\"reason\":\"changed\"}"),
            Map.entry("closeIncident", "{}"),
            Map.entry("forwardIncident", "{\"ownerId\":\"00000000-0000-0000-0000-000000000000\"}"),
            Map.entry("changeIncidentLevel", "{\"level\":\"P5\",\"reason\":\"changed\"}"),
            Map.entry("remarkIncident", "{\"text\":\"changed\"}"),
            Map.entry("handleIncident", "{\"solution\":\"changed\"}"),
            Map.entry("verifyIncident", "{\"passed\":true}"),
            Map.entry("createTodo", TODO),
            Map.entry("updateTodo", TODO),
            Map.entry("closeTodo", "{}"),
            Map.entry("cancelTodo", "{}"),
            Map.entry("remarkTodo", "{\"text\":\"changed\"}"));

    static ProjectWorld world;
    static Things own;
    static Things hidden;
    static Client limited;
    static int number;

    @BeforeAll
    static void start() {
        world = new ProjectWorld();
        own = world.things("avocet");
        hidden = world.things("bittern");
        limited = world.limited(own.project(), "*");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static Stream<Operation> operations() {
        return CONTRACT.operations().values().stream()
                .filter(o -> o.reach() == Contract.Reach.PROJECT && !o.raw())
                // Its path names a source, which belongs to no project.
                .filter(o -> !o.id().equals("tryAlarmSource"));
    }

    private static boolean isOfOneThing(Operation o) {
        return o.path().contains("{");
    }

    private static String path(Operation o, Things things) {
        return o.path()
                .replace("{id}", things.id(o.path().split("/")[1]))
                .replace("{attachmentId}", things.attachment());
    }

    private static String body(Operation o, Things things) {
        String body = BODIES.get(o.id());
        if (body == null) {
            return null;
        }
        for (Map.Entry<String, String> id : things.ids().entrySet()) {
            body = body.replace("{" + id.getKey() + "}", id.getValue());
        }
        body = body.replace("{engineer}", things.engineer());
        return body.replace("~", String.valueOf(++number));
    }

    private static Map<String, Answer> wrong(
            Stream<Operation> operations, Client client, Things things, BiPredicate<Operation, Answer> right) {
        Map<String, Answer> wrong = new LinkedHashMap<>();
        operations.forEach(o -> {
            Answer a = client.send(o.method(), path(o, things), body(o, things));
            if (!right.test(o, a)) {
                wrong.put(o.id(), a);
            }
        });
        return wrong;
    }

    /** Whether an answer has anything of the hidden project. */
    private static boolean shows(Answer a) {
        return a.body().contains(hidden.word())
                || hidden.ids().values().stream().anyMatch(id -> a.body().contains(id));
    }

    /** All that can be read of the hidden project. */
    private static Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        operations()
                .filter(o -> o.method().equals("GET") && isOfOneThing(o))
                .forEach(o -> state.put(
                        o.id(), world.admin.get(path(o, hidden)).body().replaceAll("\"perMinute\":[0-9.]+", "")));
        return state;
    }

    @Test
    void everyOperationOnThingsOfProjectsIsCovered() {
        Set<String> kinds = new TreeSet<>();
        operations().forEach(o -> {
            assertEquals(o.body() != null, BODIES.containsKey(o.id()), "a body for " + o.id());
            if (isOfOneThing(o)) {
                kinds.add(o.path().split("/")[1]);
            }
        });
        assertEquals(kinds, new TreeSet<>(hidden.ids().keySet()), "a thing of each kind in ProjectWorld");
    }

    @Test
    void thingsOfAnotherProjectAreNotThereAndStayAsTheyAre() {
        Map<String, String> before = state();
        assertEquals(
                Map.of(),
                wrong(operations().filter(ProjectsIT::isOfOneThing), limited, hidden, (o, a) -> a.status() == 404));
        // What is made in it, or from its things, is refused with the field; alarms are passed over.
        assertEquals(
                Map.of(),
                wrong(
                        operations().filter(o -> o.method().equals("POST") && !isOfOneThing(o)),
                        limited,
                        hidden,
                        (o, a) -> o.id().equals("clearAlarms")
                                ? a.body().equals("{\"cleared\":[]}")
                                : a.status() == 400 && a.fields().getFirst().endsWith("projectId")));
        assertEquals(before, state());
    }

    @Test
    void whoSeesAThingAndMayNotChangeItIsRefused() {
        Client reader = world.server.as(world.actor(
                ProjectWorld.statement(List.of("*"), own.project()),
                ProjectWorld.statement(List.of("coc:*:list", "coc:*:get", "coc:todo:listAll"), hidden.project())));
        Map<String, String> before = state();
        assertEquals(
                Map.of(),
                wrong(
                        operations().filter(ProjectsIT::isOfOneThing),
                        reader,
                        hidden,
                        (o, a) -> a.status() == (o.method().equals("GET") ? 200 : 403)));
        assertEquals(before, state());
        assertEquals(
                List.of(),
                reader.get("/incidents/" + hidden.id("incidents"))
                        .json()
                        .get("actions")
                        .valueStream()
                        .toList());
        assertFalse(reader.get("/incidents/" + own.id("incidents"))
                .json()
                .get("actions")
                .isEmpty());
    }

    @Test
    void settingsOfAnIntegrationOfAnotherProjectAreNotTried() {
        String body = "{\"integrationId\":\"%s\",\"body\":\"{}\"}";
        String path = "/alarm-sources/prometheus/try";
        assertEquals(
                404,
                limited.post(path, body.formatted(hidden.id("integrations"))).status());
        // Nobody reads in this server: so far it came.
        assertEquals(
                503, limited.post(path, body.formatted(own.id("integrations"))).status());
    }

    @Test
    void inTheirProjectTheyMayDoAll() {
        Things third = world.things("curlew");
        Client there = world.limited(third.project(), "*");
        List<Operation> deletionsLast = new ArrayList<>(operations().toList());
        deletionsLast.sort(Comparator.comparing(o -> o.method().equals("DELETE") || o.id().equals("disableProject")));
        assertEquals(
                Map.of(),
                wrong(
                        deletionsLast.stream(),
                        there,
                        third,
                        (o, a) -> a.status() == o.success()
                                || a.status() == 409
                                // Its owner is nobody, and there is no test alarm of a source without plug-in.
                                || OF_ITS_PEOPLE.contains(o.id()) && a.status() == 403
                                || o.id().equals("deleteTodoAttachment") && a.status() == 404
                                || o.id().equals("forwardIncident")
                                || o.id().equals("sendTestAlarm")));
    }

    @Test
    void listsCountsAndSearchesShowNothingOfAnotherProject() {
        List<String> values = new ArrayList<>(hidden.ids().values());
        values.addAll(List.of(hidden.word(), hidden.word() + "-app", hidden.word() + "-1"));
        operations().filter(o -> o.method().equals("GET") && !isOfOneThing(o)).forEach(o -> {
            Answer all = limited.get(o.path());
            assertEquals(200, all.status(), o.id());
            assertFalse(shows(all), o.id() + " " + all);
            assertTrue(shows(world.admin.get(o.path())) || o.path().equals("/alarm-sources"), o.id());
            for (Contract.Parameter p : o.parameters()) {
                for (String value : values) {
                    Answer found = limited.get(
                            o.path() + "?" + p.name() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
                    assertTrue(
                            found.status() == 400 || found.status() == 200 && !shows(found),
                            o.path() + " " + p.name() + "=" + value + " " + found);
                    if (found.status() == 200
                            && found.json().has("total")
                            && !p.name().equals("after")) {
                        assertEquals(0, found.json().get("total").asInt(), p.name() + "=" + value + " " + found);
                    }
                }
            }
        });
    }

    @Test
    void theOverviewCountsWhatTheyMayListAlone() {
        UUID empty = world.project("dunlin project");
        for (Client somebody : List.of(world.limited(empty, "*"), world.limited(empty, "coc:overview:get"))) {
            var overview = somebody.get("/overview").json();
            assertEquals(0, overview.get("incidentsToHandle").asInt());
            assertEquals(0, overview.get("alarmsToHandle").asInt());
            assertEquals(0, overview.get("recent").size());
            assertTrue(overview.get("hours")
                    .valueStream()
                    .allMatch(
                            h -> h.get("incidents").asInt() + h.get("critical").asInt() == 0));
        }
        var own = limited.get("/overview").json();
        assertTrue(own.get("incidentsToHandle").asInt() > 0
                && own.get("alarmsToHandle").asInt() > 0);
        var one = world.admin.get("/overview?projectId=" + empty).json();
        assertEquals(0, one.get("incidentsToHandle").asInt());
        assertEquals(0, one.get("recent").size());
    }

    @Test
    void selectorsOfferTheirProjectsAlone() {
        assertEquals(List.of(own.project().toString()), choices(limited, ""));
        assertEquals(
                List.of(own.project().toString()),
                choices(world.limited(own.project(), "coc:incident:accept", "coc:incident:get"), ""),
                "who may not list projects, but sees something in one");
        assertEquals(
                List.of(), choices(world.limited(own.project(), "coc:incident:get"), "?action=coc:incident:create"));
        assertEquals(List.of(own.project().toString()), choices(limited, "?action=coc:incident:create"));
        assertTrue(choices(world.admin, "")
                .containsAll(List.of(
                        own.project().toString(),
                        hidden.project().toString(),
                        world.server.admin.tenant().toString())));
        assertEquals(
                400,
                limited.post("/incidents", "{\"title\":\"t\",\"level\":\"P1\"}").status());
    }

    private static List<String> choices(Client client, String query) {
        return ProjectWorld.items(client, "/project-choices" + query).stream()
                .map(p -> p.get("id").asString())
                .toList();
    }

    /** The lines that are told to somebody, while the client is open. */
    private static List<String> listen(HttpClient http, Client client) {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        HttpRequest request = HttpRequest.newBuilder(world.server.uri("/api/v1/events"))
                .header("Authorization", "Bearer " + client.token())
                .build();
        Thread.ofVirtual().start(() -> {
            try {
                http.send(request, HttpResponse.BodyHandlers.ofLines()).body().forEach(told::add);
            } catch (Exception ended) {
                told.add("ended");
            }
        });
        eventually("the stream begins", () -> has(told, "hello"));
        return told;
    }

    @Test
    void liveUpdatesEndWithTheTimeThatAConditionAllows() {
        Statement until = new Statement(
                true,
                List.of(new Glob("*")),
                Statement.ALL_THINGS,
                List.of(new Condition.Time(
                        "until", null, world.server.clock.instant().plusSeconds(60))),
                new Statement.Origin("p", null, 0, null));
        Client brief = world.server.as(world.actor(until));
        HttpClient http = HttpClient.newHttpClient();
        List<String> toBrief = listen(http, brief);
        List<String> toAll = listen(http, world.admin);
        String before = world.id("/incidents", "{\"title\":\"before\",\"level\":\"P5\"}");
        eventually("in time", () -> has(toBrief, before));
        world.server.clock.forward(Duration.ofMinutes(2));
        String after = world.id("/incidents", "{\"title\":\"after\",\"level\":\"P5\"}");
        eventually("others are told", () -> has(toAll, after));
        String last = world.id("/incidents", "{\"title\":\"last\",\"level\":\"P5\"}");
        eventually("a second later", () -> has(toAll, last));
        assertFalse(has(toBrief, after), toBrief::toString);
        http.shutdownNow();
    }

    @Test
    void liveUpdatesTellOfTheirProjectAlone() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            List<String> told = listen(http, limited);
            world.fire(hidden.id("integrations"), "bittern-live", "bittern live");
            world.fire(own.id("integrations"), "avocet-live", "avocet live");
            String path = "/alarms?q=bittern+live&projectId=" + hidden.project();
            eventually("both came", () -> ProjectWorld.items(world.admin, path).size() == 1);
            String alarm =
                    ProjectWorld.items(world.admin, path).getFirst().get("id").asString();
            for (Things things : List.of(hidden, own)) {
                world.admin.post("/incidents/" + things.id("incidents") + "/remarks", "{\"text\":\"x\"}");
                world.admin.post("/forwarding-rules/" + things.id("forwarding-rules") + "/enable", null);
                world.admin.post("/integrations/" + things.id("integrations") + "/enable", null);
                world.admin.post("/projects/" + things.project() + "/enable", null);
            }
            for (String kind : List.of("incidents", "forwarding-rules", "integrations", "projects")) {
                eventually(kind, () -> has(told, own.id(kind)));
            }
            eventually("alarms", () -> has(told, "event: alarm") && has(told, "event: originalAlarm"));
            assertFalse(has(told, alarm), told::toString);
            hidden.ids().values().forEach(id -> assertFalse(has(told, id), () -> id + " " + told));
            http.shutdownNow();
        }
    }

    private static boolean has(List<String> lines, String text) {
        synchronized (lines) {
            return lines.stream().anyMatch(l -> l.contains(text));
        }
    }
}
