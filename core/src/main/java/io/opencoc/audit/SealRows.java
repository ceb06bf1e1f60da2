package io.opencoc.audit;

import io.opencoc.kernel.secret.Secrets;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The SQL of sealing, which works for all tenants. */
final class SealRows {

    /** A line with its seal. */
    record Sealed(TraceLine line, long number, byte[] hash) {}

    /** What is to be removed. */
    record Expired(UUID tenant, long number, byte[] hash) {}

    Uni<TrailKey> key(Tx tx, Secrets secrets) {
        return tx.one(
                        "SELECT kernel.trail_key_or($1) AS key",
                        r -> r.getBuffer("key").getBytes(),
                        Buffer.buffer(TrailKey.generate(secrets)))
                .map(encrypted -> TrailKey.of(secrets, Objects.requireNonNull(encrypted)));
    }

    Uni<List<TraceLine>> unsealed(Tx tx, UUID after, int each, int most) {
        return tx.list(
                "SELECT " + TraceLine.COLUMNS + " FROM kernel.trail_unsealed($1, $2, $3) ORDER BY tenant_id, id",
                TraceLine::of,
                after,
                each,
                most);
    }

    Uni<Map<UUID, TrailHead>> heads(Tx tx, Collection<UUID> tenants) {
        return tx.list("SELECT * FROM kernel.trail_heads($1)", TrailHead::of, (Object) tenants.toArray(UUID[]::new))
                .map(list -> list.stream().collect(Collectors.toMap(TrailHead::tenant, h -> h)));
    }

    /** Fails when a line was sealed by somebody else. */
    Uni<Void> seal(Tx tx, List<Sealed> lines) {
        return tx.one(
                        "SELECT kernel.trail_seal($1, $2, $3, $4) AS n",
                        r -> r.getInteger("n"),
                        lines.stream().map(l -> l.line.tenant()).toArray(UUID[]::new),
                        lines.stream().map(l -> l.line.id()).toArray(UUID[]::new),
                        lines.stream().map(Sealed::number).toArray(Long[]::new),
                        lines.stream().map(l -> Buffer.buffer(l.hash)).toArray(Buffer[]::new))
                .map(n -> {
                    if (n == null || n != lines.size()) {
                        throw new IllegalStateException("only " + n + " of " + lines.size() + " lines could be sealed");
                    }
                    return null;
                });
    }

    Uni<Void> move(Tx tx, TrailKey key, Collection<Sealed> last, Instant now) {
        return tx.query(
                        "SELECT kernel.trail_head_move($1, $2, $3, $4, $5)",
                        last.stream().map(l -> l.line.tenant()).toArray(UUID[]::new),
                        last.stream().map(Sealed::number).toArray(Long[]::new),
                        last.stream().map(l -> Buffer.buffer(l.hash)).toArray(Buffer[]::new),
                        last.stream()
                                .map(l -> Buffer.buffer(key.place("head", l.line.tenant(), l.number, l.hash)))
                                .toArray(Buffer[]::new),
                        now)
                .replaceWithVoid();
    }

    /** Name, number and hash of each tenant's head, for the log. */
    Uni<List<String>> allHeads(Tx tx) {
        return tx.list(
                "SELECT tenant, number, hash FROM kernel.trail_all_heads()",
                r -> r.getString("tenant") + " " + r.getLong("number") + ":"
                        + HexFormat.of().formatHex(r.getBuffer("hash").getBytes()));
    }

    Uni<@Nullable Expired> expired(Tx tx, Instant older, int most) {
        return tx.one(
                "SELECT tenant, number, hash FROM kernel.trail_expired($1, $2)",
                r -> new Expired(
                        r.getUUID("tenant"),
                        r.getLong("number"),
                        r.getBuffer("hash").getBytes()),
                older,
                most);
    }

    /** Removes lines of the transaction's tenant; gives how many. */
    Uni<Integer> expire(Tx tx, TrailKey key, Expired last, Instant older, Instant now) {
        return tx.one(
                        "SELECT count(*)::int AS n FROM kernel.trail_expire($1, $2, $3, $4, $5)",
                        r -> r.getInteger("n"),
                        older,
                        last.number,
                        Buffer.buffer(last.hash),
                        Buffer.buffer(key.place("anchor", last.tenant, last.number, last.hash)),
                        now)
                .map(n -> n == null ? 0 : n);
    }
}
