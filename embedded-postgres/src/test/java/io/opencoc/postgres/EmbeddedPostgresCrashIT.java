package io.opencoc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real kills of real processes, each several times, one data folder for all; no committed row may be missing afterwards.
 */
class EmbeddedPostgresCrashIT {

    private static final int TIMES = 3;

    private static final String WITNESS = "create table if not exists witness (n bigint generated always as identity)";

    @TempDir
    static Path temporary;

    private Path folder = temporary.resolve("data");

    @Test
    void committedRowsSurviveAKilledServer() throws Exception {
        crashRepeatedly((server, postmaster) -> server.kill());
    }

    @Test
    void committedRowsSurviveAKilledPostmaster() throws Exception {
        crashRepeatedly((server, postmaster) -> {
            ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
            return server.kill();
        });
    }

    @Test
    void committedRowsSurviveAKillOfBoth() throws Exception {
        crashRepeatedly((server, postmaster) -> {
            long rows = server.kill();
            ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
            return rows;
        });
    }

    @Test
    void committedRowsSurviveAKillOfEveryProcess() throws Exception {
        crashRepeatedly((server, postmaster) -> {
            long rows = server.kill();
            new FolderProcesses(folder.toRealPath()).alive().forEach(ProcessHandle::destroyForcibly);
            return rows;
        });
    }

    @Test
    void committedRowsSurviveATermination() throws Exception {
        crashRepeatedly((server, postmaster) -> {
            long rows = server.terminate();
            assertTrue(new FolderProcesses(folder.toRealPath()).alive().isEmpty(), "nothing is left running");
            assertFalse(Files.exists(PidFile.in(folder.resolve("cluster"))), "it was shut down properly");
            return rows;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cluster", "cluster/PG_VERSION", "cluster/base/1", "cluster/base/4", "cluster/base/5"})
    void aKillWhileTheDataIsMadeIsForgotten(String reached) throws Exception {
        folder = Files.createTempDirectory(temporary, "new");
        try (ServerProcess server = ServerProcess.start(folder)) {
            Path mark = folder.resolve("staging").resolve(reached);
            assertTrue(Installation.await(() -> Files.exists(mark), Duration.ofSeconds(30)));
            server.kill();
        }
        assertFalse(Files.exists(folder.resolve("cluster")), "the kill came in the middle");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            assertEquals("1", Sql.ask(postgres, "select 1"));
            assertFalse(Files.exists(folder.resolve("staging")));
        }
    }

    @Test
    void aDeadPostmasterIsNoticedAndBroughtBack() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            Sql.run(postgres, WITNESS);
            long before = Sql.rows(postgres);
            for (int i = 1; i <= TIMES; i++) {
                Sql.run(postgres, "insert into witness default values");
                long pid = postgres.pid();
                int port = postgres.port();
                ProcessHandle.of(pid).orElseThrow().destroyForcibly();
                PostgresExit exit = postgres.onExit().toCompletableFuture().get(10, TimeUnit.SECONDS);
                assertFalse(exit.expected());
                assertEquals(128 + 9, exit.code());
                assertFalse(postgres.isRunning());

                postgres.restart();

                assertTrue(postgres.isRunning());
                assertNotEquals(pid, postgres.pid());
                assertEquals(port, postgres.port());
                assertEquals(before + i, Sql.rows(postgres));
            }
        }
    }

    /** After a restart of a container another process often has the old postmaster's number. */
    @Test
    void aPidFileThatNamesAnotherLivingProcessIsNotBelieved() throws Exception {
        long before;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            Sql.run(postgres, WITNESS);
            before = Sql.rows(postgres);
            ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
            postgres.onExit().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
        Process bystander = new ProcessBuilder("sleep", "600").start();
        try {
            Path pidFile = PidFile.in(folder.resolve("cluster"));
            Files.writeString(pidFile, Files.readString(pidFile).replaceFirst("^\\d+", "" + bystander.pid()));
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
                assertEquals(before, Sql.rows(postgres));
            }
            assertTrue(bystander.isAlive(), "it was not touched");
        } finally {
            bystander.destroyForcibly();
        }
    }

    /** Says how many rows the server had committed when it was gone. */
    @FunctionalInterface
    private interface Crash {
        long happens(ServerProcess server, long postmaster) throws InterruptedException, IOException;
    }

    private void crashRepeatedly(Crash crash) throws Exception {
        long committed;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            Sql.run(postgres, WITNESS);
            committed = Sql.rows(postgres);
        }
        for (int i = 0; i < TIMES; i++) {
            try (ServerProcess server = ServerProcess.start(folder)) {
                long postmaster = server.ready();
                server.commits(50);
                committed += crash.happens(server, postmaster);
            }
        }
        long begin = System.nanoTime();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            assertTrue(took.toSeconds() < 10, "back after " + took);
            long found = Sql.rows(postgres);
            assertTrue(found >= committed, found + " rows found, " + committed + " were committed");
            assertTrue(found <= committed + TIMES, "at most the last of each run was not told");
        }
    }

    private PostgresSettings settings() {
        return PostgresSettings.in(folder)
                .withBinaries(TestFolders.binaries())
                .withParameter("shared_buffers", "32MB")
                .withStartTimeout(Duration.ofSeconds(40));
    }
}
