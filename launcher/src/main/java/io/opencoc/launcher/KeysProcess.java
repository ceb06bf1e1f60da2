package io.opencoc.launcher;

import io.opencoc.launcher.app.KeyRotation;
import io.opencoc.launcher.app.StartFailure;
import io.opencoc.launcher.log.Logging;
import io.opencoc.launcher.settings.InvalidSettings;
import io.opencoc.launcher.settings.Settings;
import java.util.Map;

/** {@code coc keys rotate} as a process of its own: keys go to standard output, everything else to standard error. */
final class KeysProcess {
    private static final int NOT_DONE = 1;
    private static final int WRONG_SETTINGS = 2;

    private KeysProcess() {}

    static int rotate(ServerOptions options, Map<String, String> environment, boolean begin, boolean finish)
            throws Exception {
        Settings settings;
        try {
            settings =
                    Settings.load(ServerProcess.config(options.config(), environment), environment, options.settings());
        } catch (InvalidSettings e) {
            System.err.println("coc: " + e.getMessage());
            return WRONG_SETTINGS;
        }
        Logging.configure(false, "error");
        KeyRotation rotation = new KeyRotation(settings);
        try {
            if (begin) {
                System.out.println(rotation.begin().reveal());
                System.err.println("Set COC_SECRETS_MASTER_KEY to this for every server; then stop them, run"
                        + " coc keys rotate --finish with it, and set it to what that prints.");
            } else if (finish) {
                System.out.println(rotation.finish().reveal());
                System.err.println("Set COC_SECRETS_MASTER_KEY to this for every server, and start them.");
            } else {
                int values = rotation.ofFile().values();
                System.err.println(values + " secrets are encrypted with a new key; the old one is gone from "
                        + settings.secrets().masterKeyFile() + ".");
            }
            return 0;
        } catch (StartFailure e) {
            System.err.println("coc: " + e.getMessage());
            return NOT_DONE;
        }
    }
}
