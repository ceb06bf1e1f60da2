package io.opencoc.kernel.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Looks at all jars that a server would find, without a server and without running anything of them. */
public final class PluginCatalogue {
    private PluginCatalogue() {}

    /**
     * The jars, bundled ones first.
     *
     * @param bundledFrom whose resources hold the bundled plug-ins
     * @param folder with further jars; may be absent
     */
    public static List<InspectedJar> of(ClassLoader bundledFrom, Path folder, JarTrust trust) throws IOException {
        Path work = Files.createTempDirectory("coc-plugins");
        try {
            Inspection inspection = new Inspection(work.resolve("loaded"), trust);
            List<InspectedJar> all = new ArrayList<>();
            for (BundledPlugins.Unpacked plugin : BundledPlugins.unpack(bundledFrom, work.resolve("bundled"))) {
                all.add(
                        plugin.jar() == null
                                ? InspectedJar.unreadable(plugin.name(), true, plugin.problem())
                                : inspection.bundled(plugin.name(), plugin.jar()));
            }
            for (String file : FolderScan.of(folder).keySet()) {
                all.add(inspection.inspect(folder.resolve(file)));
            }
            return all;
        } finally {
            remove(work);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
