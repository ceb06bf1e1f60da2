package io.opencoc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of all kinds, and servers of several users. */
class DataFolderIT {

    private static final Owner SOMEBODY = new Owner(65_534, 65_534);

    @TempDir
    Path temporary;

    @Test
    void belongsToOneServerAtATime() throws Exception {
        Path folder = temporary.resolve("data");
        try (ServerProcess first = ServerProcess.start(folder)) {
            first.ready();
            String refusal = refusal(folder);
            assertTrue(refusal.contains("in use by another server (process "), refusal);
            assertTrue(refusal.contains(folder.toString()), refusal);
            first.commits(1);
            first.terminate();
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings(folder))) {
            assertTrue(refusal(folder).contains("in use by another server (this very process)"));
            try (ServerProcess second = ServerProcess.start(folder)) {
                assertTrue(second.refusal()
                        .contains("process " + ProcessHandle.current().pid()));
            }
            assertTrue(Sql.rows(postgres) >= 1, "the owner was not disturbed");
        }
    }

    @Test
    void mayHaveSpacesAndAnyLetters() throws Exception {
        String folder = temporary + "/the data — 数据 'of' $HOME/Übersicht";
        for (int i = 0; i < 2; i++) {
            try (ServerProcess server = start(List.of(), folder)) {
                server.ready();
                server.commits(1);
                if (i == 0) {
                    server.kill(); // so that the second start has an orphan to find
                } else {
                    server.terminate();
                }
            }
        }
    }

    @Test
    void mustNotHoldTheFilesOfOthers() throws Exception {
        Path folder = Files.createDirectory(
                temporary.resolve("home"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(folder.resolve("letter.txt"), "dear");
        assertTrue(refusal(folder).contains("has files in it that are not ours"));
        assertEquals("rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }

    @Test
    void mustBeAFolder() throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "");
        assertTrue(refusal(file).contains("is not a folder"));
        assertTrue(refusal(file.resolve("below")).contains("Cannot use the data folder"));
    }

    @Test
    void mustHaveAPathThatPostgresCanHold() {
        assertTrue(refusal(temporary.resolve(
                        "x".repeat(250) + "/" + "y".repeat(250) + "/" + "z".repeat(250) + "/w/v/" + "u".repeat(100)))
                .contains("longer than 800 bytes"));
    }

    @Test
    void thatLostItsPasswordIsNotGuessedAt() throws Exception {
        Path folder = temporary.resolve("data");
        EmbeddedPostgres.start(settings(folder)).close();
        Files.delete(folder.resolve("superuser.password"));
        assertTrue(refusal(folder).contains("no superuser.password"));
    }

    @Test
    void onAFullDiskIsSaid() throws Exception {
        Path disk = Files.createDirectory(temporary.resolve("disk"));
        List<String> onSmallDisk = List.of(
                "unshare",
                "--user",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o size=20m none '" + disk + "' && exec \"$@\"",
                "sh");
        Process possible =
                new ProcessBuilder(List.of("unshare", "--user", "--map-root-user", "--mount", "true")).start();
        assumeTrue(possible.waitFor() == 0, "no user namespaces here: no small disk can be mounted");
        try (ServerProcess server = start(onSmallDisk, disk.resolve("data").toString())) {
            String refusal = server.refusal();
            assertTrue(
                    refusal.contains("could not extend file") && refusal.contains(" MB are free on that disk"),
                    refusal);
        }
    }

    /** The owner may change between root and its own user from start to start. */
    @Test
    void ofAnOrdinaryUserServesThatUserAndRoot() throws Exception {
        assumeTrue(TestFolders.isRoot(), "only root can become another user");
        List<String> somebody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        open(temporary);
        Path home = Files.createDirectory(temporary.resolve("home"));
        SOMEBODY.take(home);
        Path folder = home.resolve("data");
        String classPath = TestFolders.publicClassPath(Files.createDirectory(temporary.resolve("classes")));
        EmbeddedPostgres.startThrowaway(TestFolders.binaries()).close(); // the programs are unpacked
        for (List<String> user : List.of(somebody, List.<String>of(), somebody)) {
            try (ServerProcess server =
                    ServerProcess.start(user, folder.toString(), classPath, System.getenv("PATH"))) {
                long postmaster = server.ready();
                server.commits(1);
                assertEquals(SOMEBODY, Owner.of(Path.of("/proc", Long.toString(postmaster))));
                server.kill();
            }
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings(folder))) {
            assertTrue(Sql.rows(postgres) >= 3);
        }
        for (String name : List.of("lock", "port", "superuser.password", "postgres.log", "cluster", "")) {
            assertEquals(SOMEBODY, Owner.of(folder.resolve(name)), name);
        }
        Path ofRoot = temporary.resolve("ofRoot");
        EmbeddedPostgres.start(settings(ofRoot)).close();
        try (ServerProcess server =
                ServerProcess.start(somebody, ofRoot.toString(), classPath, System.getenv("PATH"))) {
            assertTrue(server.refusal().contains("belongs to user 0, but the server runs as user 65534"));
        }
    }

    /**
     * As in containers, which forbid user namespaces and leave root few of its powers: PostgreSQL then gets a user of its
     * own, for good.
     */
    @Test
    void ofRootWorksWithoutUserNamespacesToo() throws Exception {
        assumeTrue(TestFolders.isRoot(), "only root needs user namespaces");
        open(temporary);
        Path folder = temporary.resolve("data");
        EmbeddedPostgres.start(settings(folder)).close();
        assertTrue(Owner.of(folder.resolve("cluster")).isRoot());
        Path tools = Files.createDirectory(temporary.resolve("tools"));
        Path forbidden = Files.writeString(
                tools.resolve("unshare"), "#!/bin/sh\necho 'unshare failed: Operation not permitted'; exit 1\n");
        Files.setPosixFilePermissions(forbidden, PosixFilePermissions.fromString("rwxr-xr-x"));
        String path = tools + ":" + System.getenv("PATH");
        List<String> container = List.of(
                "setpriv",
                "--bounding-set=-all,+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap",
                "--inh-caps=-all");
        for (int i = 0; i < 2; i++) {
            try (ServerProcess server =
                    ServerProcess.start(container, folder.toString(), System.getProperty("java.class.path"), path)) {
                long postmaster = server.ready();
                server.commits(1);
                assertFalse(
                        Owner.of(Path.of("/proc", Long.toString(postmaster))).isRoot());
                server.kill();
            }
        }
        assertFalse(Owner.of(folder.resolve("cluster")).isRoot());
        assertTrue(Owner.of(folder.resolve("superuser.password")).isRoot(), "our secrets stay ours");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings(folder))) {
            assertTrue(Sql.rows(postgres) >= 2, "also when namespaces work again");
        }
    }

    private static ServerProcess start(List<String> prefix, String folder) throws Exception {
        return ServerProcess.start(prefix, folder, System.getProperty("java.class.path"), System.getenv("PATH"));
    }

    private static String refusal(Path folder) {
        return String.valueOf(assertThrows(PostgresException.class, () -> EmbeddedPostgres.start(settings(folder)))
                .getMessage());
    }

    private static PostgresSettings settings(Path folder) {
        return PostgresSettings.in(folder).withBinaries(TestFolders.binaries()).withParameter("shared_buffers", "32MB");
    }

    private static void open(Path folder) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
