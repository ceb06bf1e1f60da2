package io.opencoc.launcher;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code coc server}: reads its options and runs the server until it is told to stop. */
@Command(
        name = "server",
        description = "Runs the server until it is told to stop (Ctrl-C or SIGTERM).",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ServerCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Folder that keeps everything; made when it is missing (default: ./${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on, 0 for any free one.")
    private @Nullable Integer port;

    @Option(names = "--config", paramLabel = "FILE", description = "File with the settings.")
    private @Nullable Path config;

    @Option(names = "--demo", description = "Fires and clears a few alarms by itself, to look around.")
    private boolean demo;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        ServerOptions options = options();
        throw new IllegalStateException("not wired yet: " + options);
    }

    /** The options as given, checked. */
    ServerOptions options() {
        if (port != null && (port < 0 || port > 65_535)) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--port must be 0 to 65535, not " + port);
        }
        return new ServerOptions(data, port, config, demo);
    }
}
