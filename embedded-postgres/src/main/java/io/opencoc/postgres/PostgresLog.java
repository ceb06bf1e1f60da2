package io.opencoc.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * What PostgreSQL says, in a file that cannot fill the disk. PostgreSQL appends to it by itself, so that its words
 * survive the death of our process and it never waits for us; the file is therefore copied and emptied, not renamed.
 */
final class PostgresLog {

    private static final int TAIL = 2_000;

    private final DataFolder folder;
    private final Path file;
    private final long limit;

    /** @param limit bytes at which {@link #bound} empties the file */
    PostgresLog(DataFolder folder, long limit) throws IOException {
        this.folder = folder;
        this.file = folder.log();
        this.limit = limit;
        if (Files.isSymbolicLink(file)) {
            Files.delete(file);
        }
        if (!Files.exists(file)) {
            DataFolder.createPrivate(file);
        }
        folder.own(file);
    }

    Path file() {
        return file;
    }

    long size() throws IOException {
        return Files.size(file);
    }

    /** Keeps the newest of a file that has grown too large in {@code postgres.log.1}, and starts it anew. */
    void bound() throws IOException {
        long size = size();
        if (size <= limit) {
            return;
        }
        Path fresh = file.resolveSibling("postgres.log.new");
        Files.deleteIfExists(fresh);
        DataFolder.createPrivate(fresh);
        try (FileChannel from = open(StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileChannel to = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            long position = Math.max(0, size - limit);
            while (position < size) {
                position += from.transferTo(position, size - position, to);
            }
            from.truncate(0);
        }
        folder.own(fresh);
        Files.move(
                fresh,
                file.resolveSibling("postgres.log.1"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** The end of what was said since the file had the given size. */
    String since(long size) {
        try (FileChannel channel = open(StandardOpenOption.READ)) {
            long end = channel.size();
            long start = Math.max(size > end ? 0 : size, end - TAIL);
            ByteBuffer buffer = ByteBuffer.allocate((int) (end - start));
            channel.read(buffer, start);
            return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }

    private FileChannel open(StandardOpenOption... options) throws IOException {
        Set<OpenOption> all = new HashSet<>(Set.of(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file, all);
    }
}
