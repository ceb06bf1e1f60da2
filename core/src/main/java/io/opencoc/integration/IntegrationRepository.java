package io.opencoc.integration;

import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.settings.StoredSettings;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.ScopeColumns;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.sql.Where;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of integrations. */
final class IntegrationRepository {
    private static final Map<String, String> SORTS =
            Map.of("name", "name", "source", "source", "createdAt", "created_at", "lastReceivedAt", "last_received_at");
    private static final ScopeColumns SCOPE = ScopeColumns.of("project_id", "id");
    private static final int RECENT_MINUTES = 5;
    // $1 is a day ago, $2 the first of the recent minutes
    private static final String COLUMNS =
            "SELECT i.id, i.project_id, i.source, i.name, i.description, i.enabled, i.key_secret, i.settings::text AS settings, i.secrets, i.created_at, i.last_received_at, i.last_error,"
                    + " i.last_error_at, t.received, t.rejected, t.recent FROM ";
    private static final String TRAFFIC =
            " i CROSS JOIN LATERAL (SELECT coalesce(sum(received), 0)::bigint AS received, coalesce(sum(rejected), 0)::bigint AS rejected,"
                    + " coalesce(sum(received) FILTER (WHERE minute >= $2), 0)::bigint AS recent FROM integration_traffic"
                    + " WHERE tenant_id = i.tenant_id AND integration_id = i.id AND minute >= $1) t";

    /** A row, with its key and secrets still encrypted. */
    record Stored(Integration integration, byte[] keySecret, StoredSettings settings) {}

    /** Whom a key belongs to, with secrets still encrypted. */
    record Found(UUID tenant, UUID id, String source, String name, boolean enabled, StoredSettings settings) {}

    /** The spans that counts are made over. */
    private record Window(Instant now) {
        Instant day() {
            return now.minus(Duration.ofHours(24));
        }

        Instant recent() {
            return now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(RECENT_MINUTES - 1));
        }

        double perMinute(long received) {
            double minutes = Math.max(1, Duration.between(recent(), now).toMillis() / 60_000.0);
            return Math.round(received / minutes * 100) / 100.0;
        }

