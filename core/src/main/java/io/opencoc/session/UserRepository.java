package io.opencoc.session;

import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of what signing in asks about users. */
final class UserRepository {

    /**
     * Whom a name at sign-in means.
     *
     * @param id null when the tenant has no such user
     * @param passwordHash null when there is no such user
     */
    record Named(
            UUID tenant,
            @Nullable UUID id,
            @Nullable String displayName,
            @Nullable String passwordHash,
            boolean disabled,
            boolean mustChangePassword) {}

    /** One's own password. */
    record Own(String name, String passwordHash) {}

    /** Without a tenant: finds whom a name belongs to; null when there is no such tenant. */
    Uni<@Nullable Named> find(Tx tx, String tenant, String name) {
        return tx.one(
                "SELECT * FROM kernel.find_user($1, $2)",
                r -> new Named(
                        r.getUUID("tenant_id"),
                        r.getUUID("user_id"),
                        r.getString("display_name"),
                        r.getString("password_hash"),
                        Boolean.TRUE.equals(r.getBoolean("disabled")),
                        Boolean.TRUE.equals(r.getBoolean("must_change_password"))),
                tenant,
                name);
    }

    Uni<@Nullable Own> own(Tx tx, UUID id) {
        return tx.one(
                "SELECT name, password_hash FROM app_user WHERE id = $1",
                r -> new Own(r.getString("name"), r.getString("password_hash")),
                id);
    }

    /** What tells a user apart for people; null when there is none. */
    Uni<@Nullable String> labelOf(Tx tx, UUID id) {
        return tx.one(
                "SELECT name, display_name FROM app_user WHERE id = $1",
                r -> Person.label(r.getString("display_name"), r.getString("name")),
                id);
    }

    /**
     * Whether the user may still sign in; until the transaction ends nobody disables them or changes their password.
     *
     * @param hash that their password must have; null for any
     */
    Uni<Boolean> holds(Tx tx, UUID id, @Nullable String hash) {
        return tx.one(
                        "SELECT id FROM app_user WHERE id = $1 AND NOT disabled AND ($2::text IS NULL OR password_hash = $2) FOR SHARE",
                        r -> true,
                        id,
                        hash)
                .map(found -> found != null);
    }

    /** Gives false when the password is no longer the old one. */
    Uni<Boolean> setPassword(Tx tx, UUID id, String oldHash, String newHash) {
        return tx.update(
                        "UPDATE app_user SET password_hash = $3, must_change_password = false WHERE id = $1 AND password_hash = $2",
                        id,
                        oldHash,
                        newHash)
                .map(n -> n == 1);
    }
}
