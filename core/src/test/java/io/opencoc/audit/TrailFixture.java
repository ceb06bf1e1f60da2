package io.opencoc.audit;

import io.opencoc.engineer.EngineerModule;
import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A server with engineers and the trail; the trail's loops run only when a test starts them. */
final class TrailFixture implements AutoCloseable {
    private static final Duration KEPT = Duration.ofDays(100);

    private AuditModule audit;
    final TestServer server = TestServer.with(kernel -> {
        EngineerModule.create(kernel);
        audit = AuditModule.create(kernel, KEPT);
    });
    final TestServer.Client client = server.client();

    AuditModule audit() {
        return audit;
    }

    /** Leaves so many lines. */
    void work(int lines) {
        for (int i = 0; i < lines; i++) {
            String body = "{\"name\":\"engineer " + System.nanoTime() + "\"}";
            if (client.post("/engineers", body).status() != 201) {
                throw new AssertionError(body);
            }
        }
    }

    void seal() {
        while (TestServer.await(audit.sealer().once())) {
            // More.
        }
    }

    /** What a whole verification says: {@code ok n} with the last number, or {@code kind n}. */
    String verdict() {
        var v = client.post("/traces/verify", "{}").json();
        return v.get("ok").asBoolean()
                ? "ok " + v.get("to").asLong()
                : v.at("/break/kind").asString() + " " + v.at("/break/number").asLong();
    }

    void sql(String... statements) throws Exception {
        TestDatabase.sql(server.address, statements);
    }

    List<String> list(String query) throws Exception {
        List<String> out = new ArrayList<>();
        try (Connection c = TestDatabase.connect(server.address);
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery(query)) {
            while (r.next()) {
                out.add(r.getString(1));
            }
        }
        return out;
    }

    /** Whether no tenant has a line without a seal. */
    boolean isSealed() {
        try {
            return list("SELECT 1 FROM kernel.trace WHERE number IS NULL").isEmpty();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
