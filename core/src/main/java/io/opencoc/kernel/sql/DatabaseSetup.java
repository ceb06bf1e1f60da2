package io.opencoc.kernel.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database up to date at the start: the two roles that the server runs as, and the migrations. Blocking; over JDBC, which is
 * used for nothing else.
 */
public final class DatabaseSetup {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseSetup.class);
    private static final int OLDEST = 15;

    private DatabaseSetup() {}

    /**
     * The roles of the running server. Neither owns anything nor may bypass row-level security.
     *
     * @param app runs the server's SQL
     * @param ingest may only append original alarms
     * @param password of both
     */
    public record Roles(String app, String ingest, String password) {

        /** The roles of a database, named after it. */
        public static Roles of(String database, String password) {
            return new Roles(database + "_app", database + "_ingest", password);
        }

        @Override
        public String toString() {
            return app + ", " + ingest;
        }
    }

    /**
     * Makes the owner role and the database in a server that we own, when they are not there.
     *
     * @param superuser with which to do it
     * @param target what to make
     */
    public static void provision(DatabaseAddress superuser, DatabaseAddress target) throws SQLException {
        try (Connection c = connect(superuser)) {
            if (!exists(c, "SELECT 1 FROM pg_roles WHERE rolname = ?", target.owner())) {
                run(c, "CREATE ROLE " + name(target.owner()) + " LOGIN CREATEROLE");
            }
            run(c, "ALTER ROLE " + name(target.owner()) + " PASSWORD " + literal(c, target.ownerPassword()));
            if (!exists(c, "SELECT 1 FROM pg_database WHERE datname = ?", target.database())) {
                run(
                        c,
                        "CREATE DATABASE " + name(target.database()) + " OWNER " + name(target.owner())
                                + " ENCODING 'UTF8'");
            }
        }
    }

    /**
     * Makes the roles and runs the migrations.
     *
     * @throws IllegalStateException when the database cannot be used, with what to do about it
     */
    public static void migrate(DatabaseAddress address, Roles roles) {
        try (Connection c = connect(address)) {
            int version = c.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                throw new IllegalStateException(
                        "PostgreSQL " + version + " is too old: OpenCOC needs " + OLDEST + " or newer");
            }
            role(c, roles.app(), roles.password());
            role(c, roles.ingest(), roles.password());
            if (Migrations.areDone(c)) {
                return;
            }
        } catch (SQLException e) {
            throw unusable(address, e);
        }
        Flyway.configure()
                .dataSource(address.jdbcUrl(), address.owner(), address.ownerPassword())
                .jdbcProperties(address.properties())
                .placeholders(Map.of("app_role", name(roles.app()), "ingest_role", name(roles.ingest())))
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .loggers("slf4j")
                .load()
                .migrate();
    }

    private static void role(Connection c, String role, String password) throws SQLException {
        if (!exists(c, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
            run(c, "CREATE ROLE " + name(role) + " LOGIN NOINHERIT");
            LOG.info("Made the database role {}", role);
        }
        if (exists(c, "SELECT 1 FROM pg_roles WHERE rolname = ? AND (rolsuper OR rolbypassrls)", role)) {
            throw new IllegalStateException("The database role " + role
                    + " is a superuser or may bypass row-level security: OpenCOC does not run as such a role");
        }
        if (exists(
                c,
                "SELECT 1 FROM pg_class k JOIN pg_roles r ON r.oid = k.relowner WHERE r.rolname = ? AND k.relkind IN ('r', 'p')",
                role)) {
            throw new IllegalStateException(
                    "The database role " + role + " owns tables: OpenCOC does not run as such a role");
        }
        run(c, "ALTER ROLE " + name(role) + " PASSWORD " + literal(c, password));
    }

    static IllegalStateException unusable(DatabaseAddress address, SQLException e) {
        return new IllegalStateException("The database " + address + " cannot be used: " + e.getMessage(), e);
    }

    static Connection connect(DatabaseAddress address) throws SQLException {
        Properties p = new Properties();
        p.putAll(address.properties());
        p.setProperty("user", address.owner());
        p.setProperty("password", address.ownerPassword());
        p.setProperty("connectTimeout", "10");
        p.setProperty("socketTimeout", "60");
        return DriverManager.getConnection(address.jdbcUrl(), p);
    }

    private static boolean exists(Connection c, String sql, String parameter) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setString(1, parameter);
            try (ResultSet r = s.executeQuery()) {
                return r.next();
            }
        }
    }

    private static void run(Connection c, String sql) throws SQLException {
        try (Statement s = c.createStatement()) {
            s.execute(sql);
        }
    }

    private static String name(String identifier) {
        if (!identifier.matches("[A-Za-z_][A-Za-z0-9_-]{0,62}")) {
            throw new IllegalStateException("'" + identifier + "' cannot be the name of a role or database here");
        }
        return '"' + identifier + '"';
    }

    private static String literal(Connection c, String text) throws SQLException {
        return c.unwrap(org.postgresql.PGConnection.class).escapeLiteral(text).transform(t -> "'" + t + "'");
    }
}
