package io.opencoc.kernel.sql;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How the running server connects: as the app role through a pool, as the ingest role with single connections. Immutable. */
public final class Connections {
    private static final int MOST_WAITING = 2_000;
    // Longer than the statement time-outs: what only takes its time is ended by PostgreSQL.
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);
    private static final Duration LONGEST_SILENCE_OF_LANES = Duration.ofSeconds(15);
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    private final DatabaseAddress address;
    private final DatabaseSetup.Roles roles;

    public Connections(DatabaseAddress address, DatabaseSetup.Roles roles) {
        this.address = address;
        this.roles = roles;
    }

    /** A pool of the app role. */
    public Pool appPool(Vertx vertx, int size) {
        PoolOptions pool = new PoolOptions()
                .setMaxSize(size)
                .setMaxWaitQueueSize(MOST_WAITING)
                // Who waits is timed by Database: the pool's own timer may fire for a waiter that has been served, and
                // then takes another's place away.
                .setConnectionTimeout(0)
                .setIdleTimeout(30)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        return PgBuilder.pool()
                .with(pool)
                .connectingTo(options(roles.app(), "OpenCOC", "30000"))
                .withConnectHandler(connection -> {
                    Silence.limit(connection, LONGEST_SILENCE);
                    connection.close();
                })
                .using(vertx)
                .build();
    }

    /**
     * A lane's own connection. It ends when PostgreSQL is silent for 15 s, so that its owner has to ask for something now and then.
     */
    public Future<PgConnection> ingest(Vertx vertx) {
        Future<PgConnection> connecting = PgConnection.connect(
                vertx, options(roles.ingest(), "OpenCOC ingest", "10000").setReconnectAttempts(0));
        Future<PgConnection> limited = connecting.timeout(LONGEST_CONNECT.toMillis(), TimeUnit.MILLISECONDS);
        connecting.onSuccess(c -> {
            if (limited.failed()) {
                c.close();
            }
        });
        return limited.onSuccess(c -> Silence.limit(c, LONGEST_SILENCE_OF_LANES));
    }

    private PgConnectOptions options(String role, String application, String statementMillis) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setDatabase(address.database())
                .setUser(role)
                .setPassword(roles.password())
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(256)
                .setPreparedStatementCacheSqlLimit(8192)
                .setPipeliningLimit(64);
        options.addProperty("application_name", application);
        options.addProperty("statement_timeout", statementMillis);
        options.addProperty("lock_timeout", "15000");
        options.addProperty("idle_in_transaction_session_timeout", "60000");
        options.addProperty("timezone", "UTC");
        String mode = address.properties().getOrDefault("sslmode", "disable");
        options.setSslMode(SslMode.of(mode));
        if (options.getSslMode() != SslMode.DISABLE) {
            options.setSslOptions(ssl(mode));
        }
        return options;
    }

    private ClientSSLOptions ssl(String mode) {
        ClientSSLOptions ssl = new ClientSSLOptions();
        String root = address.properties().get("sslrootcert");
        if (mode.startsWith("verify") && root != null) {
            try {
                ssl.setTrustOptions(
                        new PemTrustOptions().addCertValue(Buffer.buffer(Files.readAllBytes(Path.of(root)))));
            } catch (IOException e) {
                throw new IllegalArgumentException("the database's sslrootcert " + root + " cannot be read", e);
            }
        } else if (!mode.startsWith("verify")) {
            ssl.setTrustAll(true);
        }
        if (mode.equals("verify-full")) {
            ssl.setHostnameVerificationAlgorithm("HTTPS");
        }
        return ssl;
    }
}
