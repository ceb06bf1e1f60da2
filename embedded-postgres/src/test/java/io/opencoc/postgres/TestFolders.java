package io.opencoc.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where the tests keep what they share. */
final class TestFolders {

    private TestFolders() {}

    /** PostgreSQL's programs, unpacked once for all runs; also readable by the other users that tests start servers as. */
    static Path binaries() {
        return Path.of(
                System.getProperty("java.io.tmpdir"), "opencoc-test-binaries-" + System.getProperty("user.name"));
    }

    static boolean isRoot() {
        try {
            return Owner.current().isRoot();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The class path of this JVM copied to where every user can read it. */
    static String publicClassPath(Path folder) throws IOException {
        List<String> copies = new ArrayList<>();
        int number = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path source = Path.of(entry);
            if (!Files.exists(source)) {
                continue;
            }
            Path copy = folder.resolve(number++ + "-" + source.getFileName());
            try (Stream<Path> files = Files.walk(source)) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(source.relativize(file).toString()));
                }
            }
            copies.add(copy.toString());
        }
        openToAll(folder);
        return String.join(File.pathSeparator, copies);
    }

    private static void openToAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setPosixFilePermissions(
                        file, PosixFilePermissions.fromString(Files.isDirectory(file) ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }
}
