package io.opencoc.kernel.sql;

import io.opencoc.kernel.secret.Secrets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Says which master key a database belongs to, so that no server runs on it with another one: it could read none of the secrets, and would
 * change the roles' password under the right one. Blocking; over JDBC, at the start only.
 */
public final class InstallationKey {
    private InstallationKey() {}

    /**
     * Before anything is changed: refuses a database of another key. A database that no server has used yet is fine.
     *
     * @param fingerprint that tells keys apart and says nothing about them
     * @param secrets the key
     * @throws IllegalStateException when the database belongs to another key or cannot be asked, with what to do about it
     */
    public static void check(DatabaseAddress address, String fingerprint, Secrets secrets) {
        try (Connection c = DatabaseSetup.connect(address);
                Statement s = c.createStatement()) {
            try (ResultSet there = s.executeQuery("SELECT to_regclass('kernel.installation') IS NOT NULL")) {
                there.next();
                if (!there.getBoolean(1)) {
                    return;
                }
            }
            try (ResultSet key = s.executeQuery(
                    // As JSON, for older versions had no key_id.
                    "SELECT key_fingerprint, to_jsonb(i) ->> 'key_id' FROM kernel.installation i")) {
                if (!key.next()) {
                    return;
                }
                if (!key.getString(1).equals(fingerprint)) {
                    throw new IllegalStateException("The database " + address
                            + " was set up with another master key: give the server the key of that installation");
                }
                String id = key.getString(2);
                if (id != null && !secrets.hasKey(Integer.parseInt(id))) {
                    throw new IllegalStateException(
                            "The secrets in the database " + address
                                    + " are encrypted with a newer key: give the server the master key that coc keys rotate made");
                }
            }
        } catch (SQLException e) {
            throw DatabaseSetup.unusable(address, e);
        }
    }

    /** After the migrations: notes the key, the first time. */
    public static void note(DatabaseAddress address, String fingerprint) {
        try (Connection c = DatabaseSetup.connect(address);
                PreparedStatement s = c.prepareStatement(
                        "INSERT INTO kernel.installation (key_fingerprint) VALUES (?) ON CONFLICT DO NOTHING")) {
            s.setString(1, fingerprint);
            s.executeUpdate();
        } catch (SQLException e) {
            throw DatabaseSetup.unusable(address, e);
        }
    }
}
