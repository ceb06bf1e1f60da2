package io.opencoc.routing;

import static io.opencoc.kernel.TestServer.await;
import static io.opencoc.kernel.TestServer.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opencoc.alarm.AlarmEvents;
import io.opencoc.alarm.AlarmModule;
import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import io.opencoc.engineer.EngineerModule;
import io.opencoc.incident.IncidentModule;
import io.opencoc.ingest.IngestLimits;
import io.opencoc.ingest.IngestModule;
import io.opencoc.ingest.Origin;
import io.opencoc.integration.IntegrationModule;
import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Client;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Remote;
import io.opencoc.kernel.outbox.Subscriber;
import io.opencoc.project.Placement;
import io.opencoc.project.ProjectModule;
import io.opencoc.rule.RuleModule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** The way from a lane to incidents on a real PostgreSQL, with what tests of it send and look at. */
abstract class RoutingFixture {
    TestServer server;
    Client client;
    IngestModule ingest;
    RoutingModule routing;
    Map<Actor, UUID> integrations = new java.util.HashMap<>();
    Instant start;
    final List<AlarmEvents.Assigned> told = new java.util.concurrent.CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        server = TestServer.with(kernel -> {
            EngineerModule engineers = EngineerModule.create(kernel);
            Placement placement = ProjectModule.create(kernel).placement();
            IntegrationModule integrationModule = IntegrationModule.create(kernel, placement, NoSources.INSTANCE);
            IncidentModule incidents = IncidentModule.create(kernel, placement, engineers.service());
            AlarmModule alarms = AlarmModule.create(kernel, integrationModule, incidents, Duration.ofDays(31));
            RuleModule rules = RuleModule.create(
                    kernel, placement, engineers.service(), integrationModule.service(), NoSources.INSTANCE);
            rules.trials().on(alarms.recent());
            ingest = IngestModule.create(
                    kernel,
                    TestDatabase.connections(TestDatabase.last()),
                    IngestLimits.standard(),
                    integrationModule,
                    Map.of(),
                    new Remote(List.of(), null));
            routing = RoutingModule.create(kernel, ingest, alarms, rules, incidents, engineers);
            kernel.outbox()
                    .subscribe(new Subscriber<>(
                            "test", Set.of(AlarmEvents.Assigned.TYPE), AlarmEvents.Assigned.class, false, (tx, e) -> {
                                told.add(e);
                                return io.smallrye.mutiny.Uni.createFrom().voidItem();
                            }));
            await(alarms.prepare());
        });
        ingest.start();
        routing.start();
        eventually("lanes connected", () -> ingest.lanes().areConnected());
        client = server.client();
        start = server.clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (Actor actor : List.of(server.admin, server.otherAdmin)) {
            UUID id = UUID.randomUUID();
            TestDatabase.sql(
                    server.address,
                    "INSERT INTO integration (tenant_id, id, source, name, enabled, key_hash, key_secret, created_at, project_id) VALUES ('%1$s', '%2$s', 'prometheus', 'P', true, '\\x%3$s', '', now(), '%1$s')"
                            .formatted(actor.tenant(), id, id.toString().replace("-", "")));
            integrations.put(actor, id);
        }
    }

    @AfterEach
    void stop() {
        await(routing.stop());
        await(ingest.stop());
        server.close();
    }

    AlarmEvent.Builder alarm(String fingerprint, String name) {
        return AlarmEvent.builder(fingerprint, name)
                .startsAt(start)
                .level(AlarmLevel.CRITICAL)
                .resourceName("host-1")
                .raw("{}");
    }

    AlarmEvent ok(String fingerprint, String name) {
        return alarm(fingerprint, name)
                .status(AlarmStatus.OK)
                .endsAt(start.plusSeconds(5))
                .build();
    }

    void send(Actor actor, AlarmEvent... events) {
        await(ingest.lanes()
                .store(
                        new Origin(actor.tenant(), integrations.get(actor), "prometheus"),
                        List.of(events),
                        server.clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    void send(AlarmEvent... events) {
        send(server.admin, events);
    }

    String rule(String json) {
        TestServer.Answer a = client.post("/forwarding-rules", json);
        assertEquals(201, a.status(), a.body());
        return a.json().get("id").asString();
    }

    List<JsonNode> items(String path) {
        TestServer.Answer a = client.get(path);
        assertEquals(200, a.status(), a.body());
        return a.json().get("items").valueStream().toList();
    }

    JsonNode only(String path) {
        List<JsonNode> items = items(path);
        assertEquals(1, items.size(), items.toString());
        return items.getFirst();
    }
}
