package io.opencoc.launcher;

import io.opencoc.launcher.plugin.PluginCheck;
import io.opencoc.launcher.plugin.PluginList;
import io.opencoc.launcher.plugin.Skeleton;
import io.opencoc.launcher.settings.InvalidSettings;
import io.opencoc.launcher.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coc plugin}: for those who install plug-ins and those who write them; needs no server. */
@Command(
        name = "plugin",
        description = "Lists, checks and begins plug-ins.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class PluginCommand implements Runnable {
    private static final int WRONG_USE = 2;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Say what: coc plugin list, verify or new");
    }

    @Command(
            name = "list",
            description = {
                "Shows the plug-ins that a server with these settings finds: its own, and the jars in its folder. Runs nothing of them; the server may run.",
                "Which of them are disabled stands in the database: the console shows that."
            },
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:all can be loaded, as far as their files say", "1:some cannot", "2:a setting is wrong"})
    int list(
            @Option(names = "--data", paramLabel = "DIR", description = "The server's data folder (default: ./data).")
                    @Nullable
                    Path data,
            @Option(names = "--config", paramLabel = "FILE", description = "The server's settings.") @Nullable
                    Path config)
            throws IOException {
        try {
            ServerOptions options = new ServerOptions(data, null, config, false);
            Settings settings = Settings.load(
                    ServerProcess.config(options.config(), System.getenv()), System.getenv(), options.settings());
            return PluginList.print(settings.plugins(), System.out) ? 0 : 1;
        } catch (InvalidSettings e) {
            System.err.println("coc: " + e.getMessage());
            return WRONG_USE;
        }
    }

    @Command(
            name = "verify",
            description = {
                "Checks a plug-in before it is installed or published: its manifest, the API version that it needs, whether it can be loaded, and what its extensions say of themselves; the sample of an alarm source must be read by the source itself.",
                "This runs the plug-in's code on this machine."
            },
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:nothing is wrong", "1:something is; it is printed", "2:there is no such file"})
    int verify(@Parameters(paramLabel = "JAR", description = "The plug-in.") Path jar) throws IOException {
        if (!Files.isRegularFile(jar)) {
            System.err.println("coc: there is no file " + jar);
            return WRONG_USE;
        }
        return PluginCheck.run(jar, System.out) ? 0 : 1;
    }

    @Command(
            name = "new",
            description =
                    "Writes the project of a new alarm source, which `mvn package` builds: sources, a contract test, a README.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:written", "1:not written; the message says why"})
    int create(
            @Parameters(paramLabel = "DIR", description = "Where to write it: a folder that is empty or not there.")
                    Path folder,
            @Option(
                            names = "--id",
                            required = true,
                            paramLabel = "ID",
                            description =
                                    "Id of the plug-in and of its source, as acme-monitor: lower-case letters, digits and dashes.")
                    String id) {
        try {
            Skeleton.write(folder, id);
            System.out.println("Written to " + folder + ". Its README says how to go on.");
            return 0;
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("coc: " + e.getMessage());
            return 1;
        }
    }
}
