package io.opencoc.kernel.plugin;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A jar that has been looked at; nothing of it has been run.
 *
 * @param file its name where it was put
 * @param bundled whether it came with the server
 * @param copy what will be loaded, which nobody else changes; null when there is none
 * @param hash of its content; empty when it could not be read
 * @param manifest as far as it could be read
 * @param signer who signed it, of those who are trusted; null for nobody
 * @param problem why it cannot be loaded; null if that may be tried
 */
public record InspectedJar(
        String file,
        boolean bundled,
        @Nullable Path copy,
        String hash,
        PluginManifest manifest,
        @Nullable String signer,
        @Nullable String problem) {

    static InspectedJar unreadable(String file, boolean bundled, String problem) {
        return new InspectedJar(file, bundled, null, "", PluginManifest.NONE, null, problem);
    }

    /** Whether it is a plug-in of this id, loadable or not. */
    boolean is(String id) {
        return id.equals(manifest.id());
    }
}
