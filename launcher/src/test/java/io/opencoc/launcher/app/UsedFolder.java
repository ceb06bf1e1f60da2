package io.opencoc.launcher.app;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A data folder as a first start leaves it: PostgreSQL unpacked, its data made and migrated, the first administrator in it. Made once for the JVM;
 * tests get copies, because all that is most of what a start costs. Copies have one master key.
 */
final class UsedFolder {
    private static final Path BINARIES = Path.of("postgres", "binaries");
    private static Path original;

    private UsedFolder() {}

    /** Makes a data folder, which must not be there. */
    static synchronized void copyTo(Path data) throws Exception {
        if (original == null) {
            original = make();
        }
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.toList()) {
                Path name = original.relativize(file);
                if (name.startsWith(BINARIES) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createLink(data.resolve(name), file);
                } else {
                    Files.copy(file, data.resolve(name), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
        // Servers of several copies run at once.
        Files.delete(data.resolve("postgres/port"));
    }

    private static Path make() throws Exception {
        Path folder = Files.createTempDirectory("opencoc-used-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        Path data = folder.resolve("data");
        TestApp.startAnew(data).stop();
        return data;
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
