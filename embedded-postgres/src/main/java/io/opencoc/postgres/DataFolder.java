package io.opencoc.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The data folder, locked for as long as this object is open. Everything written here belongs to the folder's owner,
 * also when root writes it, so that the owner can start the server again later.
 */
final class DataFolder implements AutoCloseable {

    /** PostgreSQL takes paths of 1023 bytes and adds names of its own. */
    private static final int LONGEST_PATH = 800;

    /** What a new cluster and the first segments of its log take. */
    private static final long SCARCE_MEGABYTES = 128;

    private final Path path;
    private final Owner owner;
    private final FolderLock lock;

    private DataFolder(Path path, Owner owner, FolderLock lock) {
        this.path = path;
        this.owner = owner;
        this.lock = lock;
    }

    /** Makes the folder when missing, and locks it. */
    static DataFolder open(Path wanted) throws IOException {
        Path absolute = wanted.toAbsolutePath().normalize();
        if (absolute.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            throw new PostgresException(
                    "The data folder's path is longer than " + LONGEST_PATH + " bytes: " + absolute);
        }
        if (absolute.toString().matches("(?s).*[\\r\\n].*")) {
            throw new PostgresException("The data folder's path must not contain a line break");
        }
        try {
            return lock(absolute);
        } catch (IOException e) {
            throw PostgresException.failed("Cannot use the data folder " + absolute, e);
        }
    }

    private static DataFolder lock(Path absolute) throws IOException {
        if (!Files.exists(absolute)) {
            Path parent = absolute.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(
                    absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else if (!Files.isDirectory(absolute)) {
            throw new PostgresException("The data folder " + absolute + " is not a folder");
        }
        Path path = absolute.toRealPath();
        Owner owner = Owner.of(path);
        Owner us = Owner.current();
        if (!us.isRoot() && us.uid() != owner.uid()) {
            throw new PostgresException("The data folder " + path + " belongs to user " + owner.uid()
                    + ", but the server runs as user " + us.uid() + ": start it as that user, or give another folder");
        }
        Path lockFile = path.resolve("lock");
        if (!Files.exists(lockFile, LinkOption.NOFOLLOW_LINKS) && !isEmpty(path)) {
            throw new PostgresException("The data folder " + path
                    + " has files in it that are not ours: give an empty folder, or a new one");
        }
        FolderLock lock = FolderLock.acquire(path, lockFile);
        try {
            DataFolder folder = new DataFolder(path, owner, lock);
            folder.restrictTo("rwx------");
            folder.own(lockFile);
            return folder;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    Owner owner() {
        return owner;
    }

    Path cluster() {
        return path.resolve("cluster");
    }

    Path staging() {
        return path.resolve("staging");
    }

    Path binaries() {
        return path.resolve("binaries");
    }

    Path log() {
        return path.resolve("postgres.log");
    }

    /** Something to add to an error when the disk is nearly full, since PostgreSQL can then not always say so. */
    String warningOfFullDisk() {
        long free = path.toFile().getUsableSpace() >> 20;
        return free < SCARCE_MEGABYTES ? " (only " + free + " MB are free on that disk)" : "";
    }

    /** Lets the group of a user other than the owner pass through, without reading. */
    void letPass(Owner other) throws IOException {
        Files.setAttribute(path, "unix:gid", other.gid());
        restrictTo("rwx--x---");
    }

    /** Gives what was made here, perhaps by root, to the folder's owner. */
    void own(Path made) throws IOException {
        if (Owner.current().isRoot() && !owner.isRoot()) {
            owner.take(made);
        }
    }

    /** What was written under this name, or nothing. */
    Optional<String> read(String name) throws IOException {
        Path file = path.resolve(name);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(Files.readString(file).strip())
                : Optional.empty();
    }

    /** Replaces the file in one step; readable by the owner alone; on disk when this returns. */
    void write(String name, String text) throws IOException {
        Path fresh = path.resolve(name + ".new");
        Files.deleteIfExists(fresh);
        createPrivate(fresh);
        Files.writeString(fresh, text + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        own(fresh);
        Files.move(fresh, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        FileTree.syncNames(path);
    }

    /** An empty file that nobody but its owner can read. Fails when the name exists, also as a link. */
    static void createPrivate(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private void restrictTo(String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}
