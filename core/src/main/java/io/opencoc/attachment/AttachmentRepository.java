package io.opencoc.attachment;

import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of attachments. */
final class AttachmentRepository {
    private static final String COLUMNS =
            "id, name, size, media_type, sha256, created_at, created_by_id, created_by_name";

    private static Attachment attachment(Row row) {
        return new Attachment(
                row.getUUID("id"),
                row.getString("name"),
                row.getLong("size"),
                row.getString("media_type"),
                HexFormat.of().formatHex(row.getBuffer("sha256").getBytes()),
                Rows.instant(row, "created_at"),
                new Person(row.getUUID("created_by_id"), row.getString("created_by_name")));
    }

    Uni<Integer> insert(Tx tx, String type, UUID thing, Attachment a) {
        return tx.update(
                "INSERT INTO attachment (tenant_id, owner_type, owner_id, " + COLUMNS
                        + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                tx.tenant(),
                type,
                thing,
                a.id(),
                a.name(),
                a.size(),
                a.mediaType(),
                Buffer.buffer(HexFormat.of().parseHex(a.sha256())),
                a.createdAt(),
                a.createdBy().id(),
                a.createdBy().name());
    }

    Uni<List<Attachment>> of(Tx tx, String type, UUID thing) {
        return tx.list(
                "SELECT " + COLUMNS
                        + " FROM attachment WHERE owner_type = $1 AND owner_id = $2 ORDER BY created_at, id",
                AttachmentRepository::attachment,
                type,
                thing);
    }

    Uni<Long> count(Tx tx, String type, UUID thing) {
        return tx.one(
                        "SELECT count(*) AS n FROM attachment WHERE owner_type = $1 AND owner_id = $2",
                        r -> r.getLong("n"),
                        type,
                        thing)
                .map(Objects::requireNonNull);
    }

    Uni<@Nullable Attachment> find(Tx tx, String type, UUID thing, UUID id) {
        return tx.one(
                "SELECT " + COLUMNS + " FROM attachment WHERE owner_type = $1 AND owner_id = $2 AND id = $3",
                AttachmentRepository::attachment,
                type,
                thing,
                id);
    }

    Uni<Boolean> delete(Tx tx, UUID id) {
        return tx.update("DELETE FROM attachment WHERE id = $1", id).map(n -> n == 1);
    }

    /** Those of the ids that have rows. */
    Uni<List<UUID>> known(Tx tx, List<UUID> ids) {
        return tx.list("SELECT id FROM attachment WHERE id = ANY ($1)", r -> r.getUUID("id"), (Object)
                ids.toArray(UUID[]::new));
    }

    /** How many bytes the tenant's files take. */
    Uni<Long> space(Tx tx) {
        return tx.one("SELECT bytes FROM attachment_space", r -> r.getLong("bytes"))
                .map(bytes -> bytes == null ? 0 : bytes);
    }

    /** Takes space for the tenant; false when that would be more than it may have. */
    Uni<Boolean> take(Tx tx, long bytes, long most) {
        return tx.one(
                        "INSERT INTO attachment_space AS s (tenant_id, bytes) SELECT $1, $2 WHERE $2::bigint <= $3::bigint"
                                + " ON CONFLICT (tenant_id) DO UPDATE SET bytes = s.bytes + excluded.bytes"
                                + " WHERE s.bytes + excluded.bytes <= $3 RETURNING 1 AS done",
                        r -> true,
                        tx.tenant(),
                        bytes,
                        most)
                .map(done -> done != null);
    }

    Uni<Integer> giveBack(Tx tx, long bytes) {
        return tx.update("UPDATE attachment_space SET bytes = greatest(0, bytes - $1)", bytes);
    }

    /** Notes that a user downloads now; false, and nothing noted, when they did after the given time. */
    Uni<Boolean> noteDownload(Tx tx, UUID user, Instant now, Instant after) {
        return tx.one(
                        "INSERT INTO attachment_download AS d (tenant_id, user_id, at) VALUES ($1, $2, $3)"
                                + " ON CONFLICT (tenant_id, user_id) DO UPDATE SET at = excluded.at WHERE d.at <= $4 RETURNING 1 AS done",
                        r -> true,
                        tx.tenant(),
                        user,
                        now,
                        after)
                .map(done -> done != null);
    }

    Uni<@Nullable Instant> lastDownload(Tx tx, UUID user) {
        return tx.one("SELECT at FROM attachment_download WHERE user_id = $1", r -> Rows.instant(r, "at"), user);
    }
}
