package io.opencoc.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.e2e.RealParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That the benchmarks run and say what they measured, with numbers too small to mean anything; not how fast anything is. */
class BenchSmokeIT {
    private static final int MOST_SECONDS = 160;

    // Below the module, for a temporary folder may be in memory, which they refuse.
    private final Path folder = Path.of("target", "bench-smoke").toAbsolutePath();

    @AfterEach
    void cleanUp() throws Exception {
        Server.delete(folder);
    }

    @Test
    void ingestBesideAlertmanager() throws Exception {
        RealParts.need("prometheus-alertmanager");
        String said = bench("ingest --batch 1,100 --connections 4 --rounds 1 --seconds 1 --warm-up 1 --rules 5");
        assertTrue(said.contains("fsync of 8 KiB"), said);
        assertEquals(2, rows(said, "\\| (1|100) \\| 4 \\| [\\d,]+ \\([\\d,]+\\) \\| .*"), said);
        assertEquals(
                2,
                rows(said, "\\| (1|100) \\| [\\d,]+ \\([\\d,]+\\) \\| [\\d,]+ \\([\\d,]+\\) \\| \\d+\\.\\d+ \\| .*"),
                said);
        assertTrue(said.contains("the database had all that was acknowledged"), said);
    }

    @Test
    void theWholeWayBesideAlertmanager() throws Exception {
        RealParts.need("prometheus-alertmanager");
        String said = bench("route --connections 4 --rounds 1 --seconds 2 --warm-up 1 --rules 5 --tries 1");
        assertTrue(said.contains("alarms/s routed"), said);
        assertEquals(1, rows(said, "\\| [\\d,]+ \\| [\\d,]+ \\| \\d+\\.\\d+ \\| .*\\| (yes|no) \\|"), said);
    }

    @Test
    void growth() throws Exception {
        String small = "growth --series stored --with-rules 5 --stored 2000 --seconds 1 --warm-up 1 --calls 5";
        String said = bench(small);
        assertEquals(
                1,
                rows(said, "\\| [\\d,]+ \\| [\\d,]+ \\| [\\d.]+ / [\\d.]+ \\| [\\d,]+ / [\\d,]+ \\| \\d+ \\| .*"),
                said);
        for (String plot : List.of("stored.svg", "pages.svg")) {
            assertTrue(Files.readString(folder.resolve("plots").resolve(plot)).contains("<circle"), plot);
        }
    }

    @Test
    void listsUnderLoad() throws Exception {
        String said = bench("lists --calls 5 --rate 200 --fill 1 --seconds 2");
        assertEquals(8, rows(said, "under load +/api/v1/\\S+ +p50 .*"), said);
    }

    @Test
    void aMemoryFileSystemAndAMissingPeerAreRefused() throws Exception {
        List<String> said = new ArrayList<>();
        assertEquals(1, run(said, "ingest --alertmanager /nowhere/alertmanager --folder " + folder));
        assertTrue(
                said.getFirst().contains("/nowhere/alertmanager cannot be started: install Debian's package"),
                said.getFirst());
        said.clear();
        if (Files.isWritable(Path.of("/dev/shm"))) {
            assertEquals(1, run(said, "ingest --folder /dev/shm/opencoc-bench-smoke"));
            Server.delete(Path.of("/dev/shm/opencoc-bench-smoke"));
            assertTrue(said.getFirst().contains("which stores nothing"), said.getFirst());
        }
    }

    private String bench(String arguments) throws Exception {
        List<String> said = new ArrayList<>();
        int exit = run(said, arguments + " --folder " + folder);
        assertEquals(0, exit, said.getFirst());
        assertFalse(said.getFirst().contains("broken 1"), said.getFirst());
        return said.getFirst();
    }

    private static int run(List<String> said, String arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dcoc=" + Path.of("target", "coc"),
                "-cp",
                System.getProperty("java.class.path"),
                "io.opencoc.bench.Bench"));
        command.addAll(List.of(arguments.split(" ")));
        Path output = Path.of("target", "bench-smoke.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroyForcibly();
        }
        said.add(Files.readString(output));
        assertTrue(ended, said.getFirst());
        return process.exitValue();
    }

    private static long rows(String said, String pattern) {
        return said.lines().filter(l -> l.matches(pattern)).count();
    }
}
