package io.opencoc.launcher.app;

import static io.opencoc.launcher.ServerClient.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.json.Json;
import io.opencoc.launcher.ServerClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer sees incidents at once, and no second set of them after a restart. */
class DemoIT {
    @TempDir
    Path folder;

    @Test
    void showsIncidentsAndMakesItsThingsOnce() throws Exception {
        for (int start = 1; start <= 2; start++) {
            App app = App.start(TestApp.settings(folder.resolve("data")), "test", true, text -> {});
            try {
                ServerClient client = ServerClient.of(app.port());
                String bearer = client.bearer(TestApp.PASSWORD);
                long began = System.nanoTime();
                eventually("incidents", () -> total(client, bearer, "incidents") >= 3);
                assertTrue(System.nanoTime() - began < 10_000_000_000L, "later than ten seconds");
                // They follow the demo's rule, engineer and integration.
                assertEquals(1, total(client, bearer, "engineers"));
                assertEquals(1, total(client, bearer, "integrations"));
                assertEquals(1, total(client, bearer, "forwarding-rules"));
                assertEquals(3, total(client, bearer, "incidents"));
            } finally {
                app.stop();
            }
        }
    }

    private static int total(ServerClient client, String bearer, String list) {
        try {
            return Json.tree(client.get("/api/v1/" + list, "Authorization", bearer)
                            .body())
                    .get("total")
                    .asInt();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
