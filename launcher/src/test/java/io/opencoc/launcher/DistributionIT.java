package io.opencoc.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file {@code target/coc-linux-x64}, on a machine without Java. Built and tested with {@code -Pdist}. */
@Tag("dist")
class DistributionIT {

    private static final Path COC = Path.of("target", "coc-linux-x64").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void unpacksOnceAndRunsItsOwnJava() throws Exception {
        Path cache = folder.resolve("a cache");
        List<Process> together = List.of(start(COC, cache), start(COC, cache), start(COC, cache));
        for (Process process : together) {
            assertEquals(0, ended(process));
        }
        assertEquals(1, unpacked(cache).size(), () -> "three starts at once left " + unpacked(cache));
        Path java = unpacked(cache).getFirst().resolve("runtime/bin/java");
        Object before = Files.getLastModifiedTime(java);
        assertEquals(0, ended(start(COC, cache)));
        assertEquals(before, Files.getLastModifiedTime(java));
        assertTrue(
                Files.size(COC) <= 100_000_000,
                () -> "coc-linux-x64 has " + COC.toFile().length() + " bytes");
    }

    @Test
    void removesBuildsThatNobodyHasStartedForAMonth() throws Exception {
        Path cache = folder.resolve("cache");
        Path month = Files.createDirectories(cache.resolve("opencoc/coc-0123456789abcdef"));
        Path week = Files.createDirectories(cache.resolve("opencoc/coc-fedcba9876543210"));
        Files.setLastModifiedTime(month, FileTime.from(Instant.now().minus(Duration.ofDays(32))));
        Files.setLastModifiedTime(week, FileTime.from(Instant.now().minus(Duration.ofDays(7))));
        assertEquals(0, ended(start(COC, cache)));
        assertTrue(Files.exists(week) && Files.notExists(month), () -> "left: " + unpacked(cache));
        assertEquals(2, unpacked(cache).size());
    }

    @Test
    void refusesToRunWhenDamaged() throws Exception {
        Path damaged = folder.resolve("damaged");
        Files.copy(COC, damaged, StandardCopyOption.COPY_ATTRIBUTES);
        try (RandomAccessFile file = new RandomAccessFile(damaged.toFile(), "rw")) {
            file.seek(file.length() / 2);
            int there = file.read();
            file.seek(file.length() / 2);
            file.write(there ^ 1);
        }
        Path cache = folder.resolve("cache");
        assertEquals(1, ended(start(damaged, cache)));
        assertTrue(Files.readString(folder.resolve("output")).contains("is damaged"));
        assertEquals(List.of(), unpacked(cache));
    }

    private Process start(Path coc, Path cache) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(coc.toString(), "--version")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("COC_CACHE_DIR", cache.toString());
        return builder.start();
    }

    private static int ended(Process process) throws InterruptedException {
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), "still runs after 120 s");
        return process.exitValue();
    }

    private static List<Path> unpacked(Path cache) {
        try (Stream<Path> files = Files.list(cache.resolve("opencoc"))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
