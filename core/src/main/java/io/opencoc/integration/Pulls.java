package io.opencoc.integration;

import io.opencoc.kernel.secret.Secrets;
import io.opencoc.kernel.settings.SettingsValues;
import io.opencoc.kernel.settings.StoredSettings;
import io.opencoc.kernel.sql.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which integrations' alarms are to be fetched now, and how far that has come. Safe for all threads. */
public final class Pulls {
    private final Database database;
    private final IntegrationSettings settings;

    Pulls(Database database, Secrets secrets) {
        this.database = database;
        this.settings = new IntegrationSettings(secrets);
    }

    /**
     * An integration that is this server's to fetch from, until the lease ends.
     *
     * @param integration without its settings
     * @param cursor of the last time; null at first
     * @param failures in a row
     */
    public record Due(
            KeyedIntegration integration,
            StoredSettings settings,
            @Nullable String cursor,
            int failures,
            Instant leasedUntil) {}

    /** Takes note of integrations of these sources that are new. */
    public Uni<Void> add(Instant now, Collection<String> sources) {
        return database.withoutTenant(
                tx -> tx.query("SELECT kernel.pull_add($1, $2)", now, sources.toArray(String[]::new))
                        .replaceWithVoid());
    }

    /**
     * Takes some that are due.
     *
     * @param until when the lease ends, to the millisecond
     */
    public Uni<List<Due>> lease(Instant now, Instant until, int most, Collection<String> sources) {
        return database.withoutTenant(tx -> tx.list(
                "SELECT tenant_id, id, source, name, enabled, settings, secrets, cursor, failures FROM kernel.pull_lease($1, $2, $3, $4)",
                row -> due(row, until),
                now,
                until,
                most,
                sources.toArray(String[]::new)));
    }

    private static Due due(Row row, Instant until) {
        Buffer secrets = row.getBuffer("secrets");
        return new Due(
                new KeyedIntegration(
                        row.getUUID("tenant_id"),
                        row.getUUID("id"),
                        row.getString("source"),
                        row.getString("name"),
                        row.getBoolean("enabled"),
                        SettingsValues.none()),
                new StoredSettings(row.getString("settings"), secrets == null ? null : secrets.getBytes()),
                row.getString("cursor"),
                row.getInteger("failures"),
                until);
    }

    /** Its settings, secrets in clear. */
    public SettingsValues open(Due due) {
        return settings.open(due.integration().id(), due.settings());
    }

    /**
     * Ends the lease. Does nothing when it has run out and the integration is another server's.
     *
     * @param failures in a row, this time included
     */
    public Uni<Void> done(Due due, @Nullable String cursor, int failures, Instant next) {
        return database.in(due.integration().tenant(), tx -> tx.query(
                        "UPDATE integration_pull SET cursor = $3, failures = $4, next_at = $5, leased_until = NULL"
                                + " WHERE integration_id = $1 AND leased_until = $2",
                        due.integration().id(),
                        due.leasedUntil(),
                        cursor,
                        failures,
                        next)
                .replaceWithVoid());
    }
}
