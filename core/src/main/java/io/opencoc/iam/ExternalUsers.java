package io.opencoc.iam;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes users who sign in with an identity provider, and have no password here. */
public final class ExternalUsers {
    /** No password has this hash. */
    private static final String NO_PASSWORD = "!";

    /** Makes a user, within a transaction of their tenant; null when the name is another's. */
    public Uni<@Nullable UUID> create(Tx tx, String name, String displayName, Instant now) {
        UUID id = Ids.at(now);
        return tx.update(
                        "INSERT INTO app_user (tenant_id, id, name, display_name, password_hash, created_at)"
                                + " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
                        tx.tenant(),
                        id,
                        name,
                        displayName,
                        NO_PASSWORD,
                        now)
                .invoke(n -> {
                    if (n == 1) {
                        tx.changed("user", id);
                    }
                })
                .map(n -> n == 1 ? id : null);
    }
}
