package io.opencoc.kernel.plugin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The jars of a folder, as names, sizes and times: hidden files and others than {@code *.jar} are not looked at. */
final class FolderScan {
    static final int MOST_FILES = 200;

    /** What changes when a file changes. */
    record Stamp(long size, FileTime modified, String key) {}

    private FolderScan() {}

    /** By name; empty when there is no such folder. */
    static Map<String, Stamp> of(Path folder) throws IOException {
        Map<String, Stamp> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : jars) {
                Stamp stamp = stamp(jar);
                String name = String.valueOf(jar.getFileName());
                if (stamp != null && !name.startsWith(".")) {
                    files.put(name, stamp);
                }
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        return files;
    }

    /** Null when there is no such file any more. */
    static @Nullable Stamp stamp(Path jar) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(jar, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? new Stamp(attributes.size(), attributes.lastModifiedTime(), String.valueOf(attributes.fileKey()))
                    : null;
        } catch (IOException e) {
            return null;
        }
    }
}
