package io.opencoc.kernel.sql;

import io.opencoc.kernel.secret.Secrets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Encrypts everything in a database with the key that encrypts now. All or nothing: one transaction. Blocking; over JDBC as the owner, who sees all
 * tenants; while no server runs.
 */
public final class Reencryption {
    private static final int AT_ONCE = 500;
    /** For the whole database: two changes of the key at once would undo one another. */
    private static final long LOCK = 0x6f70656e636f63L;

    private Reencryption() {}

    /**
     * Encrypts it all.
     *
     * @param roles whose connections would be those of a running server
     * @param beforeCommit called when all is done and nothing is committed
     * @return how many values were encrypted anew
     * @throws IllegalStateException in words, when a server runs on the database, a value cannot be decrypted or the database cannot be used
     */
    public static int run(
            DatabaseAddress address,
            DatabaseSetup.Roles roles,
            Secrets secrets,
            List<EncryptedColumn> columns,
            Runnable beforeCommit) {
        try (Connection c = DatabaseSetup.connect(address)) {
            c.setAutoCommit(false);
            lock(c, address);
            refuseServers(c, roles);
            int count = 0;
            for (EncryptedColumn column : columns) {
                count += encrypt(c, secrets, column);
            }
            try (PreparedStatement s = c.prepareStatement("UPDATE kernel.installation SET key_id = ?")) {
                s.setInt(1, secrets.key());
                s.executeUpdate();
            }
            beforeCommit.run();
            c.commit();
            return count;
        } catch (SQLException e) {
            throw DatabaseSetup.unusable(address, e);
        }
    }

    private static void lock(Connection c, DatabaseAddress address) throws SQLException {
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT pg_try_advisory_xact_lock(" + LOCK + ")")) {
            r.next();
            if (!r.getBoolean(1)) {
                throw new IllegalStateException(
                        "The key of the database " + address + " is being changed by somebody else just now");
            }
        }
    }

    private static void refuseServers(Connection c, DatabaseSetup.Roles roles) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(
                "SELECT count(*), min(host(client_addr)) FROM pg_stat_activity WHERE datname = current_database() AND usename IN (?, ?)")) {
            s.setString(1, roles.app());
            s.setString(2, roles.ingest());
            try (ResultSet r = s.executeQuery()) {
                r.next();
                if (r.getInt(1) > 0) {
                    String from = r.getString(2);
                    throw new IllegalStateException("A server runs on the database"
                            + (from == null ? "" : " (connected from " + from + ")") + ": stop all of them first");
                }
            }
        }
    }

    private static int encrypt(Connection c, Secrets secrets, EncryptedColumn column) throws SQLException {
        int count = 0;
        String select = "SELECT ctid::text, %s, %s FROM %s WHERE %2$s IS NOT NULL FOR UPDATE"
                .formatted(column.owner(), column.column(), column.table());
        String update = "UPDATE %s SET %s = ? WHERE ctid = ?::tid".formatted(column.table(), column.column());
        try (Statement read = c.createStatement();
                PreparedStatement write = c.prepareStatement(update)) {
            read.setFetchSize(AT_ONCE);
            try (ResultSet r = read.executeQuery(select)) {
                while (r.next()) {
                    byte[] encrypted = r.getBytes(3);
                    if (!secrets.isCurrent(encrypted)) {
                        String owner = r.getString(2);
                        write.setBytes(1, secrets.encrypt(secrets.decrypt(encrypted, owner), owner));
                        write.setString(2, r.getString(1));
                        if (write.executeUpdate() != 1) {
                            throw new IllegalStateException("a row of " + column.table() + " changed meanwhile");
                        }
                        count++;
                    }
                }
            }
        }
        return count;
    }
}
