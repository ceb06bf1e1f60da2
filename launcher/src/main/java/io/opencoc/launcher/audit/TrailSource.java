package io.opencoc.launcher.audit;

import io.opencoc.kernel.secret.Secret;
import io.opencoc.kernel.secret.Secrets;
import io.opencoc.kernel.sql.DatabaseAddress;
import io.opencoc.launcher.app.DataFolder;
import io.opencoc.launcher.settings.Settings;
import io.opencoc.postgres.EmbeddedPostgres;
import io.opencoc.postgres.PostgresSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The database of a server's settings: an outside one, the embedded one of a running server, or the embedded one started for this alone.
 *
 * @param serverRuns whether a server is known to run, so that new lines are sealed
 */
record TrailSource(
        Connection connection,
        Secrets secrets,
        boolean serverRuns,
        @Nullable EmbeddedPostgres started,
        @Nullable DataFolder folder)
        implements AutoCloseable {
    private static final String NAME = "coc";

    static TrailSource open(Settings settings) throws Exception {
        Secret given = settings.secrets().masterKey();
        Path file = settings.secrets().masterKeyFile();
        if (given == null && !Files.exists(file)) {
            throw new IllegalStateException(
                    "There is no master key at " + file + ": is " + settings.data() + " the server's folder?");
        }
        Secrets secrets = given == null ? Secrets.at(file) : Secrets.parse(given.reveal());
        DatabaseAddress outside = settings.db().address();
        return outside == null
                ? embedded(settings, secrets)
                : new TrailSource(connect(outside), secrets, false, null, null);
    }

    private static TrailSource embedded(Settings settings, Secrets secrets) throws Exception {
        String password = secrets.derive("database-owner");
        DataFolder free = DataFolder.tryTake(settings.data());
        try {
            Path port = settings.data().resolve("postgres/port");
            if (!Files.exists(port)) {
                throw new IllegalStateException("No server has kept anything in " + settings.data());
            }
            if (free == null) {
                int number = Integer.parseInt(Files.readString(port).strip());
                return new TrailSource(connect(ours(number, password)), secrets, true, null, null);
            }
            EmbeddedPostgres postgres =
                    EmbeddedPostgres.start(PostgresSettings.in(settings.data().resolve("postgres"))
                            .withPort(settings.embeddedPostgres().port()));
            try {
                return new TrailSource(connect(ours(postgres.port(), password)), secrets, false, postgres, free);
            } catch (SQLException | RuntimeException e) {
                postgres.close();
                throw e;
            }
        } catch (Exception e) {
            if (free != null) {
                free.close();
            }
            throw e;
        }
    }

    private static DatabaseAddress ours(int port, String password) {
        return new DatabaseAddress("127.0.0.1", port, NAME, NAME, password, Map.of());
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        Properties p = new Properties();
        p.putAll(address.properties());
        p.setProperty("user", address.owner());
        p.setProperty("password", address.ownerPassword());
        p.setProperty("connectTimeout", "10");
        p.setProperty("ApplicationName", "OpenCOC audit");
        Connection connection = DriverManager.getConnection(address.jdbcUrl(), p);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        // One snapshot for everything: the server may go on writing.
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return connection;
    }

    TrailReader reader() {
        return new TrailReader(connection);
    }

    @Override
    public void close() throws SQLException, IOException {
        try {
            connection.close();
        } finally {
            if (started != null) {
                started.close();
            }
            if (folder != null) {
                folder.close();
            }
        }
    }
}
