package io.opencoc.integration;

import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.TestServer;
import java.sql.Connection;
import java.sql.Statement;

/** Takes a server's database away: its connections are cut and it takes no new ones, until this is closed. */
final class Outage implements AutoCloseable {
    private final TestServer server;

    Outage(TestServer server) throws Exception {
        this.server = server;
        run("ALTER DATABASE " + server.address.database() + " CONNECTION LIMIT 0");
        run("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid()");
    }

    private void run(String sql) throws Exception {
        try (Connection c = TestDatabase.connect(server.address);
                Statement s = c.createStatement()) {
            s.execute(sql);
        }
    }

    @Override
    public void close() throws Exception {
        run("ALTER DATABASE " + server.address.database() + " CONNECTION LIMIT -1");
    }
}
