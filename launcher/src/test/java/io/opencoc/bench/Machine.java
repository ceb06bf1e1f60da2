package io.opencoc.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/** What the results depend on. */
final class Machine {
    private static final int SYNCS = 200;
    private static final int WAL_PAGE = 8192;
    private static final Set<String> MEMORY = Set.of("tmpfs", "ramfs", "devtmpfs");

    private Machine() {}

    /** Describes the machine and the disk below the folder; refuses one that only pretends to store. */
    static String describe(Path folder) throws IOException {
        Files.createDirectories(folder);
        String type = Files.getFileStore(folder).type();
        if (MEMORY.contains(type)) {
            throw new IllegalStateException(folder + " is on " + type
                    + ", which stores nothing: name a folder on a disk with --folder, or the figures mean nothing");
        }
        Latencies syncs = probe(folder);
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        return String.format(
                java.util.Locale.ROOT,
                "%s UTC · %d cores, %s · %s · load %s before%n%s on %s: fsync of 8 KiB %s%s",
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                cpu(),
                "Linux " + System.getProperty("os.version"),
                load,
                folder,
                type,
                syncs,
                syncs.percentile(50) < 0.02 ? "  (too fast for a disk: it may not really store)" : "");
    }

    private static String cpu() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(l -> l.startsWith("model name"))
                .map(l -> l.substring(l.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown processor");
    }

    private static Latencies probe(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "fsync", ".probe");
        Latencies times = new Latencies();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < SYNCS; i++) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(WAL_PAGE));
                channel.force(false);
                times.add(System.nanoTime() - start);
            }
        } finally {
            Files.delete(file);
        }
        return times;
    }
}
