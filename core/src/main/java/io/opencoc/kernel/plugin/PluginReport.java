package io.opencoc.kernel.plugin;

import io.opencoc.api.Descriptor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one plug-in jar.
 *
 * @param file name of the jar
 * @param bundled true if it came with the server
 * @param manifest as far as it could be read
 * @param state what it does now
 * @param problem why it is not loaded, in one line; of one that runs, why its file, which has changed, is not
 * @param signer who signed it, of those who are trusted; null for nobody
 * @param loadedAt when this version was loaded; null if it is not
 * @param inFlight calls under way
 * @param extensions that it brought
 */
public record PluginReport(
        String file,
        boolean bundled,
        PluginManifest manifest,
        State state,
        @Nullable String problem,
        @Nullable String signer,
        @Nullable Instant loadedAt,
        int inFlight,
        List<Extension> extensions) {

    /** What a plug-in does. */
    public enum State {
        RUNNING,
        DISABLED,
        FAILED,
        /** It has been replaced or removed, and ends what it has begun. */
        STOPPING
    }

    /**
     * One extension.
     *
     * @param kind {@code alarmSource} or {@code notificationChannel}
     */
    public record Extension(String kind, Descriptor descriptor, ExtensionHealth health) {}

    public boolean loaded() {
        return state == State.RUNNING;
    }

    public @Nullable String id() {
        return manifest.id();
    }

    static PluginReport idle(InspectedJar jar, State state, @Nullable String problem) {
        return new PluginReport(
                jar.file(), jar.bundled(), jar.manifest(), state, problem, jar.signer(), null, 0, List.of());
    }

    static PluginReport of(LoadedPlugin plugin, State state, @Nullable String problem) {
        List<Extension> extensions = new ArrayList<>();
        plugin.sources()
                .values()
                .forEach(s -> extensions.add(new Extension("alarmSource", s.descriptor(), s.health())));
        plugin.channels()
                .values()
                .forEach(c -> extensions.add(new Extension("notificationChannel", c.descriptor(), c.health())));
        InspectedJar jar = plugin.jar();
        return new PluginReport(
                jar.file(),
                jar.bundled(),
                jar.manifest(),
                state,
                problem,
                jar.signer(),
                plugin.loadedAt(),
                plugin.use().count(),
                extensions);
    }
}
