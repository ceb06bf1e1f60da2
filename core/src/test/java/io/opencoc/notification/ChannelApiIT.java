package io.opencoc.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.DeliveryException;
import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ChannelApiIT {
    static NotificationFixture f;
    static Client client;

    @BeforeAll
    static void start() {
        f = new NotificationFixture();
        client = f.client;
    }

    @AfterAll
    static void stop() {
        f.close();
    }

    @BeforeEach
    void reset() {
        assertEquals(200, client.delete("/notification-channels/email").status());
        f.channel.arrived.clear();
    }

    static JsonNode put(String settings) {
        Answer answer = client.put("/notification-channels/email", "{\"settings\":" + settings + "}");
        assertEquals(200, answer.status(), answer.body());
        assertFalse(answer.body().contains("hidden"), answer.body());
        return answer.json();
    }

    static List<String> secrets(JsonNode channel) {
        return channel.get("secretsSet").valueStream().map(JsonNode::asString).toList();
    }

    static String origin(JsonNode channel) {
        return channel.get("origin").asString();
    }

    static FakeChannel.Arrived tested() {
        Answer answer = client.post("/notification-channels/email/test", "{\"address\":\" me@example.com \"}");
        assertEquals(200, answer.status(), answer.body());
        assertEquals("{\"sent\":true,\"answer\":\"250 queued\"}", answer.body());
        return f.channel.arrived.getLast();
    }

    @Test
    void showsTheChannelWithoutItsSecrets() {
        JsonNode channel = client.get("/notification-channels").json().at("/items/0");
        assertEquals("email", channel.get("id").asString());
        assertEquals("邮件", channel.at("/name/zh").asString());
        assertEquals("email", channel.get("contactMethod").asString());
        assertEquals("fake", channel.get("plugin").asString());
        assertEquals("object", channel.at("/settingsSchema/type").asString());
        assertEquals("{\"host\":\"smtp.example.com\"}", channel.get("settings").toString());
        assertEquals(List.of("password"), secrets(channel));
        assertEquals("[\"password\",\"token\"]", channel.get("secretSettings").toString());
        assertEquals("installation", origin(channel));
        assertEquals(404, client.get("/notification-channels/pigeon").status());
        assertEquals(400, client.get("/notification-channels/X").status());
    }

    @Test
    void aTenantsOwnSettingsAreUsedAndItsSecretsStayUntilRemoved() throws Exception {
        JsonNode own = put("{\"host\":\"own\",\"port\":2525,\"password\":\"hidden\",\"token\":\"hidden too\"}");
        assertEquals("tenant", origin(own));
        assertEquals("{\"host\":\"own\",\"port\":2525}", own.get("settings").toString());
        assertEquals(List.of("password", "token"), secrets(own));
        assertEquals("hidden", tested().password());

        assertEquals(List.of("password"), secrets(put("{\"host\":\"own2\",\"token\":null}")));
        assertEquals("hidden", tested().password());
        assertEquals("own2", f.channel.arrived.getLast().host());
        assertEquals(List.of(), secrets(put("{\"host\":\"own3\",\"password\":null}")));
        assertNull(tested().password());

        put("{\"host\":\"own4\",\"password\":\"hidden\"}");
        try (var c = TestDatabase.connect(f.server.address);
                var rows = c.createStatement()
                        .executeQuery("SELECT settings::text || encode(secrets, 'escape') FROM notification_channel")) {
            assertTrue(rows.next());
            assertFalse(rows.getString(1).contains("hidden"), "encrypted at rest");
        }
        Client other = f.server.signIn("other", "admin");
        assertEquals(
                "installation", origin(other.get("/notification-channels/email").json()));
        assertEquals(
                "installation",
                origin(client.delete("/notification-channels/email").json()));
        assertEquals("s3cret", tested().password());
    }

    @Test
    void neverTakesOverTheInstallationsSecrets() {
        assertEquals(List.of(), secrets(put("{\"host\":\"evil.example.com\"}")));
        assertNull(tested().password());
    }

    @Test
    void secretsDoNotFollowToAnotherDestination() {
        put("{\"host\":\"own\",\"relay\":\"own\",\"password\":\"hidden\"}");
        assertEquals(List.of("password"), secrets(put("{\"host\":\"own\"}")), "the default is the same");
        assertEquals(List.of("settings.password"), wrong("{\"host\":\"own\",\"relay\":\"evil.example.com\"}"));
        assertEquals(List.of(), secrets(put("{\"host\":\"own\",\"relay\":\"other\",\"password\":null}")));
        assertEquals(
                List.of("password"), secrets(put("{\"host\":\"own\",\"relay\":\"third\",\"password\":\"hidden\"}")));
        client.delete("/notification-channels/email");
    }

    @Test
    void namesWrongSettings() {
        assertEquals(List.of("settings.host"), wrong("{}"));
        assertEquals(List.of("settings.port"), wrong("{\"host\":\"h\",\"port\":70000}"));
        assertEquals(List.of("settings.user"), wrong("{\"host\":\"h\",\"user\":\"u\"}"));
        assertEquals(List.of("settings.password"), wrong("{\"host\":\"h\",\"password\":5}"));
        assertEquals(List.of("settings.host"), wrong("{\"host\":\"h\\u0000\"}"));
        assertEquals(List.of("settings"), wrong("{\"host\":\"" + "h".repeat(70_000) + "\"}"));
        assertEquals(List.of("settings"), wrong("[]"));
        assertEquals(
                "installation",
                origin(client.get("/notification-channels/email").json()));
    }

    private static List<String> wrong(String settings) {
        Answer answer = client.put("/notification-channels/email", "{\"settings\":" + settings + "}");
        assertEquals(400, answer.status(), answer.body());
        return answer.fields();
    }

    @Test
    void aTestShowsARefusal() {
        f.channel.script(
                "me@example.com", List.of(FakeChannel.refuses(DeliveryException.permanent("535 sign-in failed"))));
        Answer answer = client.post("/notification-channels/email/test", "{\"address\":\"me@example.com\"}");
        assertEquals(200, answer.status());
        assertEquals("{\"sent\":false,\"answer\":\"535 sign-in failed\"}", answer.body());
        for (String bad : List.of("me", "me@x\\r\\nBcc: you@x", "a b@c", " ")) {
            Answer refused = client.post("/notification-channels/email/test", "{\"address\":\"" + bad + "\"}");
            assertEquals(400, refused.status(), refused.body());
            assertEquals(List.of("address"), refused.fields());
        }
        assertEquals(
                403,
                f.server
                        .signIn("default", "reader")
                        .post("/notification-channels/email/test", "{\"address\":\"me@example.com\"}")
                        .status());
        assertEquals(1, f.channel.arrived.size());
    }

    @Test
    void theInstallationsSettingsAreCheckedAtTheStart() {
        Channels channels = () -> f.channels;
        assertEquals(
                List.of("pigeon: no such notification channel is installed"),
                ChannelSettings.problems(channels, Map.of("pigeon", Map.of())));
        List<String> problems =
                ChannelSettings.problems(channels, Map.of("email", Map.of("host", "h", "port", 0, "user", "u")));
        assertEquals(2, problems.size());
        assertTrue(problems.stream().anyMatch(p -> p.startsWith("email.port: ")), problems.toString());
        assertTrue(problems.stream().anyMatch(p -> p.startsWith("email.user: ")), problems.toString());
    }
}
