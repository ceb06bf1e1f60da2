package io.opencoc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {

    @TempDir
    Path temporary;

    @Test
    void areUnpackedOnceForManyAndMendedWhenAFileIsLost() throws Exception {
        Path root = temporary.resolve("binaries");
        Set<Path> homes = new HashSet<>();
        try (ExecutorService racers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Binaries>> starts = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                starts.add(() -> Binaries.in(root, false));
            }
            for (Future<Binaries> start : racers.invokeAll(starts)) {
                homes.add(start.get().home());
            }
        }
        assertEquals(1, homes.size());
        Path home = homes.iterator().next();
        assertTrue(Files.isExecutable(home.resolve("bin/postgres")));
        try (Stream<Path> entries = Files.list(root)) {
            assertEquals(2, entries.count(), "the programs and the lock, no leftovers");
        }

        FileTime made = Files.getLastModifiedTime(home.resolve(".contents"));
        Files.createDirectory(root.resolve(".unpacking-killed"));
        Binaries.in(root, false);
        assertEquals(made, Files.getLastModifiedTime(home.resolve(".contents")), "not unpacked again");

        Files.delete(home.resolve("share/postgresql/postgres.bki"));
        Binaries.in(root, false);
        assertTrue(Files.exists(home.resolve("share/postgresql/postgres.bki")));
        assertFalse(Files.exists(root.resolve(".unpacking-killed")));
    }

    @Test
    void thatAnybodyCouldHaveReplacedAreRefused() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("open"));
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));
        PostgresException refused = assertThrows(PostgresException.class, () -> Binaries.in(root, false));
        assertTrue(refused.getMessage().contains("can be written by others"), refused.getMessage());
    }
}
