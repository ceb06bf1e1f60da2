package io.opencoc.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class CocTest {

    @Test
    void withoutACommandItIsTheServer() {
        assertArrayEquals(new String[] {"server"}, Coc.withCommand(new String[0]));
        assertArrayEquals(new String[] {"server", "--port", "0"}, Coc.withCommand(new String[] {"--port", "0"}));
    }

    @Test
    void aNamedCommandAndTheOwnOptionsAreKept() {
        for (String first : List.of("server", "--version", "-V", "--help", "-h", "unknown")) {
            assertArrayEquals(new String[] {first}, Coc.withCommand(new String[] {first}));
        }
    }

    @Test
    void readsTheServersOptions() {
        assertEquals(new ServerOptions(null, null, null, false), parsed("server"));
        assertEquals(
                new ServerOptions(Path.of("/srv/coc"), 8443, Path.of("coc.yaml"), true),
                parsed("server", "--data=/srv/coc", "--port", "8443", "--config", "coc.yaml", "--demo"));
    }

    @Test
    void refusesAPortThatIsNone() {
        for (String port : List.of("-1", "65536")) {
            ParameterException refused = assertThrows(ParameterException.class, () -> parsed("server", "--port", port));
            assertEquals("--port must be 0 to 65535, not " + port, refused.getMessage());
        }
    }

    @Test
    void theVersionNamesTheCommitAndTheJava() throws Exception {
        String[] lines = new Version().getVersion();
        assertTrue(lines[0].matches("coc \\d+\\.\\d+.*"), lines[0]);
        assertTrue(lines[1].matches("commit (unknown|[0-9a-f]{12,}(-dirty)?)"), lines[1]);
        assertTrue(lines[2].contains(System.getProperty("java.runtime.version")), lines[2]);
    }

    private static ServerOptions parsed(String... args) {
        CommandLine server =
                Coc.commandLine().parseArgs(args).asCommandLineList().getLast();
        return ((ServerCommand) server.getCommand()).options();
    }
}