        Stored read(Row row) {
            return new Stored(
                    new Integration(
                            row.getUUID("id"),
                            row.getUUID("project_id"),
                            row.getString("source"),
                            row.getString("name"),
                            row.getString("description"),
                            row.getBoolean("enabled"),
                            Rows.instant(row, "created_at"),
                            Rows.instantOrNull(row, "last_received_at"),
                            row.getLong("received"),
                            row.getLong("rejected"),
                            perMinute(row.getLong("recent")),
                            row.getString("last_error"),
                            Rows.instantOrNull(row, "last_error_at")),
                    row.getBuffer("key_secret").getBytes(),
                    settings(row));
        }
    }

    /** Gives false when the id is there already. */
    Uni<Boolean> insert(
            Tx tx,
            UUID id,
            UUID project,
            String source,
            IntegrationInput input,
            StoredSettings settings,
            Key key,
            Instant now) {
        return tx.update(
                        "INSERT INTO integration (tenant_id, id, source, name, description, enabled, key_hash, key_secret, created_at, project_id,"
                                + " settings, secrets) VALUES ($1, $2, $3, $4, $5, true, $6, $7, $8, $9, $10::text::jsonb, $11)"
                                + " ON CONFLICT (tenant_id, id) DO NOTHING",
                        tx.tenant(),
                        id,
                        source,
                        input.name(),
                        input.description(),
                        key.hash(),
                        key.secret(),
                        now,
                        project,
                        settings.plain(),
                        buffer(settings.secrets()))
                .map(n -> n == 1);
    }

    Uni<Boolean> update(Tx tx, UUID id, UUID project, IntegrationInput input) {
        return tx.update(
                        "UPDATE integration SET name = $2, description = $3, project_id = $4 WHERE id = $1 AND deleted_at IS NULL",
                        id,
                        input.name(),
                        input.description(),
                        project)
                .map(n -> n == 1);
    }

    /** Settings, with which a source that fetches is to try at once, whatever it has failed at before. */
    Uni<Void> set(Tx tx, UUID id, StoredSettings settings, Instant now) {
        return tx.update(
                        "UPDATE integration SET settings = $2::text::jsonb, secrets = $3 WHERE id = $1 AND deleted_at IS NULL",
                        id,
                        settings.plain(),
                        buffer(settings.secrets()))
                .chain(() -> tx.update(
                        "UPDATE integration_pull SET next_at = $2, failures = 0 WHERE integration_id = $1", id, now))
                .replaceWithVoid();
    }

    Uni<Boolean> enable(Tx tx, UUID id, boolean enabled) {
        return tx.update("UPDATE integration SET enabled = $2 WHERE id = $1 AND deleted_at IS NULL", id, enabled)
                .map(n -> n == 1);
    }

    Uni<Boolean> rekey(Tx tx, UUID id, Key key) {
        return tx.update(
                        "UPDATE integration SET key_hash = $2, key_secret = $3 WHERE id = $1 AND deleted_at IS NULL",
                        id,
                        key.hash(),
                        key.secret())
                .map(n -> n == 1);
    }

    Uni<Boolean> cancel(Tx tx, UUID id, Instant now) {
        return tx.update("UPDATE integration SET deleted_at = $2 WHERE id = $1 AND deleted_at IS NULL", id, now)
                .map(n -> n == 1);
    }

    Uni<Long> count(Tx tx) {
        return tx.one("SELECT count(*) AS n FROM integration WHERE deleted_at IS NULL", r -> r.getLong("n"))
                .map(n -> n == null ? 0 : n);
    }

    Uni<@Nullable Stored> find(Tx tx, UUID id, Instant now) {
        Window window = new Window(now);
        return tx.one(
                COLUMNS + "integration" + TRAFFIC + " WHERE i.id = $3 AND i.deleted_at IS NULL",
                window::read,
                window.day(),
                window.recent(),
                id);
    }

    /** The integration, which nobody else changes until the transaction ends; null when there is none any more. */
    Uni<@Nullable IntegrationRef> lock(Tx tx, UUID id) {
        return tx.one(
                "SELECT id, project_id, name FROM integration WHERE id = $1 AND deleted_at IS NULL FOR NO KEY UPDATE",
                IntegrationRepository::ref,
                id);
    }

    /** Those of the ids that exist. */
    Uni<List<IntegrationRef>> find(Tx tx, Collection<UUID> ids, boolean cancelledToo) {
        return tx.list(
                "SELECT id, project_id, name FROM integration WHERE id = ANY ($1) AND ($2 OR deleted_at IS NULL)",
                IntegrationRepository::ref,
                ids.toArray(UUID[]::new),
                cancelledToo);
    }

    /** Those outside the default project, the cancelled ones too. */
    Uni<List<IntegrationRef>> placed(Tx tx) {
        return tx.list(
                "SELECT id, project_id, name FROM integration WHERE project_id <> $1",
                IntegrationRepository::ref,
                tx.tenant());
    }

    /** The cancelled ones too, for their alarms stay. */
    Uni<Long> countOf(Tx tx, UUID project) {
        return tx.one("SELECT count(*) AS n FROM integration WHERE project_id = $1", r -> r.getLong("n"), project)
                .map(n -> n == null ? 0 : n);
    }

    private static IntegrationRef ref(Row row) {
        return new IntegrationRef(row.getUUID("id"), row.getUUID("project_id"), row.getString("name"));
    }

    /** Whose key has this hash, in a transaction without a tenant. */
    Uni<@Nullable Found> findByKey(Tx tx, byte[] hash) {
        return tx.one(
                "SELECT tenant_id, id, source, name, enabled, settings, secrets FROM kernel.find_integration($1)",
                IntegrationRepository::keyed,
                Buffer.buffer(hash));
    }

    private static @Nullable Buffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : Buffer.buffer(bytes);
    }

    private static StoredSettings settings(Row row) {
        Buffer secrets = row.getBuffer("secrets");
        return new StoredSettings(row.getString("settings"), secrets == null ? null : secrets.getBytes());
    }

    private static Found keyed(Row row) {
        return new Found(
                row.getUUID("tenant_id"),
                row.getUUID("id"),
                row.getString("source"),
                row.getString("name"),
                row.getBoolean("enabled"),
                settings(row));
    }

    Uni<List<IntegrationView.Minute>> series(Tx tx, UUID id, Instant from) {
        return tx.list(
                "SELECT minute, received, rejected FROM integration_traffic WHERE integration_id = $1 AND minute > $2 ORDER BY minute",
                r -> new IntegrationView.Minute(
                        Rows.instant(r, "minute"), r.getLong("received"), r.getLong("rejected")),
                id,
                from);
    }

    Uni<Page<Integration>> page(Tx tx, Scope scope, IntegrationQuery query, Instant now) {
        Window window = new Window(now);
        return count(tx, filter(new Where(), scope, query)).chain(total -> {
            Where where = new Where();
            // The first two are the window's.
            where.next(window.day());
            where.next(window.recent());
            filter(where, scope, query);
            String order = " ORDER BY " + Rows.orderBy(SORTS, query.sort(), "id");
            return tx.list(
                            COLUMNS + "(SELECT * FROM integration" + where.sql() + order + " LIMIT "
                                    + where.next(query.size()) + " OFFSET " + where.next(query.offset()) + ")" + TRAFFIC
                                    + order,
                            r -> window.read(r).integration(),
                            where.values())
                    .map(items -> new Page<>(items, total));
        });
    }

    private static Uni<Long> count(Tx tx, Where where) {
        return tx.one("SELECT count(*) AS n FROM integration" + where.sql(), r -> r.getLong("n"), where.values())
                .map(n -> n == null ? 0 : n);
    }

    private static Where filter(Where where, Scope scope, IntegrationQuery query) {
        return where.raw("deleted_at IS NULL")
                .add("(name ILIKE ? OR description ILIKE ?)", query.q() == null ? null : Rows.containing(query.q()))
                .add("source = ?", query.source())
                .add("enabled = ?", query.enabled())
                .inProject(query.projectId(), SCOPE)
                .within(scope, SCOPE);
    }
}
