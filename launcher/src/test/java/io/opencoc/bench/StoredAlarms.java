package io.opencoc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** Original alarms as the database counts them, asked past the server: all that benchmarks know of how they are stored. */
final class StoredAlarms implements AutoCloseable {
    private static final String COUNT = "coalesce(sum(count), 0)::bigint";

    /** No block has alarms of before and after a moment at which all that came before was answered. */
    private static final String SINCE = "SELECT " + COUNT
            + " FROM alarm_log WHERE tenant_id = ANY (ARRAY(SELECT id FROM tenant)) AND last_at >= ? AND first_at >= ?";

    private static final String ALL = "SELECT " + COUNT + " FROM alarm_log";
    private static final String BYTES =
            "SELECT coalesce(sum(pg_total_relation_size(relid)), 0)::bigint FROM pg_partition_tree('alarm_log')";

    private static final int PORT_LINE = 3;

    private final Connection connection;

    /** Opens the embedded PostgreSQL of a server that runs. */
    StoredAlarms(Server server) throws IOException, SQLException {
        Path folder = server.data().resolve("postgres");
        List<String> postmaster = Files.readAllLines(folder.resolve("cluster").resolve("postmaster.pid"));
        String password = Files.readString(folder.resolve("superuser.password")).strip();
        connection = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postmaster.get(PORT_LINE).strip() + "/coc", "postgres", password);
    }

    /** How many there are of those received at a moment or later. */
    long since(Instant moment) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement(SINCE)) {
            s.setTimestamp(1, Timestamp.from(moment));
            s.setTimestamp(2, Timestamp.from(moment));
            return only(s);
        }
    }

    long all() throws SQLException {
        try (PreparedStatement s = connection.prepareStatement(ALL)) {
            return only(s);
        }
    }

    /** What they take on the disk, with their indexes. */
    long bytes() throws SQLException {
        try (PreparedStatement s = connection.prepareStatement(BYTES)) {
            return only(s);
        }
    }

    private static long only(PreparedStatement statement) throws SQLException {
        try (ResultSet r = statement.executeQuery()) {
            r.next();
            return r.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
