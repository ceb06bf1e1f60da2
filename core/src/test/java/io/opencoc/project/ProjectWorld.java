package io.opencoc.project;

import static io.opencoc.kernel.TestServer.await;
import static io.opencoc.kernel.TestServer.eventually;

import io.opencoc.alarm.AlarmModule;
import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.engineer.EngineerModule;
import io.opencoc.incident.IncidentModule;
import io.opencoc.ingest.IngestLimits;
import io.opencoc.ingest.IngestModule;
import io.opencoc.ingest.Origin;
import io.opencoc.integration.IntegrationModule;
import io.opencoc.integration.KeyedIntegration;
import io.opencoc.integration.Rejection;
import io.opencoc.integration.TestSources;
import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import io.opencoc.kernel.access.Access;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.access.Condition;
import io.opencoc.kernel.access.Glob;
import io.opencoc.kernel.access.Statement;
import io.opencoc.kernel.http.Remote;
import io.opencoc.kernel.settings.SettingsValues;
import io.opencoc.notification.NotificationModule;
import io.opencoc.overview.OverviewModule;
import io.opencoc.routing.RoutingModule;
import io.opencoc.rule.RuleModule;
import io.opencoc.todo.TestTodos;
import io.opencoc.todo.TodoService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A server with all features whose things belong to enterprise projects, and people who are limited to some projects. */
final class ProjectWorld implements AutoCloseable {
    final TestServer server;
    final Client admin;
    private IntegrationModule integrations;
    private IngestModule ingest;
    private RoutingModule routing;
    private NotificationModule notifications;

    /**
     * A project with a thing of each kind, all with a word of the project's in their texts.
     *
     * @param ids by the first part of their paths, as {@code incidents}
     */
    record Things(UUID project, String word, Map<String, String> ids, String engineer) {
        /** None: what is uploaded is looked at elsewhere. */
        String attachment() {
            return "00000000-0000-7000-8000-000000000000";
        }

        String id(String kind) {
            return ids.getOrDefault(kind, "none-of-" + kind);
        }
    }

    ProjectWorld() {
        server = TestServer.with(this::build);
        startAll();
        admin = server.client();
    }

    private void build(Kernel kernel) {
        EngineerModule engineers = EngineerModule.create(kernel);
        Placement placement = ProjectModule.create(kernel).placement();
        TestSources sources = new TestSources();
        integrations = IntegrationModule.create(kernel, placement, sources);
        IncidentModule incidents = IncidentModule.create(kernel, placement, engineers.service());
        AlarmModule alarms = AlarmModule.create(kernel, integrations, incidents, Duration.ofDays(31));
        RuleModule rules = RuleModule.create(kernel, placement, engineers.service(), integrations.service(), sources);
        rules.trials().on(alarms.recent());
        ingest = IngestModule.create(
                kernel,
                TestDatabase.connections(TestDatabase.last()),
                IngestLimits.standard(),
                integrations,
                Map.of(),
                new Remote(List.of(), null));
        routing = RoutingModule.create(kernel, ingest, alarms, rules, incidents, engineers);
        TodoService todos =
                TestTodos.create(kernel, placement, engineers.service()).service();
        notifications = NotificationModule.create(
                kernel, engineers.service(), incidents.service(), integrations.service(), todos, List::of, Map.of());
        OverviewModule.create(kernel, incidents.counts(), alarms.counts(), todos);
        await(alarms.prepare());
    }

    private void startAll() {
        integrations.start();
        ingest.start();
        routing.start();
        notifications.deliveries().start();
        eventually("lanes connected", () -> ingest.lanes().areConnected());
    }

    /** Somebody who may do all of this, but only to things of the project. */
    Client limited(UUID project, String... actions) {
        return server.as(actor(statement(List.of(actions), project)));
    }

    Actor actor(Statement... statements) {
        return new Actor(
                server.admin.tenant(),
                "default",
                UUID.randomUUID(),
                "Limited",
                Access.of(List.of(statements)),
                Caller.Credential.SYSTEM,
                Caller.system());
    }

