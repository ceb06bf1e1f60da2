package io.opencoc.kernel.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.PluginRuntimeException;

/**
 * What a jar's manifest says of the plug-in.
 *
 * @param id null when it says none that is one, as the next four
 * @param requires versions of the API
 */
public record PluginManifest(
        @Nullable String id,
        @Nullable String version,
        @Nullable String provider,
        @Nullable String requires,
        @Nullable String entryClass) {
    static final PluginManifest NONE = new PluginManifest(null, null, null, null, null);
    private static final long LARGEST = 1 << 20;
    private static final int LONGEST = 100;

    /** Reads it without judging it. */
    static PluginManifest of(Attributes main) {
        String id = value(main, ManifestPluginDescriptorFinder.PLUGIN_ID);
        return new PluginManifest(
                id != null && ManifestFinder.ID.matcher(id).matches() ? id : null,
                value(main, ManifestPluginDescriptorFinder.PLUGIN_VERSION),
                value(main, ManifestPluginDescriptorFinder.PLUGIN_PROVIDER),
                value(main, ManifestPluginDescriptorFinder.PLUGIN_REQUIRES),
                value(main, ManifestPluginDescriptorFinder.PLUGIN_CLASS));
    }

    /** What stands in the manifest of a jar, as far as it can be read. */
    static PluginManifest peek(Path jar) {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = read(file);
            return manifest == null ? NONE : of(manifest.getMainAttributes());
        } catch (IOException | RuntimeException e) {
            return NONE;
        }
    }

    /** Null if there is none. */
    static @Nullable Manifest read(JarFile jar) throws IOException {
        JarEntry entry = jar.getJarEntry(JarFile.MANIFEST_NAME);
        if (entry != null && entry.getSize() > LARGEST) {
            throw new PluginRuntimeException("its manifest is larger than 1 MiB");
        }
        return jar.getManifest();
    }

    private static @Nullable String value(Attributes main, String name) {
        String value = main.getValue(name);
        return value == null || value.isBlank() ? null : AlarmLimits.text(value.strip(), LONGEST);
    }
}
