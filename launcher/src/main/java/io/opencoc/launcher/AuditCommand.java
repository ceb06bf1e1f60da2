package io.opencoc.launcher;

import io.opencoc.launcher.audit.TrailCheck;
import io.opencoc.launcher.settings.InvalidSettings;
import io.opencoc.launcher.settings.Settings;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code coc audit}: what an auditor does without the server. */
@Command(
        name = "audit",
        description = "Checks the trail of who did what.",
        subcommands = AuditCommand.Verify.class,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class AuditCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                java.util.Objects.requireNonNull(spec).commandLine(), "Say what: coc audit verify");
    }

    /** {@code coc audit verify}. */
    @Command(
            name = "verify",
            description = {
                "Walks the chain of seals of every tenant and names the first line that is not as it was sealed. Reads only; the server may run."
            },
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:all is as it was sealed", "1:something is not", "2:it could not be checked"},
            sortOptions = false)
    static final class Verify implements Callable<Integer> {
        @Option(names = "--data", paramLabel = "DIR", description = "The server's folder (default: ./data).")
        private @Nullable Path data;

        @Option(
                names = "--config",
                paramLabel = "FILE",
                description = "File with the server's settings (default: ./config/coc.yaml when it is there).")
        private @Nullable Path config;

        @Option(names = "--tenant", paramLabel = "NAME", description = "Only this tenant (default: all).")
        private @Nullable String tenant;

        @Option(
                names = "--head",
                paramLabel = "N:HASH",
                description =
                        "A place of the chain as the server's log or API has told it: notices a tail that was cut off. With --tenant.")
        private @Nullable String head;

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            TrailCheck.Expected expected = expected();
            try {
                Settings settings = Settings.load(
                        ServerProcess.config(config, System.getenv()),
                        System.getenv(),
                        data == null ? Map.of() : Map.of("data", data.toString()));
                return TrailCheck.run(settings, tenant, expected, System.out::println) ? 0 : 1;
            } catch (InvalidSettings e) {
                return failed(e);
            } catch (Exception e) {
                return failed(e);
            }
        }

        private static int failed(Exception e) {
            System.err.println("coc: " + e.getMessage());
            return 2;
        }

        private TrailCheck.@Nullable Expected expected() {
            if (head == null) {
                return null;
            }
            CommandLine line = java.util.Objects.requireNonNull(spec).commandLine();
            if (tenant == null) {
                throw new ParameterException(line, "--head is of one tenant: say which one with --tenant");
            }
            if (!head.matches("[1-9]\\d{0,17}:[0-9a-fA-F]{64}")) {
                throw new ParameterException(
                        line, "--head must be like 1234:0f3a…, a number and 64 hexadecimal digits");
            }
            String[] parts = head.split(":");
            return new TrailCheck.Expected(
                    Long.parseLong(parts[0]), HexFormat.of().parseHex(parts[1]));
        }
    }
}
