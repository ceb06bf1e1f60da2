package io.opencoc.launcher.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemoAlertsTest {

    @Test
    void firesAFewAtFirstThenChangesOneAtATimeWithinBounds() {
        DemoAlerts alerts = new DemoAlerts();
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        JsonArray posted = alerts.first(now);
        assertEquals(3, burning(posted, now));
        Set<String> names = new HashSet<>();
        int cleared = 0;
        for (int i = 1; i <= 100; i++) {
            now = now.plusSeconds(20);
            posted = alerts.later(now);
            int burning = burning(posted, now);
            assertTrue(burning == 3 || burning == 4, "burning: " + burning);
            cleared += posted.size() - burning;
            posted.forEach(
                    a -> names.add(((JsonObject) a).getJsonObject("labels").encode()));
        }
        assertEquals(50, cleared);
        assertEquals(7, names.size(), "always the same few");
    }

    private static int burning(JsonArray posted, Instant now) {
        return (int) posted.stream()
                .filter(a -> Instant.parse(((JsonObject) a).getString("endsAt")).isAfter(now))
                .count();
    }
}
