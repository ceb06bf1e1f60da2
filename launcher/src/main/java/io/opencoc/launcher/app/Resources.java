package io.opencoc.launcher.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Reads a whole folder of the class path, in which Java itself cannot list. */
final class Resources {
    private Resources() {}

    /**
     * All files below a folder, by their path in it, which begins with a slash.
     *
     * @param file one that the folder has, to find it by; without it the folder counts as absent and is empty
     */
    static Map<String, byte[]> below(ClassLoader loader, String folder, String file) throws IOException {
        URL url = loader.getResource(folder + "/" + file);
        Map<String, byte[]> out = new TreeMap<>();
        if (url == null) {
            return out;
        }
        if (url.openConnection() instanceof JarURLConnection connection) {
            connection.setUseCaches(false);
            try (JarFile jar = connection.getJarFile()) {
                for (JarEntry entry : jar.stream().toList()) {
                    if (!entry.isDirectory() && entry.getName().startsWith(folder + "/")) {
                        try (InputStream in = jar.getInputStream(entry)) {
                            out.put(entry.getName().substring(folder.length()), in.readAllBytes());
                        }
                    }
                }
            }
            return out;
        }
        Path root = java.util.Objects.requireNonNull(
                Path.of(URI.create(url.toString())).getParent());
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(root)) {
            walk.filter(Files::isRegularFile).forEach(files::add);
        }
        for (Path path : files) {
            out.put("/" + root.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
        }
        return out;
    }
}
