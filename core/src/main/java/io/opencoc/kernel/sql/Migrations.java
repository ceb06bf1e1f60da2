package io.opencoc.kernel.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is anything to migrate, by one query. Flyway takes a good part of a start to find that there is nothing; in whatever differs
 * it has the word. Blocking; at the start only.
 */
final class Migrations {
    private static final String FOLDER = "db/migration";

    private Migrations() {}

    /** Whether Flyway's history is exactly the migrations of this build, all done and none changed since. */
    static boolean areDone(Connection c) throws SQLException {
        Map<String, Integer> done = history(c);
        try {
            return done != null && !done.isEmpty() && done.equals(ours());
        } catch (IOException e) {
            return false;
        }
    }

    /** Checksums of what has been done, by script; null when there is no history, or something in it that needs a closer look. */
    private static @Nullable Map<String, Integer> history(Connection c) throws SQLException {
        try (Statement s = c.createStatement()) {
            try (ResultSet there = s.executeQuery("SELECT to_regclass('flyway_schema_history') IS NOT NULL")) {
                there.next();
                if (!there.getBoolean(1)) {
                    return null;
                }
            }
            Map<String, Integer> done = new TreeMap<>();
            try (ResultSet r =
                    s.executeQuery("SELECT script, checksum, success AND type = 'SQL' FROM flyway_schema_history")) {
                while (r.next()) {
                    if (!r.getBoolean(3) || done.put(r.getString(1), r.getInt(2)) != null) {
                        return null;
                    }
                }
            }
            return done;
        }
    }

    private static Map<String, Integer> ours() throws IOException {
        Map<String, Integer> out = new TreeMap<>();
        ClassLoader loader = Migrations.class.getClassLoader();
        for (String script : scripts(loader)) {
            try (InputStream in = loader.getResourceAsStream(FOLDER + "/" + script)) {
                out.put(script, checksum(java.util.Objects.requireNonNull(in, script)));
            }
        }
        return out;
    }

    private static List<String> scripts(ClassLoader loader) throws IOException {
        URL url = loader.getResource(FOLDER);
        if (url == null) {
            return List.of();
        }
        if (url.openConnection() instanceof JarURLConnection connection) {
            connection.setUseCaches(false);
            try (JarFile jar = connection.getJarFile()) {
                return jar.stream()
                        .map(e -> e.getName())
                        .filter(n -> n.startsWith(FOLDER + "/") && n.endsWith(".sql"))
                        .map(n -> n.substring(FOLDER.length() + 1))
                        .toList();
            }
        }
        try (Stream<Path> files = Files.list(Path.of(URI.create(url.toString())))) {
            return files.map(f -> f.getFileName().toString())
                    .filter(n -> n.endsWith(".sql"))
                    .toList();
        }
    }

    /** As Flyway's: over the lines without their ends. */
    private static int checksum(InputStream in) throws IOException {
        CRC32 sum = new CRC32();
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            sum.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return (int) sum.getValue();
    }
}
