package io.opencoc.audit;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a tenant's trail is sealed, and where what is kept of it begins.
 *
 * @param head the last sealed line
 * @param anchor the last removed line; number 0 while all are kept
 * @param verified the last whole verification; null before the first
 */
public record TrailHead(
        UUID tenant, Place head, Place anchor, @Nullable Verified verified) {
    /** Before the first line. */
    static final byte[] NOTHING = new byte[32];

    /**
     * A place in the chain.
     *
     * @param mac binds it
     * @param at when it became that
     */
    public record Place(
            long number,
            byte @Nullable [] hash,
            byte @Nullable [] mac,
            @Nullable Instant at) {
        byte[] hashOrNothing() {
            return hash == null ? NOTHING : hash;
        }
    }

    /** What a verification found. */
    public record Verified(Instant at, long number, boolean ok) {}

    static TrailHead of(Row row) {
        Instant verifiedAt = instant(row, "verified_at");
        return new TrailHead(
                row.getUUID("tenant_id"),
                new Place(row.getLong("number"), bytes(row, "hash"), bytes(row, "head_mac"), instant(row, "sealed_at")),
                new Place(
                        row.getLong("anchor_number"),
                        bytes(row, "anchor_hash"),
                        bytes(row, "anchor_mac"),
                        instant(row, "anchor_at")),
                verifiedAt == null
                        ? null
                        : new Verified(verifiedAt, row.getLong("verified_number"), row.getBoolean("verified_ok")));
    }

    /** Of a tenant whose trail has no seal yet. */
    public static TrailHead none(UUID tenant) {
        Place nothing = new Place(0, null, null, null);
        return new TrailHead(tenant, nothing, nothing, null);
    }

    private static byte @Nullable [] bytes(Row row, String column) {
        Buffer value = row.getBuffer(column);
        return value == null ? null : value.getBytes();
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }
}
