package io.opencoc.audit;

import io.opencoc.kernel.sql.Rows;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the trail as it rests. Immutable by convention.
 *
 * @param changes JSON
 * @param number of the seal; null without one
 * @param hash the seal; null without one
 */
public record TraceLine(
        UUID tenant,
        UUID id,
        Instant at,
        String name,
        String operation,
        String action,
        String resourceType,
        @Nullable String resourceId,
        @Nullable String resourceName,
        @Nullable UUID project,
        String result,
        @Nullable Integer status,
        @Nullable String detail,
        @Nullable UUID actorId,
        String actorName,
        String credential,
        @Nullable UUID credentialId,
        @Nullable String credentialName,
        String address,
        String agent,
        String changes,
        int omitted,
        @Nullable Long number,
        byte @Nullable [] hash) {

    /** The columns, for a SELECT. */
    public static final String COLUMNS =
            "tenant_id, id, at, name, operation, action, resource_type, resource_id, resource_name, project_id, result, status, detail,"
                    + " actor_id, actor_name, credential, credential_id, credential_name, address, agent, changes AS changes_text,"
                    + " omitted, number, hash";

    static TraceLine of(Row row) {
        Buffer hash = row.getBuffer("hash");
        return new TraceLine(
                row.getUUID("tenant_id"),
                row.getUUID("id"),
                Rows.instant(row, "at"),
                row.getString("name"),
                row.getString("operation"),
                row.getString("action"),
                row.getString("resource_type"),
                row.getString("resource_id"),
                row.getString("resource_name"),
                row.getUUID("project_id"),
                row.getString("result"),
                row.getInteger("status"),
                row.getString("detail"),
                row.getUUID("actor_id"),
                row.getString("actor_name"),
                row.getString("credential"),
                row.getUUID("credential_id"),
                row.getString("credential_name"),
                row.getString("address"),
                row.getString("agent"),
                row.getString("changes_text"),
                row.getInteger("omitted"),
                row.getLong("number"),
                hash == null ? null : hash.getBytes());
    }
}
