package io.opencoc.kernel.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginRuntimeException;
import org.pf4j.VersionManager;

/** Reads a plug-in's manifest and refuses it with a reason before any of its code is touched. */
final class ManifestFinder extends ManifestPluginDescriptorFinder {
    static final Pattern ID = Pattern.compile("[a-z][a-z0-9.-]{1,79}");

    private final VersionManager versions;
    private final String apiVersion;

    ManifestFinder(VersionManager versions, String apiVersion) {
        this.versions = versions;
        this.apiVersion = apiVersion;
    }

    @Override
    public PluginDescriptor find(Path jar) {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = PluginManifest.read(file);
            if (manifest == null) {
                throw new PluginRuntimeException("the jar has no manifest");
            }
            check(manifest.getMainAttributes());
            return createPluginDescriptor(manifest);
        } catch (IOException e) {
            throw new PluginRuntimeException(e, "the file is not a readable jar: " + ForeignCode.reason(e));
        }
    }

    private void check(Attributes manifest) {
        String id = required(manifest, PLUGIN_ID);
        if (!ID.matcher(id).matches()) {
            throw new PluginRuntimeException(PLUGIN_ID + " '" + id + "' is not " + ID);
        }
        required(manifest, PLUGIN_CLASS);
        version(required(manifest, PLUGIN_VERSION));
        requires(required(manifest, PLUGIN_REQUIRES));
        if (value(manifest, PLUGIN_DEPENDENCIES) != null) {
            throw new PluginRuntimeException(PLUGIN_DEPENDENCIES + " is not supported: a plug-in brings what it needs");
        }
    }

    private void version(String version) {
        try {
            versions.compareVersions(version, apiVersion);
        } catch (RuntimeException e) {
            throw new PluginRuntimeException(PLUGIN_VERSION + " '" + version + "' is not a semantic version");
        }
    }

    private void requires(String expression) {
        boolean fits;
        try {
            fits = versions.checkVersionConstraint(apiVersion, expression);
        } catch (RuntimeException e) {
            throw new PluginRuntimeException(PLUGIN_REQUIRES + " '" + expression + "' is not a version expression");
        }
        if (!fits) {
            throw new PluginRuntimeException(
                    "it requires API version " + expression + ", and this server has " + apiVersion);
        }
    }

    private static String required(Attributes manifest, String name) {
        String value = value(manifest, name);
        if (value == null) {
            throw new PluginRuntimeException("its manifest has no " + name);
        }
        return value;
    }

    private static @Nullable String value(Attributes manifest, String name) {
        String value = manifest.getValue(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
