package io.opencoc.launcher.app;

import static io.opencoc.launcher.ServerClient.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.json.Json;
import io.opencoc.launcher.ServerClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server on its embedded PostgreSQL. */
class AppIT {
    @TempDir
    static Path folder;

    static Path data;
    static App app;
    static ServerClient client;

    @BeforeAll
    static void start() throws Exception {
        data = folder.resolve("data");
        app = TestApp.startAnew(data);
        client = ServerClient.of(app.port());
    }

    @AfterAll
    static void stop() {
        app.stop();
    }

    @Test
    void isReadyWhenStarted() throws Exception {
        HttpResponse<String> ready = client.get("/health/ready");
        assertEquals(200, ready.statusCode(), ready.body());
        assertEquals("up", Json.tree(ready.body()).at("/checks/database").asString());
        assertEquals(200, client.get("/health/live").statusCode());
        assertTrue(client.get("/openapi.yaml").body().contains("signIn"));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("master.key"))));
    }

    @Test
    void letsTheFirstAdministratorInByTokenAndByCookie() throws Exception {
        assertEquals(401, client.signIn("wrong").statusCode());
        HttpResponse<String> session = client.signIn(TestApp.PASSWORD);
        assertEquals(201, session.statusCode(), session.body());
        String cookie = session.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(
                cookie.toLowerCase(Locale.ROOT).contains("httponly")
                        && cookie.contains("SameSite=Strict")
                        && !cookie.contains("Secure"),
                cookie);
        String token = Json.tree(session.body()).get("token").asString();
        for (String[] header : new String[][] {
            {"Authorization", "Bearer " + token}, {"Cookie", cookie.substring(0, cookie.indexOf(';'))}
        }) {
            HttpResponse<String> current = client.get("/api/v1/sessions/current", header);
            assertEquals(200, current.statusCode(), current.body());
            assertEquals("test", Json.tree(current.body()).get("version").asString());
        }
        assertEquals(401, client.get("/api/v1/sessions/current").statusCode());
    }

    @Test
    void guardsEveryAnswerWithHeaders() throws Exception {
        for (String path :
                new String[] {"/", "/api/v1/engineers", "/no-such", "/health/live", "/metrics", "/hooks/x"}) {
            var headers = client.get(path).headers();
            String policy = headers.firstValue("Content-Security-Policy").orElse("none: " + path);
            assertTrue(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), policy);
            assertFalse(policy.contains("script-src 'self' 'unsafe"), policy);
            assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""), path);
            assertEquals("same-origin", headers.firstValue("Referrer-Policy").orElse(""), path);
            assertTrue(headers.firstValue("Strict-Transport-Security").isEmpty(), "without TLS");
        }
    }

    @Test
    void answersUnknownAddressesAsProblems() throws Exception {
        for (String path : new String[] {"/no-such", "/api/v1/no-such", "/assets/no-such.js"}) {
            HttpResponse<String> missing = client.get(path, "Accept", path.startsWith("/n") ? "*/*" : "text/html");
            assertEquals(404, missing.statusCode(), path);
            assertEquals(
                    "application/problem+json",
                    missing.headers().firstValue("Content-Type").orElse(""),
                    path);
        }
        assertEquals(200, client.get("/incidents/42", "Accept", "text/html").statusCode());
    }

    @Test
    void tellsItsMetersWithoutLabelsOfClients() throws Exception {
        client.get("/somewhere-" + System.nanoTime());
        String meters = client.get("/metrics").body();
        assertTrue(meters.contains("coc_outbox_waiting") && meters.contains("jvm_memory_used_bytes"), meters);
        assertTrue(meters.contains("vertx_http_server_response_time_seconds_count"), meters);
        assertFalse(meters.contains("somewhere-"), "a path became a label");
    }

    @Test
    void refusesASecondServerInTheSameFolder() {
        StartFailure refused = assertThrows(StartFailure.class, () -> TestApp.start(data));
        assertTrue(refused.getMessage().contains("is in use by another server"), refused.getMessage());
        assertTrue(client.isReady());
    }

    @Test
    void refusesADatabaseThatIsNotItsOwn() throws Exception {
        String right = TestApp.databasePassword(data);
        StartFailure wrong = assertThrows(
                StartFailure.class,
                () -> TestApp.start(folder.resolve("other"), "COC_DB_URL", TestApp.databaseUrl(data, "wrong")));
        assertTrue(wrong.getMessage().contains("password authentication failed for user \"coc\""), wrong.getMessage());
        assertFalse(wrong.getMessage().contains("\n"), wrong.getMessage());

        StartFailure key = assertThrows(
                StartFailure.class,
                () -> TestApp.start(folder.resolve("other"), "COC_DB_URL", TestApp.databaseUrl(data, right)));
        assertTrue(key.getMessage().contains("set up with another master key"), key.getMessage());
        assertTrue(client.isReady());
        assertEquals(201, client.signIn(TestApp.PASSWORD).statusCode(), "the refused server changed the database");
    }

    @Test
    void sharesADatabaseWithTheSameKeyAndTellsOfATakenPort() throws Exception {
        String url = TestApp.databaseUrl(data, TestApp.databasePassword(data));
        String key = Files.readString(data.resolve("master.key"));
        StartFailure taken = assertThrows(
                StartFailure.class,
                () -> TestApp.start(
                        folder.resolve("third"),
                        "COC_DB_URL",
                        url,
                        "COC_SECRETS_MASTER_KEY",
                        key,
                        "COC_HTTP_PORT",
                        "" + app.port()));
        assertTrue(taken.getMessage().contains(app.port() + ": another program uses the port"), taken.getMessage());
        App second = TestApp.start(folder.resolve("third"), "COC_DB_URL", url, "COC_SECRETS_MASTER_KEY", key);
        try {
            assertEquals(
                    201, ServerClient.of(second.port()).signIn(TestApp.PASSWORD).statusCode());
        } finally {
            second.stop();
        }
        assertFalse(Files.exists(folder.resolve("third/master.key")));
    }

    @Test
    void refusesAKeyFileThatIsNone() throws Exception {
        Path broken = Files.createDirectory(folder.resolve("broken"));
        Files.writeString(broken.resolve("master.key"), "{}");
        StartFailure refused = assertThrows(StartFailure.class, () -> TestApp.start(broken));
        assertTrue(refused.getMessage().contains("is not one that this server wrote"), refused.getMessage());
        assertEquals("{}", Files.readString(broken.resolve("master.key")));
    }

    @Test
    void bringsAKilledPostgresBack() throws Exception {
        long killed = postmaster();
        assertTrue(ProcessHandle.of(killed).orElseThrow().destroyForcibly());
        eventually("PostgreSQL runs again", () -> postmaster() != killed && client.isReady());
        assertEquals(201, client.signIn(TestApp.PASSWORD).statusCode());
    }

    private static long postmaster() {
        try {
            return Long.parseLong(Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                    .getFirst()
                    .strip());
        } catch (Exception e) {
            return -1;
        }
    }
}
