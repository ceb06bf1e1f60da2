package io.opencoc.launcher.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The folder that keeps everything, for one server at a time; the operating system frees it when the process ends, however it ends. */
public final class DataFolder implements AutoCloseable {
    private final FileChannel channel;

    private DataFolder(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes the folder, for its owner alone, when it is missing, and locks it. */
    static DataFolder take(Path folder) throws StartFailure {
        try {
            if (!Files.exists(folder)) {
                Path parent = folder.toAbsolutePath().getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return lock(folder);
        } catch (AccessDeniedException e) {
            throw new StartFailure(
                    "The data folder " + folder + " cannot be written: permission denied: " + e.getFile(), e);
        } catch (IOException e) {
            String why = Files.exists(folder) && !Files.isDirectory(folder) ? "it is not a folder" : e.toString();
            throw new StartFailure("The data folder " + folder + " cannot be used: " + why, e);
        }
    }

    /** Locks a folder that is there; null when a server runs in it. */
    public static @Nullable DataFolder tryTake(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("There is no folder " + folder);
        }
        try {
            return lock(folder);
        } catch (StartFailure taken) {
            return null;
        }
    }

    private static DataFolder lock(Path folder) throws IOException, StartFailure {
        FileChannel channel = FileChannel.open(
                folder.resolve("server.lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                channel.truncate(0);
                channel.write(
                        ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
                return new DataFolder(channel);
            }
            ByteBuffer holder = ByteBuffer.allocate(20);
            channel.read(holder, 0);
            String pid = new String(holder.array(), 0, holder.position(), StandardCharsets.US_ASCII).strip();
            throw taken(folder, "process " + pid);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw taken(folder, "this very process");
        } catch (IOException | StartFailure e) {
            channel.close();
            throw e;
        }
    }

    private static StartFailure taken(Path folder, String holder) {
        return new StartFailure("The data folder " + folder + " is in use by another server (" + holder
                + "): stop that one first, or give another folder with --data");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
