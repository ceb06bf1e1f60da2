package io.opencoc.crash;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** An ext4 file system in a file, mounted through a loop device and filled to its last block: real ENOSPC, real fsync. Needs root. */
final class MountedDisk implements Disk {
    private static final long SIZE = 6L << 30; // sparse
    private static final long SMALLEST = 4_096;

    private final Path image;
    private final Path folder;

    private MountedDisk(Path image, Path folder) {
        this.image = image;
        this.folder = folder;
    }

    static MountedDisk in(Path folder) throws IOException, InterruptedException {
        Path image = folder.resolve("disk.img");
        Path mount = Files.createDirectories(folder.resolve("disk"));
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(SIZE);
        }
        try {
            // Nothing is kept back for root, as whom PostgreSQL may run.
            Disk.run("mkfs.ext4", "-q", "-m", "0", image.toString());
            Disk.run("mount", "-o", "loop", image.toString(), mount.toString());
        } catch (IOException e) {
            Files.delete(image);
            throw e;
        }
        return new MountedDisk(image, mount);
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public String describe() {
        return "an ext4 of its own on a loop device, filled to the last block (ENOSPC)";
    }

    @Override
    public void fill(Victim victim) throws InterruptedException {
        long size = SIZE;
        for (int i = 0; size >= SMALLEST; i++) {
            try {
                Disk.run("fallocate", "-l", String.valueOf(size), ballast(i).toString());
            } catch (IOException full) {
                size /= 2;
            }
        }
    }

    private Path ballast(int i) {
        return folder.resolve("ballast-" + i);
    }

    @Override
    public void free(Victim victim) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "ballast-*")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Disk.run("umount", folder.toString());
        Files.deleteIfExists(image);
    }
}
