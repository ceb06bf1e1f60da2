package io.opencoc.launcher.app;

import static io.opencoc.launcher.ServerClient.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.launcher.HalfRequest;
import io.opencoc.launcher.ServerClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stop loses nothing, and the next start finds everything. */
class AppRestartIT {
    @TempDir
    Path folder;

    @Test
    void answersWhatIsUnderWayAndKeepsDataAndKey() throws Exception {
        Path data = folder.resolve("data");
        App first = TestApp.startAnew(data);
        int port = first.port();
        ServerClient client = ServerClient.of(port);
        String bearer = client.bearer(TestApp.PASSWORD);
        assertEquals(
                201,
                client.post("/api/v1/engineers", "{\"name\":\"Ada\"}", "Authorization", bearer)
                        .statusCode());
        String key = Files.readString(data.resolve("master.key"));

        CompletableFuture<Void> stopped;
        try (HalfRequest slow = new HalfRequest(port, TestApp.PASSWORD)) {
            // So that the server has begun to read the slow one.
            assertEquals(201, client.signIn(TestApp.PASSWORD).statusCode());
            stopped = CompletableFuture.runAsync(first::stop);
            eventually("no new connection is taken", () -> ServerClient.isRefused(port));
            assertTrue(!stopped.isDone(), "did not wait for the slow request");
            String answer = slow.finish();
            assertTrue(answer.startsWith("HTTP/1.1 201 "), answer);
        }
        stopped.get(20, TimeUnit.SECONDS);

        App second = TestApp.start(data, "COC_ADMIN_PASSWORD", "another one");
        try {
            ServerClient again = ServerClient.of(second.port());
            assertEquals(401, again.signIn("another one").statusCode(), "the first password stays");
            String engineers = again.get("/api/v1/engineers", "Authorization", again.bearer(TestApp.PASSWORD))
                    .body();
            assertTrue(engineers.contains("Ada"), engineers);
            assertEquals(
                    200, again.get("/api/v1/engineers", "Authorization", bearer).statusCode(), "the session lives on");
            assertEquals(key, Files.readString(data.resolve("master.key")));
        } finally {
            second.stop();
        }
    }
}
