package io.opencoc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PostgresSettingsTest {

    private final PostgresSettings settings = PostgresSettings.in(Path.of("data"));

    @Test
    void ofTheCallerWinOverTheDefaults() {
        var parameters = settings.withParameter("shared_buffers", "1GB").effectiveParameters();
        assertEquals("1GB", parameters.get("shared_buffers"));
        assertEquals("on", parameters.get("fsync"));
        assertEquals("off", settings.withoutDurability().effectiveParameters().get("fsync"));
    }

    @Test
    void thatDecideWhoGetsInAreNotTheCallers() {
        refused("parameters.listen_addresses", () -> settings.withParameter("listen_addresses", "*"));
        refused("parameters.Port", () -> settings.withParameter("Port", "1"));
        refused("parameters.hba_file", () -> settings.withParameter("hba_file", "/tmp/x"));
    }

    @Test
    void thatMakeNoSenseAreNamed() {
        refused("parameters: not the name", () -> settings.withParameter("a b", "1"));
        refused("parameters: not the name", () -> settings.withParameter("--config", "1"));
        refused("parameters.work_mem", () -> settings.withParameter("work_mem", "4\0MB"));
        refused("port", () -> settings.withPort(65_536));
        refused("startTimeout", () -> settings.withStartTimeout(Duration.ZERO));
        refused("stopTimeout", () -> settings.withStopTimeout(Duration.ofSeconds(-1)));
    }

    private static void refused(String start, Executable call) {
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, call).getMessage());
        assertTrue(message.startsWith(start), message);
    }
}
