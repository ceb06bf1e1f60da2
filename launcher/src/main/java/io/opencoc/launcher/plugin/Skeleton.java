package io.opencoc.launcher.plugin;

import io.opencoc.launcher.Version;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The project of a plug-in, before its author has written anything. */
public final class Skeleton {
    private static final String FOLDER = "/io/opencoc/launcher/plugin/skeleton/";

    private Skeleton() {}

    /**
     * Writes it.
     *
     * @param id of the plug-in and of its source
     * @throws IllegalArgumentException if the id is none
     * @throws IOException if the folder holds something already, or cannot be written
     */
    public static void write(Path folder, String id) throws IOException {
        if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || id.length() < 2 || id.length() > 40) {
            throw new IllegalArgumentException(
                    "'" + id + "' is no id: use 2 to 40 lower-case letters, digits and single dashes, a letter first");
        }
        if (Files.exists(folder)) {
            try (Stream<Path> there = Files.list(folder)) {
                if (there.findAny().isPresent()) {
                    throw new IOException(folder + " is not empty");
                }
            }
        }
        String name = Arrays.stream(id.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
        String room = "plugin." + id.replace("-", "");
        Map<String, String> files = new LinkedHashMap<>();
        String folderOfCode = room.replace('.', '/');
        files.put("pom.xml", "pom.xml");
        files.put("README.md", "README.md");
        files.put("Source.java.txt", "src/main/java/" + folderOfCode + "/" + name + "Source.java");
        files.put("SourceTest.java.txt", "src/test/java/" + folderOfCode + "/" + name + "SourceTest.java");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path target = folder.resolve(file.getValue());
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.writeString(
                    target,
                    template(file.getKey())
                            .replace("@ID@", id)
                            .replace("@NAME@", name)
                            .replace("@PACKAGE@", room)
                            .replace("@API@", Version.number()));
        }
    }

    private static String template(String name) throws IOException {
        try (InputStream in = Skeleton.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
