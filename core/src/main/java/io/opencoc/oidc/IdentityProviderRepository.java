package io.opencoc.oidc;

import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of identity providers and of whom they mean. */
final class IdentityProviderRepository {
    private static final String COLUMNS =
            "id, issuer, client_id, client_secret, scopes, groups_claim, label_en, label_zh, create_users, default_group_id, enabled, created_at";

    /** The tenant of an identity provider. */
    record Home(UUID tenant, String tenantName) {}

    /** An identity provider to offer. */
    record Option(UUID id, Map<String, String> label) {}

    /** A user whom an identity provider means. */
    record Known(UUID id, String login, String name, boolean disabled) {}

    private static IdentityProvider provider(Row r) {
        Buffer secret = r.getBuffer("client_secret");
        return new IdentityProvider(
                r.getUUID("id"),
                r.getString("issuer"),
                r.getString("client_id"),
                secret == null ? null : secret.getBytes(),
                Rows.texts(r, "scopes"),
                r.getString("groups_claim"),
                label(r),
                r.getBoolean("create_users"),
                r.getUUID("default_group_id"),
                r.getBoolean("enabled"),
                Rows.instant(r, "created_at"));
    }

    private static Map<String, String> label(Row r) {
        return Map.of("en", r.getString("label_en"), "zh", r.getString("label_zh"));
    }

    Uni<List<IdentityProvider>> list(Tx tx) {
        return tx.list(
                "SELECT " + COLUMNS + " FROM identity_provider ORDER BY label_en, id",
                IdentityProviderRepository::provider);
    }

    Uni<Long> count(Tx tx) {
        return tx.one("SELECT count(*) AS n FROM identity_provider", r -> r.getLong("n"))
                .map(n -> n == null ? 0 : n);
    }

    Uni<@Nullable IdentityProvider> find(Tx tx, UUID id) {
        return tx.one(
                "SELECT " + COLUMNS + " FROM identity_provider WHERE id = $1",
                IdentityProviderRepository::provider,
                id);
    }

    /** Gives false when the id is there already. */
    Uni<Boolean> insert(Tx tx, IdentityProvider p) {
        return tx.update(
                        "INSERT INTO identity_provider (tenant_id, " + COLUMNS
                                + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (tenant_id, id) DO NOTHING",
                        tx.tenant(),
                        p.id(),
                        p.issuer(),
                        p.clientId(),
                        p.secret() == null ? null : Buffer.buffer(p.secret()),
                        Rows.array(p.scopes()),
                        p.groupsClaim(),
                        p.label().get("en"),
                        p.label().get("zh"),
                        p.createUsers(),
                        p.defaultGroupId(),
                        p.enabled(),
                        p.createdAt())
                .map(n -> n == 1);
    }

    Uni<Boolean> update(Tx tx, IdentityProvider p) {
        return tx.update(
                        "UPDATE identity_provider SET issuer = $2, client_id = $3, client_secret = $4, scopes = $5, groups_claim = $6,"
                                + " label_en = $7, label_zh = $8, create_users = $9, default_group_id = $10, enabled = $11 WHERE id = $1",
                        p.id(),
                        p.issuer(),
                        p.clientId(),
                        p.secret() == null ? null : Buffer.buffer(p.secret()),
                        Rows.array(p.scopes()),
                        p.groupsClaim(),
                        p.label().get("en"),
                        p.label().get("zh"),
                        p.createUsers(),
                        p.defaultGroupId(),
                        p.enabled())
                .map(n -> n == 1);
    }

    Uni<Boolean> delete(Tx tx, UUID id) {
        return tx.update("DELETE FROM identity_provider WHERE id = $1", id).map(n -> n == 1);
    }

    /** Without a tenant: what a tenant of this name offers. */
    Uni<List<Option>> options(Tx tx, String tenant) {
        return tx.list("SELECT * FROM kernel.sign_in_options($1)", r -> new Option(r.getUUID("id"), label(r)), tenant);
    }

    /** Without a tenant: whose an identity provider is that is enabled. */
    Uni<@Nullable Home> home(Tx tx, UUID id) {
        return tx.one(
                "SELECT * FROM kernel.find_identity_provider($1)",
                r -> new Home(r.getUUID("tenant_id"), r.getString("tenant_name")),
                id);
    }

    Uni<@Nullable Known> known(Tx tx, String issuer, String subject) {
        return tx.one(
                "SELECT u.id, u.name, u.display_name, u.disabled FROM user_identity i"
                        + " JOIN app_user u ON u.tenant_id = i.tenant_id AND u.id = i.user_id WHERE i.issuer = $1 AND i.subject = $2",
                r -> new Known(
                        r.getUUID("id"), r.getString("name"), r.getString("display_name"), r.getBoolean("disabled")),
                issuer,
                subject);
    }

    /** Gives false when the identity is somebody's already. */
    Uni<Boolean> link(Tx tx, String issuer, String subject, UUID user, java.time.Instant now) {
        return tx.update(
                        "INSERT INTO user_identity (tenant_id, issuer, subject, user_id, created_at) VALUES ($1, $2, $3, $4, $5)"
                                + " ON CONFLICT (tenant_id, issuer, subject) DO NOTHING",
                        tx.tenant(),
                        issuer,
                        subject,
                        user,
                        now)
                .map(n -> n == 1);
    }
}
