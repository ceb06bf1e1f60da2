package io.opencoc.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's programs, unpacked. Each content of the archive has a folder of its own, which appears complete or not at
 * all, so that starts may race and an upgrade takes new programs.
 *
 * @param home the folder with {@code bin}, {@code lib} and {@code share}
 */
record Binaries(Path home) {

    private static final Logger LOG = LoggerFactory.getLogger(Binaries.class);
    private static final String TEMPORARY = ".unpacking-";
    /** Describes the folder it is in; see {@link #isComplete}. */
    private static final String CONTENTS = ".contents";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Two threads of one process cannot exclude each other with a file lock. */
    private static final ReentrantLock UNPACKING = new ReentrantLock();

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /**
     * Takes what is unpacked below the root, or unpacks it.
     *
     * @param exclusive nobody else uses this root: other versions and leftovers in it may go
     */
    static Binaries in(Path root, boolean exclusive) throws IOException, InterruptedException {
        BinaryArchive archive = BinaryArchive.ofThisMachine();
        Path home = root.resolve("postgresql-" + archive.contentHash());
        if (Files.isDirectory(root)) {
            checkTrusted(root);
        } else {
            Files.createDirectories(root);
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        if (!isComplete(home)) {
            unpackAlone(archive, root, home, exclusive);
        }
        return new Binaries(home);
    }

    private static void unpackAlone(BinaryArchive archive, Path root, Path home, boolean exclusive)
            throws IOException, InterruptedException {
        UNPACKING.lockInterruptibly();
        try (FileChannel channel =
                FileChannel.open(root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock(channel, root); // until the channel is closed
            if (!isComplete(home)) {
                removeLeftovers(root, exclusive);
                unpack(archive, root, home);
            }
        } finally {
            UNPACKING.unlock();
        }
    }

    private static void unpack(BinaryArchive archive, Path root, Path home) throws IOException {
        long start = System.nanoTime();
        Path temporary = Files.createTempDirectory(root, TEMPORARY);
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            archive.unpackInto(temporary);
            Files.writeString(temporary.resolve(CONTENTS), describe(temporary));
            FileTree.delete(home); // incomplete, or it would have been taken
            Files.move(temporary, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            FileTree.delete(temporary);
            throw e;
        }
        LOG.info("PostgreSQL unpacked into {} in {} ms", home, (System.nanoTime() - start) / 1_000_000);
    }

    private static void lock(FileChannel channel, Path root) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (channel.tryLock() == null) {
            if (System.nanoTime() > end) {
                throw new PostgresException("Another process has been unpacking PostgreSQL into " + root + " for "
                        + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(20);
        }
    }

    /**
     * True when nothing is missing: a power cut may have emptied files that were never synced, and cleaners of temporary
     * folders take single files away.
     */
    private static boolean isComplete(Path home) throws IOException {
        Path contents = home.resolve(CONTENTS);
        return Files.isRegularFile(contents) && Files.readString(contents).equals(describe(home));
    }

    private static String describe(Path home) throws IOException {
        long[] sums = new long[2];
        FileTree.visit(home, file -> {
            if (!file.getFileName().toString().equals(CONTENTS)
                    && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                sums[0]++;
                sums[1] += Files.size(file);
            }
        });
        return sums[0] + " files, " + sums[1] + " bytes\n";
    }

    /** Whoever holds the lock may do this: nobody else is unpacking. */
    private static void removeLeftovers(Path root, boolean exclusive) throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (name.startsWith(TEMPORARY) || (exclusive && name.startsWith("postgresql-"))) {
                    FileTree.delete(entry);
                }
            }
        }
    }

    /** Programs that a stranger could have put there are not run. */
    private static void checkTrusted(Path root) throws IOException {
        int uid = Owner.of(root.toRealPath()).uid();
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(root);
        boolean strangersWrite = permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
        int us = Owner.current().uid();
        // a folder of the data folder's owner is trusted by root, because root was told to use that data folder
        if (strangersWrite || (uid != 0 && uid != us && us != 0)) {
            throw new PostgresException("The folder for PostgreSQL's programs, " + root
                    + ", belongs to another user or can be written by others: give another folder");
        }
    }
}
