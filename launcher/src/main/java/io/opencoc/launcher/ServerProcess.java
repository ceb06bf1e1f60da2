package io.opencoc.launcher;

import io.opencoc.launcher.app.App;
import io.opencoc.launcher.app.StartFailure;
import io.opencoc.launcher.log.Logging;
import io.opencoc.launcher.settings.InvalidSettings;
import io.opencoc.launcher.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server as a process of its own: settings, log, the server, and what signals do. */
final class ServerProcess {
    private static final Path STANDARD_CONFIG = Path.of("config", "coc.yaml");
    private static final int START_FAILED = 1;
    private static final int WRONG_SETTINGS = 2;

    private ServerProcess() {}

    /** Runs the server until a signal ends it, and gives the exit code. */
    static int run(ServerOptions options, Map<String, String> environment) throws Exception {
        Settings settings;
        try {
            settings = Settings.load(config(options.config(), environment), environment, options.settings());
        } catch (InvalidSettings e) {
            System.err.println("coc: " + e.getMessage());
            return WRONG_SETTINGS;
        }
        Logging.configure(settings.log().json(), settings.log().level());
        Signals signals = Signals.catchThem();
        try {
            App app = App.start(settings, Version.number(), options.demo(), System.out::println);
            signals.onHangUp(app::reloadCertificate);
            signals.awaitStop();
            app.stop();
            ClassArchive.write();
            return 0;
        } catch (StartFailure e) {
            System.err.println("coc: " + e.getMessage());
            return START_FAILED;
        }
    }

    /** The file with the settings: the one that was named, else the standard one when it is there. */
    static @Nullable Path config(@Nullable Path given, Map<String, String> environment) {
        if (given != null) {
            return given;
        }
        String named = environment.get("COC_CONFIG");
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        return Files.exists(STANDARD_CONFIG) ? STANDARD_CONFIG : null;
    }
}
