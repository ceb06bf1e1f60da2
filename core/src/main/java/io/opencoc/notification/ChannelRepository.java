package io.opencoc.notification;

import io.opencoc.kernel.settings.StoredSettings;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The SQL of tenants' own settings of channels. */
final class ChannelRepository {
    private static final String SELECT =
            "SELECT channel, settings::text AS settings, secrets FROM notification_channel";

    /** By channel id. */
    Uni<Map<String, StoredSettings>> all(Tx tx) {
        return tx.query(SELECT).map(rows -> {
            Map<String, StoredSettings> all = new HashMap<>();
            rows.forEach(r -> all.put(r.getString("channel"), Objects.requireNonNull(DeliveryRepository.own(r))));
            return all;
        });
    }

    Uni<@Nullable StoredSettings> find(Tx tx, String channel) {
        return tx.query(SELECT + " WHERE channel = $1", channel).map(rows -> {
            var i = rows.iterator();
            return i.hasNext() ? DeliveryRepository.own(i.next()) : null;
        });
    }

    /** As {@link #find}; nobody else changes it until the transaction ends. */
    Uni<@Nullable StoredSettings> lock(Tx tx, String channel) {
        return tx.query(SELECT + " WHERE channel = $1 FOR UPDATE", channel).map(rows -> {
            var i = rows.iterator();
            return i.hasNext() ? DeliveryRepository.own(i.next()) : null;
        });
    }

    Uni<Void> set(Tx tx, String channel, StoredSettings own, Instant now) {
        byte[] secrets = own.secrets();
        return tx.update(
                        "INSERT INTO notification_channel (tenant_id, channel, settings, secrets, updated_at)"
                                + " VALUES ($1, $2, $3::text::jsonb, $4, $5) ON CONFLICT (tenant_id, channel)"
                                + " DO UPDATE SET settings = excluded.settings, secrets = excluded.secrets, updated_at = excluded.updated_at",
                        tx.tenant(),
                        channel,
                        own.plain(),
                        secrets == null ? null : Buffer.buffer(secrets),
                        now)
                .replaceWithVoid();
    }

    Uni<Void> delete(Tx tx, String channel) {
        return tx.update("DELETE FROM notification_channel WHERE channel = $1", channel)
                .replaceWithVoid();
    }

    /**
     * Counts a message against those that an address takes in a minute.
     *
     * @param until when it has been sent at the latest
     * @return null when it may go; else when the address takes messages again
     */
    Uni<@Nullable Instant> take(Tx tx, String channel, String address, int most, Instant now, Instant until) {
        return tx.one(
                        "SELECT kernel.notification_take($1, $2, $3, $4, $5) AS opens",
                        row -> Optional.ofNullable(Rows.instantOrNull(row, "opens")),
                        now,
                        until,
                        channel,
                        address,
                        most)
                .map(opens -> opens == null ? null : opens.orElse(null));
    }
}
