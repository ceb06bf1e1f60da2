package io.opencoc.plugin.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.JsonReader;
import io.opencoc.api.MailPort;
import io.opencoc.api.NotificationChannel;
import io.opencoc.api.PluginContext;
import io.opencoc.api.Recipient;
import io.opencoc.api.contract.NotificationChannelContract;
import io.opencoc.api.contract.TestContext;
import io.opencoc.kernel.json.JacksonJsonReader;
import io.opencoc.kernel.json.Json;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EmailChannelContractTest extends NotificationChannelContract {
    private static final MailPort TAKES_ALL =
            (server, mail) -> Uni.createFrom().item(new DeliveryReceipt(mail.messageId(), "250 OK"));

    @Override
    protected NotificationChannel channel() {
        return new EmailPlugin().notificationChannels().get(0);
    }

    @Override
    protected JsonReader reader(byte[] body) {
        return new JacksonJsonReader(body);
    }

    @Override
    protected PluginContext working() {
        return TestContext.mailing(Map.of("host", "smtp.example.com", "from", "ops@example.com"), TAKES_ALL);
    }

    @Override
    protected PluginContext notConfigured() {
        return TestContext.mailing(Map.of(), TAKES_ALL);
    }

    @Override
    protected Recipient recipient() {
        return new Recipient("Ann", "ann@example.com");
    }

    @Test
    void theSchemaMarksWhatIsNeededAndWhatIsSecret() {
        JsonNode schema = Json.tree(channel().descriptor().settingsSchema());
        assertEquals("[\"host\",\"from\"]", schema.get("required").toString());
        schema.get("properties")
                .properties()
                .forEach(p -> assertEquals(
                        channel().descriptor().secretSettings().contains(p.getKey()),
                        p.getValue().path("writeOnly").asBoolean(false),
                        p.getKey()));
    }

    @Test
    void theSenderIsAnAddress() {
        String pattern = Json.tree(channel().descriptor().settingsSchema())
                .at("/properties/from/pattern")
                .asString();
        for (String good : List.of("ops@example.com", "OpenCOC <coc@example.com>")) {
            assertTrue(good.matches(pattern), good);
        }
        for (String bad : List.of("not an address", "@example.com", "ops@", "a@b@c", "OpenCOC <coc@>")) {
            assertFalse(bad.matches(pattern), bad);
        }
    }
}
