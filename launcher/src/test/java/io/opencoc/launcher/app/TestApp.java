package io.opencoc.launcher.app;

import io.opencoc.kernel.secret.Secrets;
import io.opencoc.launcher.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts servers inside the test's own process. */
final class TestApp {
    static final String PASSWORD = "quiet lantern moss";

    private TestApp() {}

    /**
     * A server on a free port; further settings as name and value of their variables. A folder that is not there becomes one in which a server has
     * run before, unless the settings name another key or database.
     */
    static App start(Path data, String... variables) throws Exception {
        List<String> names = List.of(variables);
        if (!Files.exists(data) && !names.contains("COC_SECRETS_MASTER_KEY") && !names.contains("COC_DB_URL")) {
            UsedFolder.copyTo(data);
        }
        return startAnew(data, variables);
    }

    /** As {@link #start}, but what is not there yet is made by this very server. */
    static App startAnew(Path data, String... variables) throws Exception {
        return App.start(settings(data, variables), "test", false, text -> {});
    }

    static Settings settings(Path data, String... variables) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "COC_DATA", data.toString(),
                "COC_HTTP_PORT", "0",
                "COC_HTTP_HOST", "127.0.0.1",
                "COC_HTTP_EVENT_LOOPS", "2",
                "COC_ADMIN_PASSWORD", PASSWORD,
                "COC_EMBEDDED_POSTGRES_SHARED_BUFFERS", "64MB"));
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return Settings.load(null, environment, Map.of());
    }

    /** The embedded database of a running server, as others would be given it. */
    static String databaseUrl(Path data, String password) throws Exception {
        return "postgres://coc:" + password + "@127.0.0.1:"
                + Files.readString(data.resolve("postgres/port")).strip() + "/coc";
    }

    static String databasePassword(Path data) {
        return Secrets.at(data.resolve("master.key")).derive("database-owner");
    }
}
