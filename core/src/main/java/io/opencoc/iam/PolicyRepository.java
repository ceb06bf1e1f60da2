package io.opencoc.iam;

import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of custom policies. */
final class PolicyRepository {
    private static final String SELECT =
            "SELECT id, name, description, document::text AS document, created_at, updated_at FROM policy";

    private static Policy.Custom policy(Row row) {
        return new Policy.Custom(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("description"),
                PolicyDocument.stored(row.getString("document")),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }

    /** Gives false when the id is there already. */
    Uni<Boolean> insert(Tx tx, UUID id, Policy.Input input, PolicyDocument document, Instant now) {
        return tx.update(
                        "INSERT INTO policy (tenant_id, id, name, description, document, created_at, updated_at)"
                                + " VALUES ($1, $2, $3, $4, $5::text::jsonb, $6, $6) ON CONFLICT (tenant_id, id) DO NOTHING",
                        tx.tenant(),
                        id,
                        input.name().strip(),
                        input.description(),
                        Json.write(document),
                        now)
                .map(n -> n == 1);
    }

    Uni<Void> update(Tx tx, UUID id, Policy.Input input, PolicyDocument document, Instant now) {
        return tx.query(
                        "UPDATE policy SET name = $2, description = $3, document = $4::text::jsonb, updated_at = $5 WHERE id = $1",
                        id,
                        input.name().strip(),
                        input.description(),
                        Json.write(document),
                        now)
                .replaceWithVoid();
    }

    Uni<Void> delete(Tx tx, UUID id) {
        return tx.query("DELETE FROM policy WHERE id = $1", id).replaceWithVoid();
    }

    Uni<Policy.@Nullable Custom> find(Tx tx, UUID id) {
        return tx.one(SELECT + " WHERE id = $1", PolicyRepository::policy, id);
    }

    /** Refuses an id that is neither a system policy's nor a custom one's, naming the field. */
    Uni<Void> require(Tx tx, UUID id, String field) {
        return SystemPolicies.find(id) != null
                ? Uni.createFrom().voidItem()
                : find(tx, id).map(found -> {
                    if (found == null) {
                        throw Problem.invalid(field, "is not a policy");
                    }
                    return null;
                });
    }

    Uni<List<Policy.Custom>> all(Tx tx) {
        return tx.list(SELECT, PolicyRepository::policy);
    }

    Uni<Long> count(Tx tx) {
        return tx.one("SELECT count(*) AS n FROM policy", r -> r.getLong("n")).map(Objects::requireNonNull);
    }
}
