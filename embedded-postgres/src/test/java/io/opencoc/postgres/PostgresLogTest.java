package io.opencoc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresLogTest {

    @TempDir
    Path temporary;

    @Test
    void keepsTheNewestWhenItGrowsTooLarge() throws Exception {
        try (DataFolder folder = DataFolder.open(temporary)) {
            PostgresLog log = new PostgresLog(folder, 10);
            write(log, "0123456789");
            log.bound();
            assertEquals(10, log.size(), "not too large yet");
            write(log, "abc");
            log.bound();
            assertEquals(0, log.size());
            assertEquals("3456789abc", Files.readString(temporary.resolve("postgres.log.1")));
            write(log, "next");
            assertEquals("next", Files.readString(log.file()));
        }
    }

    @Test
    void tellsWhatWasSaidSince() throws Exception {
        try (DataFolder folder = DataFolder.open(temporary)) {
            PostgresLog log = new PostgresLog(folder, 1 << 20);
            write(log, "before\n");
            long mark = log.size();
            write(log, "FATAL: after\n");
            assertEquals("FATAL: after", log.since(mark));
            assertEquals("before\nFATAL: after", log.since(1_000), "it was emptied meanwhile");
        }
    }

    @Test
    void isNeverWrittenThroughALink() throws Exception {
        Path precious = Files.writeString(temporary.resolveSibling("precious"), "kept");
        try (DataFolder folder = DataFolder.open(temporary)) {
            Files.createSymbolicLink(folder.log(), precious);
            PostgresLog log = new PostgresLog(folder, 1);
            write(log, "words");
            log.bound();
            assertFalse(Files.isSymbolicLink(log.file()));
            assertEquals("kept", Files.readString(precious));
        } finally {
            Files.delete(precious);
        }
    }

    private static void write(PostgresLog log, String text) throws Exception {
        Files.writeString(log.file(), text, StandardOpenOption.APPEND);
    }
}
