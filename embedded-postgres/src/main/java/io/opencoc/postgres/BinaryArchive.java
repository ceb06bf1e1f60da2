package io.opencoc.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The archive of PostgreSQL's programs on the class path: a tar compressed with xz. */
record BinaryArchive(URL location) {

    /** Far above what an archive holds; one that is larger is not ours. */
    private static final long LARGEST = 1L << 30;

    /** Memory the xz decoder may take, in KiB. */
    private static final int DECODER_MEMORY = 256 * 1024;

    static BinaryArchive ofThisMachine() throws PostgresException {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch =
                System.getProperty("os.arch", "").replace("amd64", "x86_64").replace("aarch64", "arm_64");
        URL found = BinaryArchive.class.getResource("/postgres-" + os + "-" + arch + ".txz");
        if (found == null) {
            throw new PostgresException("This build has no embedded PostgreSQL for " + os + " on " + arch
                    + ": use a PostgreSQL of your own");
        }
        return new BinaryArchive(found);
    }

    /** Differs when the content differs. Costs nothing in a jar, whose directory knows the check sum. */
    String contentHash() throws IOException {
        URLConnection connection = location.openConnection();
        if (connection instanceof JarURLConnection jar) {
            return hash(jar.getJarEntry().getCrc(), jar.getJarEntry().getSize());
        }
        CheckedInputStream in = new CheckedInputStream(connection.getInputStream(), new CRC32());
        try (in) {
            long size = in.transferTo(OutputStream.nullOutputStream());
            return hash(in.getChecksum().getValue(), size);
        }
    }

    /** Folders and programs come out readable by everybody, since PostgreSQL may run as another user than we. */
    void unpackInto(Path folder) throws IOException {
        long total = 0;
        try (InputStream raw = location.openStream();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(raw, DECODER_MEMORY), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                total += entry.getSize();
                if (total > LARGEST) {
                    throw new PostgresException("The archive of PostgreSQL's programs is larger than expected");
                }
                unpack(tar, entry, inside(folder, folder.resolve(entry.getName())), folder);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target, Path folder)
            throws IOException {
        Path parent = entry.isDirectory() ? target : target.getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
            inside(folder, target.resolveSibling(entry.getLinkName()));
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        if (entry.isFile()) {
            Files.copy(tar, target);
        }
        boolean executable = entry.isDirectory() || (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static Path inside(Path folder, Path path) throws PostgresException {
        if (!path.normalize().startsWith(folder)) {
            throw new PostgresException("The archive of PostgreSQL's programs wants to write outside: " + path);
        }
        return path;
    }

    private static String hash(long crc, long size) {
        return String.format(Locale.ROOT, "%08x-%x", crc, size);
    }
}
