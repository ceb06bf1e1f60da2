package io.opencoc.kernel.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plug-ins inside the executable: jars beside {@code bundled-plugins/index.txt}, whose lines are {@code name.jar sha256}.
 * A jar is unpacked under a name with its hash: an upgrade brings another name and never runs an old jar, and a file that was
 * tampered with is replaced.
 */
final class BundledPlugins {
    static final String INDEX = "bundled-plugins/index.txt";

    private static final Logger log = LoggerFactory.getLogger(BundledPlugins.class);
    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*)\\.jar\\s+([0-9a-f]{64})");

    /**
     * One bundled plug-in.
     *
     * @param name of the jar in the executable
     * @param jar the unpacked jar; null if it could not be unpacked
     * @param problem why not
     */
    record Unpacked(String name, @Nullable Path jar, String problem) {}

    private BundledPlugins() {}

    /** Unpacks what the class path has, none if it has no index; removes from the folder whatever is not of this version. */
    static List<Unpacked> unpack(ClassLoader from, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Unpacked> all = new ArrayList<>();
        for (String line : index(from)) {
            Matcher entry = LINE.matcher(line.strip());
            if (!entry.matches()) {
                all.add(new Unpacked(line.strip(), null, "its line in " + INDEX + " is not 'name.jar sha256'"));
                continue;
            }
            String name = entry.group(1) + ".jar";
            Path jar = folder.resolve(entry.group(1) + "-" + entry.group(2).substring(0, 16) + ".jar");
            try {
                unpack(from, name, entry.group(2), jar);
                all.add(new Unpacked(name, jar, ""));
            } catch (IOException e) {
                all.add(new Unpacked(name, null, "it cannot be unpacked: " + ForeignCode.reason(e)));
            }
        }
        removeOthers(folder, all);
        return all;
    }

    private static List<String> index(ClassLoader from) throws IOException {
        try (InputStream in = from.getResourceAsStream(INDEX)) {
            return in == null
                    ? List.of()
                    : new String(in.readAllBytes(), UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .toList();
        }
    }

    private static void unpack(ClassLoader from, String name, String hash, Path jar) throws IOException {
        if (Files.isRegularFile(jar) && sha256(Files.readAllBytes(jar)).equals(hash)) {
            return;
        }
        byte[] bytes;
        try (InputStream in = from.getResourceAsStream("bundled-plugins/" + name)) {
            if (in == null) {
                throw new IOException(name + " is not in the executable");
            }
            bytes = in.readAllBytes();
        }
        if (!sha256(bytes).equals(hash)) {
            throw new IOException(name + " has not the hash that the index says");
        }
        Path temporary = Files.createTempFile(jar.toAbsolutePath().getParent(), "unpacking-", ".tmp");
        Files.write(temporary, bytes);
        try {
            Files.move(temporary, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, jar, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void removeOthers(Path folder, List<Unpacked> current) throws IOException {
        Set<@Nullable Path> wanted = new HashSet<>();
        current.forEach(plugin -> wanted.add(plugin.jar()));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{jar,tmp}")) {
            for (Path file : files) {
                if (!wanted.contains(file)) {
                    log.info("removing {}, which is not of this version", file.getFileName());
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
