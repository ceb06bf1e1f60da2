package io.opencoc.kernel.http;

import static io.opencoc.kernel.TestServer.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.audit.AuditModule;
import io.opencoc.kernel.TestServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From where a request comes, behind the trusted proxy that the tests are. */
class ForwardedIT {
    static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.with(kernel -> AuditModule.create(kernel, Duration.ofDays(100)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String seen(String... headers) {
        assertEquals(
                201,
                server.anonymous()
                        .post("/sessions", "{\"user\":\"admin\",\"password\":\"secret\"}", headers)
                        .status());
        List<String> all = await(server.database()
                .in(
                        server.admin.tenant(),
                        tx -> tx.list(
                                "SELECT remote FROM session ORDER BY created_at DESC, id DESC LIMIT 1",
                                r -> r.getString("remote"))));
        server.clock.forward(Duration.ofMillis(5));
        return all.getFirst();
    }

    @Test
    void theLastHopCountsWhetherItIsInTheSameLineOrOneOfItsOwn() {
        assertEquals("198.51.100.7", seen("X-Forwarded-For", "203.0.113.9, 198.51.100.7"));
        // A proxy may add a line of its own below what the client has made up.
        assertEquals("198.51.100.7", seen("X-Forwarded-For", "203.0.113.9", "X-Forwarded-For", "198.51.100.7"));
    }

    @Test
    void whatIsNoAddressIsNotLookedUp() {
        // All of these could be names of hosts.
        for (String name : List.of("dead.beef", "cafe", "1.2.3", "1.2.3.4.5", "::1::", "fe80:")) {
            assertEquals("127.0.0.1", seen("X-Forwarded-For", name), name);
        }
        assertEquals("2001:db8::1", seen("X-Forwarded-For", "2001:db8::1"));
    }

    @Test
    void anAddressIsKeptInItsOneForm() {
        assertEquals("2001:db8::1", seen("X-Forwarded-For", "2001:0DB8:0:0:0:0:0:1"));
        assertEquals("203.0.113.9", seen("X-Forwarded-For", "::ffff:203.0.113.9"));
        String path = "/traces?name=createSession&address=";
        var admin = server.client();
        int lines = admin.get(path + "2001:db8::1").json().get("items").size();
        assertEquals(
                lines, admin.get(path + "2001:DB8:0:0::1").json().get("items").size());
        assertTrue(lines > 0);
    }
}
