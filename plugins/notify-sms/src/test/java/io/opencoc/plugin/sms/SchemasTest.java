package io.opencoc.plugin.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.opencoc.api.ContactMethod;
import io.opencoc.api.NotificationChannel;
import io.opencoc.kernel.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the console draws its forms from. */
class SchemasTest {
    private static final List<NotificationChannel> CHANNELS = new SmsPlugin().notificationChannels();

    @Test
    void fourChannelsToMobiles() {
        assertEquals(
                List.of("sms-aliyun", "sms-huawei", "sms-twilio", "sms-http"),
                CHANNELS.stream().map(c -> c.descriptor().id()).toList());
        assertTrue(CHANNELS.stream().allMatch(c -> c.contactMethod() == ContactMethod.MOBILE));
    }

    @Test
    void everySettingIsDescribedLimitedAndSecretWhereItMust() {
        for (NotificationChannel channel : CHANNELS) {
            JsonNode schema = Json.tree(channel.descriptor().settingsSchema());
            assertFalse(schema.get("additionalProperties").asBoolean());
            schema.get("properties").properties().forEach(p -> {
                String place = channel.descriptor().id() + "." + p.getKey();
                JsonNode s = p.getValue();
                assertTrue(
                        Set.of("string", "integer", "boolean")
                                .contains(s.get("type").asString()),
                        place);
                assertTrue(s.path("title").isString() && s.at("/x-zh/title").isString(), place);
                assertEquals(s.has("description"), s.at("/x-zh").has("description"), place);
                boolean limited =
                        switch (s.get("type").asString()) {
                            case "string" -> s.has("maxLength") || s.has("enum");
                            case "integer" -> s.has("minimum") && s.has("maximum");
                            default -> true;
                        };
                assertTrue(limited, place);
                assertEquals(
                        channel.descriptor().secretSettings().contains(p.getKey()),
                        s.path("writeOnly").asBoolean(false),
                        place);
            });
        }
    }

    @Test
    void whereSecretsGoIsMarked() {
        Map<String, Set<String>> destinations = Map.of(
                "sms-aliyun", Set.of("endpoint"),
                "sms-huawei", Set.of("endpoint", "region", "service"),
                "sms-twilio", Set.of("endpoint"),
                "sms-http", Set.of("url", "headers", "body"));
        for (NotificationChannel channel : CHANNELS) {
            JsonNode properties =
                    Json.tree(channel.descriptor().settingsSchema()).get("properties");
            for (String name : properties.propertyNames()) {
                assertEquals(
                        destinations.get(channel.descriptor().id()).contains(name),
                        properties.get(name).path("x-destination").asBoolean(false),
                        channel.descriptor().id() + "." + name);
            }
        }
    }

    @Test
    void whatTheFakesTakePassesTheSchemas() throws Exception {
        try (FakeAliyun aliyun = new FakeAliyun(java.time.Instant.EPOCH);
                FakeHuawei huawei = new FakeHuawei(java.time.Instant.EPOCH);
                FakeTwilio twilio = new FakeTwilio();
                FakeGateway gateway = new FakeGateway()) {
            assertEquals("[]", problems(0, aliyun.settings()));
            assertEquals("[]", problems(1, huawei.smn()));
            assertEquals("[]", problems(1, huawei.msgsms()));
            assertEquals("[]", problems(2, twilio.settings()));
            for (Map<String, String> settings :
                    List.of(gateway.json(), gateway.form(), gateway.query(), gateway.text())) {
                assertEquals("[]", problems(3, settings));
            }
            assertTrue(problems(1, Messages.with(huawei.smn(), "topic", "everybody"))
                    .contains("topic"));
            assertTrue(problems(2, Messages.with(twilio.settings(), "accountSid", "AC1"))
                    .contains("accountSid"));
            assertTrue(problems(3, Messages.with(gateway.json(), "url", "https://{mobile}/x"))
                    .contains("url"));
            assertTrue(problems(3, Messages.with(gateway.json(), "successStatus", "2xx;"))
                    .contains("successStatus"));
            assertTrue(problems(0, Map.of()).contains("accessKeyId"));
        }
    }

    private static String problems(int channel, Map<String, String> settings) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(CHANNELS.get(channel).descriptor().settingsSchema(), InputFormat.JSON)
                .validate(Json.MAPPER.valueToTree(settings).toString(), InputFormat.JSON)
                .toString();
    }
}
