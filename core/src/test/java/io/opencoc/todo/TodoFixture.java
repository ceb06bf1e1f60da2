package io.opencoc.todo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.attachment.AttachmentLimits;
import io.opencoc.attachment.AttachmentModule;
import io.opencoc.engineer.EngineerModule;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import io.opencoc.kernel.json.Json;
import io.opencoc.project.Placement;
import io.opencoc.project.ProjectModule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A server with to-dos, and people of the default tenant: {@code cleo} creates, {@code ada} and {@code bob} own, {@code eve} has nothing to do with
 * it. All four may handle to-dos, but none may see those of others.
 */
public final class TodoFixture implements AutoCloseable {
    static final List<String> PEOPLE = List.of("Incident Responder", "COC ReadOnlyAccess");

    public final TestServer server;
    public final Client admin;
    public final Client cleo;
    public final Client ada;
    public final Client bob;
    public final Client eve;
    public final Map<String, String> engineers = new HashMap<>();
    public AttachmentModule attachments;

    public TodoFixture(Path folder, AttachmentLimits limits) {
        server = TestServer.with(kernel -> {
            Placement placement = ProjectModule.create(kernel).placement();
            attachments = AttachmentModule.create(kernel, folder, limits);
            TodoModule.create(kernel, placement, EngineerModule.create(kernel).service(), attachments);
        });
        admin = server.client();
        cleo = person("cleo");
        ada = person("ada");
        bob = person("bob");
        eve = person("eve");
    }

    /** A user who is an engineer. */
    Client person(String name) {
        TestServer.await(server.iam.users().addUser(server.admin.tenant(), name, "secret", PEOPLE));
        Client client = server.signIn("default", name);
        String user = client.get("/sessions/current").json().at("/user/id").asString();
        Answer a = admin.post("/engineers", Json.write(Map.of("name", name, "userId", user)));
        assertEquals(201, a.status(), a.body());
        engineers.put(name, a.json().get("id").asString());
        return client;
    }

    /** What makes a to-do of these owners' with everything that is mandatory; further fields win. */
    public Map<String, Object> input(List<String> owners, Map<String, ?> fields) {
        Map<String, Object> input = new HashMap<>(Map.of(
                "name",
                "Renew-certificates",
                "description",
                "They expire.",
                "type",
                "riskWarning",
                "severity",
                "major",
                "ownerIds",
                owners.stream().map(engineers::get).toList(),
                "deadline",
                server.clock.instant().plus(Duration.ofDays(1)).toString(),
                "solution",
                "Order new ones."));
        input.putAll(fields);
        return input;
    }

    /** A to-do that cleo made for ada and bob. */
    public JsonNode todo(Map<String, ?> fields) {
        Answer a = cleo.post("/todos", Json.write(input(List.of("ada", "bob"), fields)));
        assertEquals(201, a.status(), a.body());
        return a.json();
    }

    public String todo() {
        return todo(Map.of()).get("id").asString();
    }

    JsonNode done(Client client, String id, String action, String json) {
        Answer a = client.post("/todos/" + id + "/" + action, json);
        assertTrue(a.status() < 300, a.body());
        return a.json();
    }

    @Override
    public void close() {
        server.close();
    }
}
