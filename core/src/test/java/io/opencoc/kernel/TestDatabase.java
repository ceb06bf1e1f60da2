package io.opencoc.kernel;

import io.opencoc.kernel.sql.Connections;
import io.opencoc.kernel.sql.DatabaseAddress;
import io.opencoc.kernel.sql.DatabaseSetup;
import io.opencoc.postgres.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A real PostgreSQL for tests, started once for the JVM: a container where a Docker engine answers (or COC_TEST_POSTGRES says so), else the embedded
 * one. Each test takes a migrated database of its own, copied from a template.
 */
public final class TestDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(TestDatabase.class);
    private static final String OWNER = "coc";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static DatabaseAddress superuser;
    private static DatabaseAddress last;

    public static final DatabaseSetup.Roles ROLES =
            new DatabaseSetup.Roles("coc_test_app", "coc_test_ingest", "test-roles");

    private TestDatabase() {}

    /** A new migrated database. */
    public static synchronized DatabaseAddress create() {
        try {
            if (superuser == null) {
                superuser = start();
                DatabaseAddress template = at("coc_template");
                DatabaseSetup.provision(superuser, template);
                DatabaseSetup.migrate(template, ROLES);
            }
            String name = "coc_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
            sql(superuser, "CREATE DATABASE " + name + " TEMPLATE coc_template OWNER " + OWNER);
            last = at(name);
            return last;
        } catch (Exception e) {
            throw new IllegalStateException("no database for tests", e);
        }
    }

    /** The database that was made last. */
    public static synchronized DatabaseAddress last() {
        return last;
    }

    /** How the server connects to it. */
    public static Connections connections(DatabaseAddress address) {
        return new Connections(address, ROLES);
    }

    /** Runs SQL as the superuser, past row-level security, for preparing and looking. */
    public static void sql(DatabaseAddress database, String... statements) throws Exception {
        try (Connection c = connect(database);
                Statement s = c.createStatement()) {
            for (String statement : statements) {
                s.execute(statement);
            }
        }
    }

    /** A JDBC connection of the superuser. */
    public static Connection connect(DatabaseAddress database) throws Exception {
        return DriverManager.getConnection(database.jdbcUrl(), superuser.owner(), superuser.ownerPassword());
    }

    /** A JDBC connection of the role that the server's SQL runs as. */
    public static Connection connectAsApp(DatabaseAddress database) throws Exception {
        return DriverManager.getConnection(database.jdbcUrl(), ROLES.app(), ROLES.password());
    }

    private static DatabaseAddress at(String database) {
        return new DatabaseAddress(superuser.host(), superuser.port(), database, OWNER, "owner-of-tests", Map.of());
    }

    private static DatabaseAddress start() throws Exception {
        String wish = System.getenv().getOrDefault("COC_TEST_POSTGRES", "auto");
        if (wish.equals("container")
                || (wish.equals("auto") && DockerClientFactory.instance().isDockerAvailable())) {
            PostgreSQLContainer container = new PostgreSQLContainer(
                            System.getenv().getOrDefault("COC_TEST_POSTGRES_IMAGE", "postgres:15"))
                    .withDatabaseName("postgres")
                    .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200")
                    // At the end of the JVM its data is of no use: an orderly stop would wait for its clients.
                    .withCreateContainerCmdModifier(c -> c.withStopSignal("SIGKILL"));
            container.start();
            LOG.info(
                    "Tests use PostgreSQL in a container at {}:{}",
                    container.getHost(),
                    container.getFirstMappedPort());
            return new DatabaseAddress(
                    container.getHost(),
                    container.getFirstMappedPort(),
                    "postgres",
                    container.getUsername(),
                    container.getPassword(),
                    Map.of());
        }
        Path binaries = Path.of(
                System.getProperty("java.io.tmpdir"), "opencoc-test-postgres-" + System.getProperty("user.name"));
        Files.createDirectories(binaries);
        EmbeddedPostgres postgres = EmbeddedPostgres.startThrowaway(binaries);
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        LOG.info("Tests use the embedded PostgreSQL at {}:{}", postgres.host(), postgres.port());
        return new DatabaseAddress(
                postgres.host(), postgres.port(), "postgres", postgres.superuser(), postgres.password(), Map.of());
    }
}
