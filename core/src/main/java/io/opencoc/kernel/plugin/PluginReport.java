package io.opencoc.kernel.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one plug-in jar.
 *
 * @param file name of the jar
 * @param bundled true if it came with the server
 * @param id by its manifest; null if that could not be read, as the next two
 * @param version by its manifest
 * @param provider by its manifest; may be null in a good one too
 * @param problem why it is not loaded, in one line; null if it is
 * @param alarmSources ids of the alarm sources that it brought
 * @param notificationChannels ids of the notification channels that it brought
 */
public record PluginReport(
        String file,
        boolean bundled,
        @Nullable String id,
        @Nullable String version,
        @Nullable String provider,
        @Nullable String problem,
        List<String> alarmSources,
        List<String> notificationChannels) {

    public boolean loaded() {
        return problem == null;
    }

    static PluginReport failed(String file, boolean bundled, String problem) {
        return new PluginReport(file, bundled, null, null, null, problem, List.of(), List.of());
    }
}
