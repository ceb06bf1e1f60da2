package io.opencoc.launcher;

import io.opencoc.launcher.client.TenantCommand;
import io.opencoc.launcher.client.Terminal;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command {@code coc}. Without the name of a subcommand it is {@code coc server}.
 *
 * <p>This class and the ones beside it that only read the command line stay free of the server's own classes, so that
 * {@code coc --version} and {@code coc --help} answer at once.
 */
@Command(
        name = "coc",
        description = "OpenCOC, an open operations centre: alarms in, incidents out, the right person told.",
        subcommands = {ServerCommand.class, AuditCommand.class, KeysCommand.class, PluginCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Without a command, `coc` is `coc server`."})
public final class Coc {

    private static final Set<String> OWN_OPTIONS = Set.of("-h", "--help", "-V", "--version");

    private Coc() {}

    /** Runs the command and ends the JVM with its exit code, whatever threads are still there. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(withCommand(args)));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Coc()).addSubcommand(new TenantCommand(System.getenv(), Terminal.ofProcess()));
    }

    /** Puts {@code server} in front of arguments that begin with none of the commands. */
    static String[] withCommand(String[] args) {
        boolean named = args.length > 0 && (!args[0].startsWith("-") || OWN_OPTIONS.contains(args[0]));
        if (named) {
            return args;
        }
        String[] all = new String[args.length + 1];
        all[0] = "server";
        System.arraycopy(args, 0, all, 1, args.length);
        return all;
    }
}
