package io.opencoc.launcher;

import java.io.IOException;
import java.io.InputStream;
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
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped as told",
            "1:could not be started",
            "2:an option or a setting is wrong",
            "130:ended at once by a second signal"
        },
        sortOptions = false)
final class ServerCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder that keeps everything; made when it is missing (default: ./data).")
    private @Nullable Path data;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port to listen on, 0 for any free one (default: 8080).")
    private @Nullable Integer port;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "File with the settings (default: ./config/coc.yaml when it is there).")
    private @Nullable Path config;

    @Option(names = "--demo", description = "Fires and clears a few alarms by itself, to look around.")
    private boolean demo;

    @Option(names = "--print-config", description = "Prints a file with all settings, explained, and ends.")
    private boolean printConfig;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        ServerOptions options = options();
        if (printConfig) {
            printConfig();
            return 0;
        }
        return ServerProcess.run(options, System.getenv());
    }

    /** The options as given, checked. */
    ServerOptions options() {
        if (port != null && (port < 0 || port > 65_535)) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--port must be 0 to 65535, not " + port);
        }
        return new ServerOptions(data, port, config, demo);
    }

    private static void printConfig() throws IOException {
        try (InputStream in = ServerCommand.class.getResourceAsStream("coc.yaml")) {
            Objects.requireNonNull(in, "coc.yaml").transferTo(System.out);
            System.out.flush();
        }
    }
}
