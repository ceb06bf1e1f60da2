package io.opencoc.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opencoc.kernel.TestServer.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who and what the trail names. */
class TrailNamesIT {
    static TrailFixture trail;

    @BeforeAll
    static void start() {
        trail = new TrailFixture();
    }

    @AfterAll
    static void stop() {
        trail.close();
    }

    private static String user(String name, String displayName) {
        Answer made = trail.client.post(
                "/users",
                "{\"name\":\"%s\",\"displayName\":\"%s\",\"password\":\"quiet lantern moss\",\"mustChangePassword\":false}"
                        .formatted(name, displayName));
        assertEquals(201, made.status(), made.body());
        return made.json().get("id").asString();
    }

    private static JsonNode newest(String query) {
        return trail.client.get("/traces?" + query).json().at("/items/0");
    }

    @Test
    void itSaysWhoseSessionsEndedTogether() {
        String id = user("ended", "Ed Ended");
        assertEquals(200, trail.client.delete("/sessions?userId=" + id).status());
        assertEquals(
                "Ed Ended", newest("name=deleteSession").at("/resource/name").asString());
    }
}
