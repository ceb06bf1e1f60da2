package io.opencoc.iam;

import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The SQL of users. */
final class UserRepository {

    Uni<Boolean> hasUsers(Tx tx) {
        return tx.one("SELECT EXISTS (SELECT 1 FROM app_user) AS any", r -> r.getBoolean("any"))
                .map(Boolean.TRUE::equals);
    }

    Uni<Boolean> insertUser(Tx tx, UUID id, String name, String passwordHash, List<String> actions, Instant now) {
        return tx.update(
                        "INSERT INTO app_user (tenant_id, id, name, display_name, password_hash, actions, created_at)"
                                + " VALUES ($1, $2, $3, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
                        tx.tenant(),
                        id,
                        name,
                        passwordHash,
                        Rows.array(actions),
                        now)
                .map(n -> n == 1);
    }
}