    static Statement statement(List<String> actions, UUID... projects) {
        return new Statement(
                true,
                actions.stream().map(Glob::new).toList(),
                Statement.ALL_THINGS,
                List.of(new Condition.Project("project", List.of(projects), true)),
                new Statement.Origin("p", null, 0, null));
    }

    JsonNode make(String path, String json) {
        Answer a = admin.post(path, json);
        if (a.status() != 201) {
            throw new AssertionError(path + " " + a);
        }
        return a.json();
    }

    String id(String path, String json) {
        return make(path, json).get("id").asString();
    }

    UUID project(String name) {
        return UUID.fromString(id("/projects", "{\"name\":\"%s\"}".formatted(name)));
    }

    String integration(UUID project, String name) {
        return id(
                "/integrations",
                "{\"source\":\"prometheus\",\"name\":\"%s\",\"projectId\":\"%s\"}".formatted(name, project));
    }

    /** A new project with a thing of each kind. */
    Things things(String word) {
        UUID project = project(word + " project");
        Map<String, String> ids = new LinkedHashMap<>();
        await(server.iam.users().addUser(server.admin.tenant(), word, "secret", List.of()));
        String user = server.signIn("default", word)
                .get("/sessions/current")
                .json()
                .at("/user/id")
                .asString();
        String engineer = id("/engineers", "{\"name\":\"%s engineer\",\"userId\":\"%s\"}".formatted(word, user));
        ids.put("projects", project.toString());
        ids.put("integrations", integration(project, word + " integration"));
        ids.put("forwarding-rules", id("/forwarding-rules", """
                        {"name":"%s rule","projectId":"%s","application":"%s-app",
                         "assignment":{"type":"individual","engineerId":"%s"}}""".formatted(word, project, word, engineer)));
        ids.put("todos", id("/todos", """
                        {"name":"%s-todo","projectId":"%s","description":"%s d","type":"other","severity":"minor",
                         "ownerIds":["%s"],"deadline":"%s","solution":"s","notification":"none"}""".formatted(
                        word, project, word, engineer, server.clock.instant().plus(Duration.ofDays(9)))));
        fire(ids.get("integrations"), word + "-1", word + " alarm");
        reject(ids.get("integrations"), word);
        for (String kind : List.of("original-alarms", "alarms", "incidents", "notifications")) {
            String path = "/" + kind + "?projectId=" + project;
            eventually(kind, () -> items(admin, path).size() == 1);
            ids.put(kind, items(admin, path).getFirst().get("id").asString());
        }
        String detail = "/integrations/" + ids.get("integrations");
        eventually("rejected", () -> items(admin, detail + "/rejected").size() == 1);
        return new Things(project, word, ids, engineer);
    }

    static List<JsonNode> items(Client client, String path) {
        Answer a = client.get(path);
        if (a.status() != 200) {
            throw new AssertionError(path + " " + a);
        }
        return a.json().get("items").valueStream().toList();
    }

    /** Sends an alarm to an integration. */
    void fire(String integration, String fingerprint, String name) {
        fire(integration, fingerprint, name, 1);
    }

    /** Sends the same alarm many times at once. */
    void fire(String integration, String fingerprint, String name, int times) {
        AlarmEvent event = AlarmEvent.builder(fingerprint, name)
                .startsAt(server.clock.instant())
                .level(AlarmLevel.CRITICAL)
                .alarmId("id-" + name)
                .raw("{}")
                .build();
        await(ingest.lanes()
                .store(
                        new Origin(server.admin.tenant(), UUID.fromString(integration), "prometheus"),
                        Collections.nCopies(times, event),
                        server.clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    private void reject(String integration, String word) {
        byte[] body = word.getBytes(StandardCharsets.UTF_8);
        integrations
                .rejected()
                .keep(
                        new KeyedIntegration(
                                server.admin.tenant(),
                                UUID.fromString(integration),
                                "prometheus",
                                word,
                                true,
                                SettingsValues.none()),
                        new Rejection(server.clock.instant(), word, null, null, null, body, body.length));
    }

    @Override
    public void close() {
        await(notifications.deliveries().stop());
        await(routing.stop());
        await(ingest.stop());
        await(integrations.stop());
        server.close();
    }
}
