package io.opencoc.launcher;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of {@code coc server} says.
 *
 * @param data the folder that keeps everything; null when the settings decide
 * @param port the port to listen on, 0 for any free one; null when the settings decide
 * @param config the file with the settings; null when none was named
 * @param demo whether a built-in source fires and clears alarms
 */
public record ServerOptions(
        @Nullable Path data,
        @Nullable Integer port,
        @Nullable Path config,
        boolean demo) {

    /** By the keys of the settings. */
    Map<String, String> settings() {
        Map<String, String> out = new LinkedHashMap<>();
        if (data != null) {
            out.put("data", data.toString());
        }
        if (port != null) {
            out.put("http.port", port.toString());
        }
        return out;
    }
}
