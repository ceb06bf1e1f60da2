package io.opencoc.launcher;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of {@code coc server} says.
 *
 * @param data the folder that keeps everything
 * @param port the port to listen on, 0 for any free one; null when the settings decide
 * @param config the file with the settings; null when none was named
 * @param demo whether a built-in source fires and clears alarms
 */
public record ServerOptions(
        Path data, @Nullable Integer port, @Nullable Path config, boolean demo) {}
