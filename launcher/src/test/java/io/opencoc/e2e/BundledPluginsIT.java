package io.opencoc.e2e;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The plug-ins inside the executable, as its users meet them: each loads, describes itself, can be set, and reads its own sample. */
class BundledPluginsIT {
    /** What needed settings are tried with, where their schema shows no value: the first that fits. */
    private static final List<String> CANDIDATES = List.of(
            "example-of-a-value",
            "example_1",
            "ops@example.com",
            "https://example.com/",
            "13800000000",
            "AC0123456789abcdef0123456789abcdef");

    @TempDir
    static Path folder;

    static RunningServer server;
    static ApiClient client;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.start(folder.resolve("data"), Map.of());
        client = ApiClient.signIn(server);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static List<JsonNode> sources() {
        return client.items("/api/v1/alarm-sources");
    }

    private static List<JsonNode> channels() {
        return client.items("/api/v1/notification-channels");
    }

    @Test
    void eachIsLoadedAndBringsSomething() throws Exception {
        Set<String> packed;
        try (JarFile coc = new JarFile(RunningServer.executable().toFile());
                InputStream index = coc.getInputStream(coc.getEntry("bundled-plugins/index.txt"))) {
            packed = new String(index.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("-\\d.*", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        assertTrue(packed.contains("alarm-prometheus") && packed.contains("notify-email"), packed.toString());
        assertEquals(
                packed,
                client.items("/api/v1/plugins").stream()
                        .filter(p -> p.get("bundled").asBoolean()
                                && p.get("state").asString().equals("running"))
                        .filter(p -> !p.get("extensions").isEmpty())
                        .map(p -> p.get("id").asString())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void eachSourceReadsItsOwnSample() {
        each(sources(), source -> {
            String id = source.get("id").asString();
            JsonNode integration = client.post(
                    "/api/v1/integrations", Map.of("source", id, "name", "Test of " + id, "settings", needed(source)));
            for (String language : List.of("en", "zh")) {
                String instructions =
                        integration.at("/instructions/" + language).asString();
                assertTrue(instructions.contains(integration.get("key").asString()), instructions);
            }
            String test = "/api/v1/integrations/" + integration.get("id").asString() + "/test";
            for (boolean firing : new boolean[] {true, false}) {
                JsonNode answer = client.post(test, Map.of("name", "告警 of \"" + id + "\"", "firing", firing));
                assertEquals(1, answer.get("accepted").asInt(), answer::toString);
                assertTrue(answer.get("status").asInt() < 300, answer::toString);
            }
        });
    }

    @Test
    void eachChannelTakesItsSettingsAndKeepsItsSecrets() {
        each(channels(), channel -> {
            assertFalse(channel.get("contactMethod").asString().isBlank());
            Map<String, Object> settings = needed(channel);
            String path = "/api/v1/notification-channels/" + channel.get("id").asString();
            JsonNode kept = client.put(path, Map.of("settings", settings));
            Set<String> secrets = new TreeSet<>();
            settings.keySet().stream()
                    .filter(name -> property(channel, name).path("writeOnly").asBoolean(false))
                    .forEach(secrets::add);
            assertEquals(
                    secrets,
                    kept.get("secretsSet").valueStream().map(JsonNode::asString).collect(Collectors.toSet()));
            settings.keySet().removeAll(secrets);
            assertEquals(settings.keySet(), Set.copyOf(kept.get("settings").propertyNames()));
        });
    }

    @Test
    void eachFormCanBeDrawnInBothLanguages() {
        each(Stream.concat(sources().stream(), channels().stream()).toList(), extension -> {
            for (String text : List.of("/name/en", "/name/zh", "/description/en", "/description/zh")) {
                assertFalse(extension.at(text).asString().isBlank(), text);
            }
            JsonNode schema = extension.get("settingsSchema");
            assertEquals("object", schema.get("type").asString());
            assertFalse(schema.get("additionalProperties").asBoolean(), "misspelt names are refused");
            schema.path("properties").properties().forEach(p -> assertDrawable(p.getKey(), p.getValue()));
            if (extension.has("secretSettings")) {
                for (JsonNode secret : extension.get("secretSettings")) {
                    assertTrue(
                            property(extension, secret.asString())
                                    .path("writeOnly")
                                    .asBoolean(false),
                            secret::toString);
                }
            }
        });
    }

    private static void assertDrawable(String name, JsonNode property) {
        assertTrue(property.path("title").isString(), () -> name + " has a title");
        assertTrue(property.at("/x-zh/title").isString(), () -> name + " has a Chinese title");
        assertEquals(
                property.has("description"), property.path("x-zh").has("description"), () -> name + ": description");
        boolean bounded =
                switch (property.path("type").asString("none")) {
                    case "string" -> property.has("enum") || property.has("maxLength");
                    case "integer", "number" -> property.has("minimum") && property.has("maximum");
                    case "boolean" -> true;
                    case "array" ->
                        property.at("/items/type").asString("").equals("string") && property.has("maxItems");
                    default -> false;
                };
        assertTrue(bounded, () -> name + " is of a type that the console draws, and has bounds: " + property);
    }

    /** The fewest settings that the schema lets through. */
    private static Map<String, Object> needed(JsonNode extension) {
        Map<String, Object> settings = new TreeMap<>();
        for (JsonNode name : extension.get("settingsSchema").path("required")) {
            settings.put(name.asString(), value(property(extension, name.asString())));
        }
        return settings;
    }

    private static Object value(JsonNode property) {
        for (String place : List.of("/default", "/enum/0", "/examples/0")) {
            if (!property.at(place).isMissingNode()) {
                return property.at(place);
            }
        }
        return switch (property.path("type").asString("none")) {
            case "integer", "number" -> property.path("minimum").asInt(1);
            case "boolean" -> true;
            default ->
                CANDIDATES.stream()
                        .filter(text -> fits(text, property))
                        .findFirst()
                        .orElseThrow();
        };
    }

    private static boolean fits(String text, JsonNode property) {
        return text.length() >= property.path("minLength").asInt(0)
                && text.length() <= property.path("maxLength").asInt(1000)
                && Pattern.compile(property.path("pattern").asString(""))
                        .matcher(text)
                        .find()
                && (text.startsWith("https:")
                        || !property.path("format").asString("").equals("uri"));
    }

    private static JsonNode property(JsonNode extension, String name) {
        return extension.get("settingsSchema").get("properties").get(name);
    }

    private static void each(List<JsonNode> extensions, Consumer<JsonNode> check) {
        assertAll(extensions.stream().map(e -> () -> {
            try {
                check.accept(e);
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError(e.get("id").asString() + ": " + failure.getMessage(), failure);
            }
        }));
    }
}
