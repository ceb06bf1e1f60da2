package io.opencoc.launcher.app;

import io.opencoc.kernel.secret.LogMask;
import io.opencoc.kernel.secret.Secret;
import io.opencoc.kernel.secret.Secrets;
import io.opencoc.kernel.sql.Connections;
import io.opencoc.kernel.sql.DatabaseAddress;
import io.opencoc.kernel.sql.DatabaseSetup;
import io.opencoc.kernel.sql.InstallationKey;
import io.opencoc.launcher.settings.Settings;
import io.opencoc.postgres.EmbeddedPostgres;
import io.opencoc.postgres.PostgresSettings;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The master key, and the database that it belongs to: found or started, and brought up to date. */
record Storage(Secrets secrets, Connections connections) {
    private static final Logger LOG = LoggerFactory.getLogger(Storage.class);
    private static final String NAME = "coc";

    static Storage open(Settings settings, Stops stops) throws Exception {
        Secret given = settings.secrets().masterKey();
        Secrets secrets =
                given == null ? Secrets.at(settings.secrets().masterKeyFile()) : Secrets.parse(given.reveal());
        DatabaseAddress outside = settings.db().address();
        DatabaseAddress address = outside == null ? embedded(settings, secrets, stops) : outside;
        String fingerprint = fingerprint(secrets);
        InstallationKey.check(address, fingerprint, secrets);
        DatabaseSetup.Roles roles = roles(address, secrets);
        DatabaseSetup.migrate(address, roles);
        InstallationKey.note(address, fingerprint);
        LOG.info("The database is {}", outside == null ? "embedded" : outside);
        return new Storage(secrets, new Connections(address, roles));
    }

    /** Tells installations apart, and says nothing about their keys. */
    static String fingerprint(Secrets secrets) {
        return secrets.derive("fingerprint").substring(0, 16);
    }

    /** As whom the server connects. */
    static DatabaseSetup.Roles roles(DatabaseAddress address, Secrets secrets) {
        Secret password = Secret.of(secrets.derive("database-roles"));
        LogMask.hide(password);
        return DatabaseSetup.Roles.of(address.database(), password.reveal());
    }

    /** Starts the embedded PostgreSQL, with the database in it. */
    static DatabaseAddress embedded(Settings settings, Secrets secrets, Stops stops) throws Exception {
        PostgresSettings wanted = PostgresSettings.in(settings.data().resolve("postgres"))
                .withPort(settings.embeddedPostgres().port());
        String buffers = settings.embeddedPostgres().sharedBuffers();
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(buffers == null ? wanted : wanted.withParameter("shared_buffers", buffers));
        PostgresWatch watch = new PostgresWatch(postgres);
        stops.add("PostgreSQL", watch::close);
        Secret owner = Secret.of(secrets.derive("database-owner"));
        LogMask.hide(owner);
        LogMask.hide(Secret.of(postgres.password()));
        DatabaseAddress superuser = new DatabaseAddress(
                postgres.host(), postgres.port(), "postgres", postgres.superuser(), postgres.password(), Map.of());
        DatabaseAddress ours =
                new DatabaseAddress(postgres.host(), postgres.port(), NAME, NAME, owner.reveal(), Map.of());
        DatabaseSetup.provision(superuser, ours);
        return ours;
    }
}
