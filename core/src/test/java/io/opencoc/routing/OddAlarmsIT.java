package io.opencoc.routing;

import static io.opencoc.kernel.TestServer.await;
import static io.opencoc.kernel.TestServer.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.AlarmEvent;
import io.opencoc.ingest.Origin;
import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.http.Problem;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whatever gets into the log gets through the router, in bounded portions; and the log has a day whatever the clock says. */
class OddAlarmsIT extends RoutingFixture {

    static String text(int length) {
        return "\ud83d\udd25".repeat(length / 2);
    }

    @Test
    void noTextAndNoTimeStopsTheRouter() {
        rule("{\"name\":\"all\",\"groupBy\":[\"alarmId\",\"alarmName\",\"region\",\"additional.k\"]}");
        Map<String, String> additional = new TreeMap<>();
        for (int i = 0; i < 64; i++) {
            additional.put("\u0001\"\\" + i, text(1024));
        }
        List<AlarmEvent> odd = new ArrayList<>();
        // the title is cut in the middle of a character
        odd.add(alarm("o1", "a" + text(254)).resourceName(text(1024)).build());
        odd.add(alarm("o2", text(254)).resourceName("\u0007").build());
        odd.add(alarm("o3", "\u0001\u0002\u007f\u0085").resourceName(null).build());
        odd.add(alarm("o4", "\uffff\ufffe\ufeff\u2028\u202e")
                .description(text(4096))
                .build());
        odd.add(alarm("o5", "$1 %s {} \\ ' \"")
                .alarmId(text(1024))
                .namespace(text(1024))
                .region(text(1024))
                .application(text(1024))
                .resourceId(text(1024))
                .url("javascript:" + text(1000))
                .additional(additional)
                .build());
        Instant last = Instant.parse("9999-12-31T23:59:59.999999999Z");
        odd.add(alarm("o6", "Late").startsAt(last).expiresAt(last).build());
        odd.add(alarm("o7", "Early").startsAt(Instant.EPOCH).build());
        odd.add(alarm("\ufffd".repeat(128), "Print").build());
        send(odd.toArray(AlarmEvent[]::new));
        eventually("all are alarms", () -> items("/alarms").size() == odd.size());
        assertEquals(odd.size(), items("/incidents").size());
        items("/incidents").forEach(i -> assertTrue(i.get("title").asString().length() <= 200));
        send(alarm("o6", "Late")
                .status(io.opencoc.api.AlarmStatus.OK)
                .startsAt(last)
                .endsAt(last)
                .build());
        eventually("the late one ended", () -> items("/alarms").size() == odd.size() - 1);
        for (JsonNode alarm : items("/alarms?view=all")) {
            assertEquals(
                    200, client.get("/alarms/" + alarm.get("id").asString()).status());
        }
    }

    @Test
    void largeAlarmsAreReadInSmallPortions() throws Exception {
        await(routing.stop());
        Map<String, String> additional = new TreeMap<>();
        for (int i = 0; i < 64; i++) {
            additional.put("k" + i, "v".repeat(1024));
        }
        List<AlarmEvent> large = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            large.add(alarm("same", "Large").additional(additional).build());
        }
        send(large.toArray(AlarmEvent[]::new));
        try (Connection c = TestDatabase.connect(server.address);
                ResultSet r = c.createStatement()
                        .executeQuery(
                                "SELECT sum(size) FROM kernel.lanes() l, kernel.lane_read(l, 0, 0, 1000, 4000000)")) {
            r.next();
            assertTrue(r.getInt(1) > 2_000_000 && r.getInt(1) <= 4_000_000, r.getInt(1) + " at once");
        }
    }

    @Test
    void aClockThatJumpsOnlyDelays() {
        server.clock.forward(Duration.ofDays(100));
        Instant then = server.clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Origin origin = new Origin(server.admin.tenant(), integrations.get(server.admin), "prometheus");
        List<AlarmEvent> events = List.of(alarm("j", "Jump").startsAt(then).build());
        eventually("the day is made", () -> {
            Future<Void> stored = ingest.lanes().store(origin, events, then);
            await(stored.transform(r -> Future.<Void>succeededFuture()));
            if (stored.failed()) {
                assertEquals(
                        503, assertInstanceOf(Problem.class, stored.cause()).status());
            }
            return stored.succeeded();
        });
        client = server.client();
        eventually("it is an alarm", () -> items("/alarms").size() == 1);
    }
}
