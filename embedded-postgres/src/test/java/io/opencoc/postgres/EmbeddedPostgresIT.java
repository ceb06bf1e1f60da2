package io.opencoc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server sees of its PostgreSQL while nothing goes wrong. One data folder serves all, started again and again. */
class EmbeddedPostgresIT {

    @TempDir
    static Path temporary;

    private static Path folder;

    /** The one start that unpacks the programs into the data folder and makes the data. */
    @BeforeAll
    static void firstStart() throws Exception {
        folder = temporary.resolve("first");
        long begin = System.nanoTime();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(PostgresSettings.in(folder))) {
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            System.err.println("first start: " + took.toMillis() + " ms");
            assertTrue(took.toSeconds() < 15, "ready after " + took);
            Sql.run(postgres, "create table witness (n int)");
            Sql.run(postgres, "insert into witness values (1)");
        }
    }

    @AfterAll
    static void nothingIsLeftRunning() throws Exception {
        assertTrue(new FolderProcesses(temporary.toRealPath()).alive().isEmpty());
    }

    @Test
    void aLaterStartIsQuickAndFindsRowsPortAndPassword() throws Exception {
        int port;
        String password;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            port = postgres.port();
            password = postgres.password();
        }
        long begin = System.nanoTime();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            System.err.println("later start: " + took.toMillis() + " ms");
            assertTrue(took.toMillis() < 3000, "ready after " + took);
            assertEquals(port, postgres.port());
            assertEquals(password, postgres.password());
            assertEquals(1, Sql.rows(postgres));
        }
    }

    @Test
    void isSetUpForAServerThatMustNotLoseAnything() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings().withParameter("max_connections", "77"))) {
            assertEquals("77", Sql.ask(postgres, "show max_connections"));
            assertEquals("256MB", Sql.ask(postgres, "show shared_buffers"));
            assertEquals("on", Sql.ask(postgres, "show fsync"));
            assertEquals("on", Sql.ask(postgres, "show synchronous_commit"));
            assertEquals("on", Sql.ask(postgres, "show data_checksums"));
            assertEquals("UTF8", Sql.ask(postgres, "show server_encoding"));
            assertEquals("ÄÖ", Sql.ask(postgres, "select upper('äö')"));
            assertEquals("UTC", Sql.ask(postgres, "show log_timezone"));
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            SQLException refused = assertThrows(
                    SQLException.class,
                    () -> DriverManager.getConnection(postgres.jdbcUrl("postgres"), "postgres", "guess"));
            assertEquals("28P01", refused.getSQLState());
            assertEquals("127.0.0.1", Sql.ask(postgres, "show listen_addresses"));
            assertEquals("", Sql.ask(postgres, "show unix_socket_directories"));
            assertTrue(Sql.ask(postgres, "select rolpassword from pg_authid where rolname = 'postgres'")
                    .startsWith("SCRAM-SHA-256"));
        }
        assertEquals("rwx------", permissions(folder));
        assertEquals("rwx------", permissions(folder.resolve("cluster")));
        assertEquals("rw-------", permissions(folder.resolve("superuser.password")));
        assertEquals("rw-------", permissions(folder.resolve("postgres.log")));
    }

    @Test
    void runsInASessionOfItsOwn() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            String stat = Files.readString(Path.of("/proc", Long.toString(postgres.pid()), "stat"));
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            assertEquals(Long.toString(postgres.pid()), afterName[3], "it leads its session");
        }
    }

    @Test
    void doesNotRunWithRootsPowers() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            String status = Files.readString(Path.of("/proc", Long.toString(postgres.pid()), "status"));
            assertTrue(status.contains("CapEff:\t0000000000000000"), status);
        }
    }

    @Test
    void takesAnotherPortWhenItsOwnIsTaken() throws Exception {
        int port;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            port = postgres.port();
        }
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            assertNotEquals(taken.getLocalPort(), postgres.port());
            assertEquals(1, Sql.rows(postgres));
        }
    }

    @Test
    void saysThatAWantedPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PostgresSettings wanted = settings().withPort(taken.getLocalPort()).withStartTimeout(Duration.ofSeconds(2));
            PostgresException refused = assertThrows(PostgresException.class, () -> EmbeddedPostgres.start(wanted));
            assertTrue(refused.getMessage().contains("port " + taken.getLocalPort()), refused.getMessage());
            assertTrue(refused.getMessage().contains("in use by another program"), refused.getMessage());
        }
    }

    @Test
    void saysWhatPostgresSaysAboutAWrongParameter() {
        PostgresException refused = assertThrows(
                PostgresException.class,
                () -> EmbeddedPostgres.start(settings().withParameter("wal_level", "sideways")));
        assertTrue(refused.getMessage().contains("wal_level"), refused.getMessage());
    }

    @Test
    void restartsWhileItRuns() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            long pid = postgres.pid();
            var ended = postgres.onExit().toCompletableFuture();
            try (Connection guest = Sql.connect(postgres)) {
                postgres.restart();
                assertFalse(guest.isValid(1), "guests are sent away");
            }
            assertTrue(ended.get(5, TimeUnit.SECONDS).expected());
            assertNotEquals(pid, postgres.pid());
            assertEquals(1, Sql.rows(postgres));
        }
    }

    @Test
    void closingTwiceIsFineAndEndsEverything() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(settings());
        var ended = postgres.onExit().toCompletableFuture();
        postgres.close();
        postgres.close();
        assertFalse(postgres.isRunning());
        assertEquals(0, ended.get(5, TimeUnit.SECONDS).code());
        assertTrue(ended.join().expected());
        assertThrows(IllegalStateException.class, postgres::restart);
    }

    @Test
    void aThrowawayOneLeavesNothingBehind() throws Exception {
        Path data;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.startThrowaway(TestFolders.binaries())) {
            data = Path.of(Sql.ask(postgres, "show data_directory"));
            assertEquals("off", Sql.ask(postgres, "show fsync"));
        }
        assertFalse(Files.exists(data.getParent()));
    }

    private static PostgresSettings settings() {
        return PostgresSettings.in(folder).withStartTimeout(Duration.ofSeconds(40));
    }

    private static String permissions(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
