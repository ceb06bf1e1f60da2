package io.opencoc.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.Descriptor;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.Reply;
import io.opencoc.api.SampleRequest;
import io.opencoc.api.Settings;
import io.opencoc.api.Text;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import io.opencoc.kernel.settings.SettingsValues;
import io.opencoc.project.ProjectModule;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class IntegrationSettingsIT {
    private static final String SCHEMA = """
            {"type":"object","additionalProperties":false,"required":["level"],"properties":{
              "host":{"type":"string","maxLength":100,"x-destination":true},
              "level":{"type":"string","enum":["high","low"]},
              "token":{"type":"string","maxLength":100}}}
            """;
    static TestServer server;
    static Client client;
    static IntegrationModule module;

    @BeforeAll
    static void start() {
        server = TestServer.with(kernel -> module =
                IntegrationModule.create(kernel, ProjectModule.create(kernel).placement(), new OneSource()));
        client = server.client();
    }

    @AfterAll
    static void stop() {
        TestServer.await(module.stop());
        server.close();
    }

    private static Answer create(String name, String settings) {
        return client.post(
                "/integrations",
                "{\"source\":\"configured\",\"name\":\"%s\",\"settings\":%s}".formatted(name, settings));
    }

    @Test
    void areKeptWithoutShowingSecretsAndReachTheSource() {
        Answer created = create("Kept", "{\"host\":\"a\",\"level\":\"high\",\"token\":\"s3cret\"}");
        assertEquals(201, created.status(), created.body());
        assertEquals(
                "{\"host\":\"a\",\"level\":\"high\"}",
                created.json().get("settings").toString());
        assertEquals("token", created.json().at("/secretsSet/0").asString());
        assertFalse(created.body().contains("s3cret"));
        KeyedIntegration keyed = Objects.requireNonNull(
                TestServer.await(module.keys().find(created.json().get("key").asString())));
        assertEquals("s3cret", keyed.settings().text("token"));
        assertEquals("high", keyed.settings().text("level"));
        assertFalse(keyed.toString().contains("s3cret"));
    }

    @Test
    void wrongOnesAreNamed() {
        Answer wrong = create("Wrong", "{\"level\":\"medium\",\"more\":1}");
        assertEquals(400, wrong.status());
        assertTrue(wrong.body().contains("settings.level"), wrong.body());
        assertTrue(wrong.body().contains("more"), wrong.body());
        Answer missing = client.post("/integrations", "{\"source\":\"configured\",\"name\":\"None\"}");
        assertEquals(400, missing.status());
        assertTrue(missing.body().contains("settings"), missing.body());
    }

    @Test
    void theSourceItselfIsAsked() {
        Answer wrong = create("Asked", "{\"host\":\"evil\",\"level\":\"high\",\"token\":\"t\"}");
        assertEquals(400, wrong.status());
        assertTrue(wrong.body().contains("settings.host"), wrong.body());
        assertTrue(wrong.body().contains("is evil"), wrong.body());
    }

    @Test
    void aSecretStaysUntilTheSettingsSendItElsewhere() {
        JsonNode created = create("Moves", "{\"host\":\"a\",\"level\":\"high\",\"token\":\"s3cret\"}")
                .json();
        String path = "/integrations/" + created.get("id").asString();
        assertEquals(200, client.put(path, "{\"name\":\"Moves\"}").status());
        Answer lower = client.put(path, "{\"name\":\"Moves\",\"settings\":{\"host\":\"a\",\"level\":\"low\"}}");
        assertEquals(200, lower.status(), lower.body());
        assertEquals("token", lower.json().at("/secretsSet/0").asString());
        Answer elsewhere = client.put(path, "{\"name\":\"Moves\",\"settings\":{\"host\":\"evil\",\"level\":\"low\"}}");
        assertEquals(400, elsewhere.status());
        assertTrue(elsewhere.body().contains("settings.token"), elsewhere.body());
        Answer removed = client.put(
                path, "{\"name\":\"Moves\",\"settings\":{\"host\":\"evil\",\"level\":\"low\",\"token\":null}}");
        assertEquals(200, removed.status(), removed.body());
        assertTrue(removed.json().get("secretsSet").isEmpty());
        KeyedIntegration keyed = Objects.requireNonNull(
                TestServer.await(module.keys().find(created.get("key").asString())));
        assertEquals("evil", keyed.settings().text("host"), "the key's owner is read again");
    }

    @Test
    void aPastedRequestIsReadWithGivenOrKeptSettings() {
        module.trials().readThrough((source, settings, headers, request) -> read(settings, request));
        String id = create("Tried", "{\"level\":\"high\",\"token\":\"s3cret\"}")
                .json()
                .get("id")
                .asString();
        Answer given =
                client.post("/alarm-sources/configured/try", "{\"settings\":{\"level\":\"low\"},\"body\":\"x\"}");
        assertEquals(200, given.status(), given.body());
        assertTrue(given.json().get("understood").asBoolean());
        assertEquals("x low null", given.json().at("/alarms/0/name").asString());
        Answer kept =
                client.post("/alarm-sources/configured/try", "{\"integrationId\":\"%s\",\"body\":\"y\"}".formatted(id));
        assertEquals("y high set", kept.json().at("/alarms/0/name").asString());
        Answer refused =
                client.post("/alarm-sources/configured/try", "{\"settings\":{\"level\":\"low\"},\"body\":\"bad\"}");
        assertEquals(200, refused.status());
        assertFalse(refused.json().get("understood").asBoolean());
        assertEquals(422, refused.json().get("status").asInt());
        assertEquals("no", refused.json().get("answer").asString());
        assertEquals(
                404,
                client.post("/alarm-sources/none-such/try", "{\"body\":\"x\"}").status());
        assertEquals(
                400,
                client.post("/alarm-sources/configured/try", "{\"settings\":{\"level\":\"x\"},\"body\":\"x\"}")
                        .status());
    }

    private static Uni<ParsedRequest> read(SettingsValues settings, SampleRequest request) {
        if (request.body().equals("bad")) {
            return Uni.createFrom().failure(new BadPayloadException("it is bad", new Reply(422, "text/plain", "no")));
        }
        String token = settings.text("token") == null ? "null" : "set";
        AlarmEvent alarm = AlarmEvent.builder("f", request.body() + " " + settings.text("level") + " " + token)
                .startsAt(Instant.EPOCH)
                .build();
        return Uni.createFrom().item(ParsedRequest.of(List.of(alarm)));
    }

    private record OneSource() implements AlarmSources, AlarmSources.Source {
        @Override
        public Optional<Source> find(String id) {
            return id.equals("configured") ? Optional.of(this) : Optional.empty();
        }

        @Override
        public List<Source> all() {
            return List.of(this);
        }

        @Override
        public Descriptor descriptor() {
            return new Descriptor("configured", new Text("en", "zh"), new Text("What", "什么"), SCHEMA, Set.of("token"));
        }

        @Override
        public String plugin() {
            return "test";
        }

        @Override
        public Uni<Text> instructions(IntegrationPoint point) {
            return Uni.createFrom().item(new Text("en", "zh"));
        }

        @Override
        public Uni<Void> check(Settings settings) {
            return "evil".equals(settings.text("host")) && settings.text("token") != null
                    ? Uni.createFrom().failure(new BadPayloadException("the setting host is evil"))
                    : Uni.createFrom().voidItem();
        }

        @Override
        public Uni<SampleRequest> sample(IntegrationPoint point, Settings settings, String name, boolean firing) {
            return Uni.createFrom().item(new SampleRequest("", "text/plain", name));
        }
    }
}
