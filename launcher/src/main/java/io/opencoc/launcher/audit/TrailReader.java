package io.opencoc.launcher.audit;

import io.opencoc.audit.ChainWalk;
import io.opencoc.audit.TraceLine;
import io.opencoc.audit.TrailHead;
import io.opencoc.audit.TrailKey;
import io.opencoc.kernel.secret.Secrets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of checking the trail, as the database's owner, who sees all tenants. */
final class TrailReader {
    private static final int PAGE = 500;

    private final Connection connection;

    TrailReader(Connection connection) {
        this.connection = connection;
    }

    /** Whose trail. */
    record Tenant(UUID id, String name) {}

    /**
     * Lines without a seal.
     *
     * @param late those of them that ought to have one
     */
    record Waiting(long all, long late) {}

    /** The key of the chain. */
    TrailKey key(Secrets secrets) throws SQLException {
        try (Statement s = connection.createStatement();
                ResultSet there = s.executeQuery("SELECT to_regclass('kernel.trail_key') IS NOT NULL")) {
            there.next();
            if (!there.getBoolean(1)) {
                throw new IllegalStateException("This database knows no seals yet: start this version's server once");
            }
        }
        try (Statement s = connection.createStatement();
                ResultSet key = s.executeQuery("SELECT encrypted FROM kernel.trail_key")) {
            if (!key.next()) {
                throw new IllegalStateException("Nothing has been sealed yet, or the key of the seals was removed");
            }
            return TrailKey.of(secrets, key.getBytes(1));
        }
    }

    /** All that have or had a trail, or the one of this name. */
    List<Tenant> tenants(@Nullable String name) throws SQLException {
        List<Tenant> out = new ArrayList<>();
        try (Statement s = connection.createStatement();
                ResultSet r = s.executeQuery("SELECT coalesce(t.id, h.tenant_id), coalesce(t.name, h.tenant_id::text)"
                        + " FROM tenant t FULL JOIN kernel.trail_head h ON h.tenant_id = t.id ORDER BY 2")) {
            while (r.next()) {
                if (name == null || name.equals(r.getString(2))) {
                    out.add(new Tenant(r.getObject(1, UUID.class), r.getString(2)));
                }
            }
        }
        return out;
    }

    TrailHead head(UUID tenant) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement(
                "SELECT number, hash, head_mac, anchor_number, anchor_hash, anchor_mac FROM kernel.trail_head WHERE tenant_id = ?")) {
            s.setObject(1, tenant);
            try (ResultSet r = s.executeQuery()) {
                return !r.next()
                        ? TrailHead.none(tenant)
                        : new TrailHead(
                                tenant,
                                new TrailHead.Place(r.getLong(1), r.getBytes(2), r.getBytes(3), null),
                                new TrailHead.Place(r.getLong(4), r.getBytes(5), r.getBytes(6), null),
                                null);
            }
        }
    }

    /** Walks all sealed lines, with a bounded part of them in memory. */
    ChainWalk.@Nullable Break walk(UUID tenant, long after, ChainWalk walk) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement("SELECT " + TraceLine.COLUMNS
                + " FROM kernel.trace WHERE tenant_id = ? AND number > ? ORDER BY number, id")) {
            s.setObject(1, tenant);
            s.setLong(2, after);
            s.setFetchSize(PAGE);
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    ChainWalk.Break found = walk.next(line(r));
                    if (found != null) {
                        return found;
                    }
                }
            }
        }
        return walk.end();
    }

    byte @Nullable [] hash(UUID tenant, long number) throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement("SELECT hash FROM kernel.trace WHERE tenant_id = ? AND number = ?")) {
            s.setObject(1, tenant);
            s.setLong(2, number);
            try (ResultSet r = s.executeQuery()) {
                return r.next() ? r.getBytes(1) : null;
            }
        }
    }

    /** Lines are late a minute after they were written: by the clock while the server runs, else by what it sealed last. */
    Waiting waiting(UUID tenant, boolean serverRuns) throws SQLException {
        String now = serverRuns
                ? "clock_timestamp()"
                : "(SELECT coalesce(max(sealed_at), '-infinity') FROM kernel.trail_head)";
        try (PreparedStatement s = connection.prepareStatement("SELECT count(*), count(*) FILTER (WHERE at < " + now
                + " - interval '1 minute') FROM kernel.trace WHERE tenant_id = ? AND number IS NULL")) {
            s.setObject(1, tenant);
            try (ResultSet r = s.executeQuery()) {
                r.next();
                return new Waiting(r.getLong(1), r.getLong(2));
            }
        }
    }

    private static TraceLine line(ResultSet r) throws SQLException {
        Instant at = r.getObject("at", OffsetDateTime.class).toInstant();
        return new TraceLine(
                r.getObject("tenant_id", UUID.class),
                r.getObject("id", UUID.class),
                at,
                r.getString("name"),
                r.getString("operation"),
                r.getString("action"),
                r.getString("resource_type"),
                r.getString("resource_id"),
                r.getString("resource_name"),
                r.getObject("project_id", UUID.class),
                r.getString("result"),
                r.getObject("status", Integer.class),
                r.getString("detail"),
                r.getObject("actor_id", UUID.class),
                r.getString("actor_name"),
                r.getString("credential"),
                r.getObject("credential_id", UUID.class),
                r.getString("credential_name"),
                r.getString("address"),
                r.getString("agent"),
                r.getString("changes_text"),
                r.getInt("omitted"),
                r.getObject("number", Long.class),
                r.getBytes("hash"));
    }
}
