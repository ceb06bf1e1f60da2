package io.opencoc.launcher;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code coc keys …}: what concerns the installation's master key. */
@Command(
        name = "keys",
        description = "Changes the key that secrets in the database are encrypted with.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class KeysCommand {
    @Spec
    private @Nullable CommandSpec spec;

    @Command(
            description = {
                "Encrypts all secrets in the database with a new key and drops the old one.",
                "The server must be stopped. When this is ended on its way, by whatever, the server starts as before, and"
                        + " running it again goes on where it was.",
                "With the master key in a file nothing else is to be done; servers on other machines that share the database"
                        + " need the new file. With the master key in COC_SECRETS_MASTER_KEY: set the variable to what --begin"
                        + " prints, for all servers; then set it to what --finish prints."
            },
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:done", "1:not done; the message says why", "2:an option or a setting is wrong"})
    int rotate(
            @Option(names = "--data", paramLabel = "DIR", description = "The server's data folder (default: ./data).")
                    @Nullable
                    Path data,
            @Option(names = "--config", paramLabel = "FILE", description = "The server's settings.") @Nullable
                    Path config,
            @Option(names = "--begin", description = "Prints the master key with a new key added.") boolean begin,
            @Option(
                            names = "--finish",
                            description = "Encrypts with the new key, and prints the master key without the old one.")
                    boolean finish)
            throws Exception {
        if (begin && finish) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).subcommands().get("rotate"),
                    "--begin and --finish are two steps: give one of them");
        }
        return KeysProcess.rotate(new ServerOptions(data, null, config, false), System.getenv(), begin, finish);
    }
}
