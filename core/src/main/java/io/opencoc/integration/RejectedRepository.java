package io.opencoc.integration;

import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The SQL of refused requests. */
final class RejectedRepository {
    private static final int KEPT = 50;

    /** A refused request and whose it is. */
    record Of(UUID integration, RejectedPayload payload) {}

    Uni<List<RejectedPayload>> newest(Tx tx, UUID integration) {
        return tx.list(
                "SELECT id, at, reason, remote, path, content_type, size, body FROM rejected_payload WHERE integration_id = $1"
                        + " ORDER BY at DESC, id DESC LIMIT " + KEPT,
                RejectedRepository::payload,
                integration);
    }

    private static RejectedPayload payload(Row row) {
        return new RejectedPayload(
                row.getUUID("id"),
                Rows.instant(row, "at"),
                row.getString("reason"),
                row.getString("remote"),
                row.getString("path"),
                row.getString("content_type"),
                row.getLong("size"),
                row.getString("body"));
    }

    /** Adds them and lets the oldest go. */
    Uni<Void> add(Tx tx, List<Of> rejected) {
        UUID[] integrations = rejected.stream().map(Of::integration).toArray(UUID[]::new);
        return tx.query(
                        "INSERT INTO rejected_payload (tenant_id, id, integration_id, at, reason, remote, path, content_type, body, size)"
                                + " SELECT $1, u.* FROM unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::text[],"
                                + " $8::text[], $9::text[], $10::bigint[]) AS u ON CONFLICT DO NOTHING",
                        tx.tenant(),
                        rejected.stream().map(r -> r.payload.id()).toArray(UUID[]::new),
                        integrations,
                        rejected.stream().map(r -> Rows.offset(r.payload.at())).toArray(OffsetDateTime[]::new),
                        texts(rejected, RejectedPayload::reason),
                        texts(rejected, RejectedPayload::remote),
                        texts(rejected, RejectedPayload::path),
                        texts(rejected, RejectedPayload::contentType),
                        texts(rejected, RejectedPayload::body),
                        rejected.stream().map(r -> r.payload.size()).toArray(Long[]::new))
                .chain(() -> tx.query(
                        "DELETE FROM rejected_payload WHERE id IN (SELECT id FROM (SELECT id, row_number() OVER"
                                + " (PARTITION BY integration_id ORDER BY at DESC, id DESC) AS n FROM rejected_payload"
                                + " WHERE integration_id = ANY ($1)) AS all_of_them WHERE n > $2)",
                        integrations,
                        KEPT))
                .replaceWithVoid();
    }

    private static String[] texts(List<Of> rejected, Function<RejectedPayload, @Nullable String> text) {
        return rejected.stream().map(r -> text.apply(r.payload)).toArray(String[]::new);
    }
}
