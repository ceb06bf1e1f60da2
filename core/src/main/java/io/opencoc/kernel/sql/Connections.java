package io.opencoc.kernel.sql;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** How the running server connects: as the app role through a pool, as the ingest role with single connections. Immutable. */
public final class Connections {
    private static final int MOST_WAITING = 2_000;

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
                .setConnectionTimeout(10)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setIdleTimeout(5)
                .setIdleTimeoutUnit(TimeUnit.MINUTES);
        return PgBuilder.pool()
                .with(pool)
                .connectingTo(options(roles.app(), "OpenCOC"))
                .using(vertx)
                .build();
    }

    /** For a lane's own connection. */
    public PgConnectOptions ingest() {
        return options(roles.ingest(), "OpenCOC ingest").setReconnectAttempts(0);
    }

    private PgConnectOptions options(String role, String application) {
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
        options.addProperty("statement_timeout", "30000");
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
