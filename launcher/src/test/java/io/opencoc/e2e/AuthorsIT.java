package io.opencoc.e2e;

import static io.opencoc.e2e.ApiClient.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Somebody reads {@code docs/plugins.md}, does what it says outside of this build, and has a plug-in that works. */
class AuthorsIT {
    @TempDir
    Path folder;

    @Test
    void theExampleIsBuiltDroppedAndTakesAlarms() throws Exception {
        Path project = project();
        new AuthorsMaven(folder).packages(project);
        Path data = folder.resolve("data");
        try (RunningServer server = RunningServer.start(data, Map.of())) {
            ApiClient client = ApiClient.signIn(server);
            assertEquals(0, minimal(client), "it is not there before");
            Path plugins = Files.createDirectories(data.resolve("plugins"));
            Files.copy(project.resolve("target/alarm-minimal-1.0.0.jar"), plugins.resolve("alarm-minimal-1.0.0.jar"));
            within(10, "the source is offered", () -> minimal(client) == 1);

            JsonNode integration = client.post("/api/v1/integrations", Map.of("source", "minimal", "name", "Mine"));
            assertTrue(integration
                    .at("/instructions/en")
                    .asString()
                    .contains(integration.get("url").asString()));
            String key = integration.get("key").asString();
            assertEquals(200, client.hook(key, "", "{\"name\": \"disk full\", \"on\": true}"));
            within(10, "the alarm", () -> client.items("/api/v1/alarms").size() == 1);
            assertEquals("disk full", client.only("/api/v1/alarms").get("name").asString());

            String test = "/api/v1/integrations/" + integration.get("id").asString() + "/test";
            assertEquals(1, client.post(test, Map.of()).get("accepted").asInt());
            within(10, "both", () -> client.items("/api/v1/alarms").size() == 2);

            assertEquals(200, client.hook(key, "", "{\"name\": \"disk full\", \"on\": false}"));
            within(10, "one has recovered", () -> client.items("/api/v1/alarms").size() == 1);
            ApiClient.Answer refused = client.call("POST", "/hooks/" + key, "{\"on\": true}".getBytes());
            assertEquals(400, refused.status());
            assertTrue(refused.body().contains("'name' is missing"), refused.body());
        }
    }

    @Test
    void theExampleHoldsTheContractFromThePublishedTestJar() throws Exception {
        Path project = project();
        Path pom = project.resolve("pom.xml");
        Files.writeString(
                pom,
                Files.readString(pom)
                        .replace("  </dependencies>", PluginsPage.listing("xml", "test-jar") + "  </dependencies>"));
        Path test = project.resolve(PluginsPage.TEST);
        Files.createDirectories(test.getParent());
        Files.writeString(test, PluginsPage.listing("java", "extends AlarmSourceContract"));
        String said = new AuthorsMaven(folder).packages(project);
        assertTrue(said.contains("Tests run: 11, Failures: 0, Errors: 0, Skipped: 0"), said);
    }

    @Test
    void whatNewWritesBuildsAndPassesVerify() throws Exception {
        Path project = folder.resolve("acme");
        assertEquals(0, coc("plugin", "new", project.toString(), "--id", "acme-monitor"));
        new AuthorsMaven(folder).packages(project);
        assertEquals(
                0,
                coc(
                        "plugin",
                        "verify",
                        project.resolve("target/acme-monitor-1.0.0.jar").toString()));
    }

    private static int coc(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(RunningServer.executable().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " still runs after 60 s");
        }
        return process.exitValue();
    }

    /** What stands in the page, as files. */
    private Path project() throws Exception {
        Path project = folder.resolve("alarm-minimal");
        Path source = project.resolve(PluginsPage.SOURCE);
        Files.createDirectories(source.getParent());
        Files.writeString(project.resolve("pom.xml"), PluginsPage.listing("xml", "<modelVersion>"));
        Files.writeString(source, PluginsPage.listing("java", "implements OpencocPlugin"));
        return project;
    }

    private static long minimal(ApiClient client) {
        return client.items("/api/v1/alarm-sources").stream()
                .filter(s -> s.get("id").asString().equals("minimal"))
                .count();
    }
}
