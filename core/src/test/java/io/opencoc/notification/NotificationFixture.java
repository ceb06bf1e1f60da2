package io.opencoc.notification;

import static io.opencoc.kernel.TestServer.await;
import static io.opencoc.kernel.TestServer.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opencoc.api.ContactMethod;
import io.opencoc.engineer.EngineerInput;
import io.opencoc.engineer.EngineerModule;
import io.opencoc.incident.IncidentInput;
import io.opencoc.incident.IncidentModule;
import io.opencoc.integration.IntegrationModule;
import io.opencoc.integration.TestSources;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Client;
import io.opencoc.kernel.access.Actor;
import io.opencoc.project.Placement;
import io.opencoc.project.ProjectModule;
import io.opencoc.todo.TestTodos;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** A server with engineers, incidents and notifications over a fake channel. */
final class NotificationFixture implements AutoCloseable {
    final FakeChannel channel = new FakeChannel("email", ContactMethod.EMAIL);
    final List<Channels.Entry> channels = new CopyOnWriteArrayList<>(List.of(channel));
    final TestServer server;
    final Client client;
    EngineerModule engineers;
    IncidentModule incidents;
    NotificationModule notifications;
    private Kernel kernel;

    NotificationFixture() {
        server = TestServer.with(k -> {
            kernel = k;
            engineers = EngineerModule.create(k);
            Placement placement = ProjectModule.create(k).placement();
            incidents = IncidentModule.create(k, placement, engineers.service());
            notifications = NotificationModule.create(
                    k,
                    engineers.service(),
                    incidents.service(),
                    IntegrationModule.create(k, placement, new TestSources()).service(),
                    TestTodos.create(k, placement, engineers.service()).service(),
                    () -> channels,
                    Map.of("email", Map.of("host", "smtp.example.com", "password", "s3cret")));
        });
        notifications.deliveries().start();
        client = server.client();
    }

    /** The deliveries of another server on the same database. */
    Deliveries another() {
        return new Deliveries(
                kernel,
                new Sender(
                        () -> channels,
                        new ChannelSettings(kernel.secrets(), Map.of("email", Map.of("host", "smtp.example.com")))));
    }

    UUID engineer(Actor actor, String name, String email, String language) {
        UUID id = Ids.at(Instant.now());
        await(engineers.service().create(actor, id, new EngineerInput(name, null, email, language, null)));
        return id;
    }

    UUID engineer(String name, String email) {
        return engineer(server.admin, name, email, "en");
    }

    UUID incident(Actor actor, UUID owner, String title) {
        UUID id = Ids.at(Instant.now());
        await(incidents
                .service()
                .create(actor, id, new IncidentInput(title, "P1", null, "eu-1", "shop", null, owner, null)));
        return id;
    }

    UUID incident(UUID owner, String title) {
        return incident(server.admin, owner, title);
    }

    int count(String query) {
        return client.get("/notifications?" + query).json().get("total").asInt();
    }

    /** The one message about an incident. */
    JsonNode only(UUID incident) {
        JsonNode page = client.get("/notifications?incidentId=" + incident).json();
        assertEquals(1, page.get("total").asInt(), page.toString());
        return page.at("/items/0");
    }

    /** Waits until the one message about an incident is in this state. */
    JsonNode is(UUID incident, String state) {
        eventually("the message is " + state, () -> count("incidentId=" + incident + "&state=" + state) == 1);
        return only(incident);
    }

    /** Waits until no event is in the outbox. */
    void untilAllEventsAreTaken() {
        eventually("the outbox is empty", () -> {
            try (var c = TestDatabase.connect(server.address);
                    var rows = c.createStatement().executeQuery("SELECT count(*) FROM kernel.outbox")) {
                return rows.next() && rows.getLong(1) == 0;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    @Override
    public void close() {
        await(notifications.deliveries().stop());
        server.close();
    }
}
