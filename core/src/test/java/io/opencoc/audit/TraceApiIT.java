package io.opencoc.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TraceApiIT {
    static TrailFixture trail;

    @BeforeAll
    static void start() {
        trail = new TrailFixture();
    }

    @AfterAll
    static void stop() {
        trail.close();
    }

    private static String engineer(String name) {
        Answer made = trail.client.post("/engineers", "{\"name\":\"" + name + "\"}", "User-Agent", "heron/1.0");
        assertEquals(201, made.status(), made.body());
        return made.json().get("id").asString();
    }

    private static List<JsonNode> list(String query) {
        Answer a = trail.client.get("/traces" + query);
        assertEquals(200, a.status(), a.body());
        return a.json().get("items").valueStream().toList();
    }

    @Test
    void aLineSaysWhoDidWhat() {
        String id = engineer("ann");
        trail.client.put("/engineers/" + id, "{\"name\":\"ann b\",\"language\":\"zh\"}");
        List<JsonNode> lines = list("?resourceId=" + id);
        assertEquals(
                List.of("updateEngineer", "createEngineer"),
                lines.stream().map(l -> l.get("name").asString()).toList());
        JsonNode line = trail.client
                .get("/traces/" + lines.getFirst().get("id").asString())
                .json();
        assertEquals("success", line.get("result").asString());
        assertEquals("admin", line.at("/user/name").asString());
        assertEquals("session", line.at("/credential/kind").asString());
        assertEquals("Engineer", line.at("/resource/type").asString());
        assertEquals("ann b", line.at("/resource/name").asString());
        assertEquals("coc:engineer:update", line.get("action").asString());
        assertEquals("127.0.0.1", line.get("address").asString());
        assertEquals("ann", line.at("/changes/name/before").asString());
        assertEquals("ann b", line.at("/changes/name/after").asString());
        assertEquals(2, line.get("changes").size());
        assertEquals("heron/1.0", lines.getLast().get("agent").asString());
        assertEquals(
                404,
                trail.server
                        .signIn("other", "admin")
                        .get("/traces/" + line.get("id").asString())
                        .status());
    }

    @Test
    void whatChangesNothingLeavesNothing() {
        String id = engineer("ben");
        trail.client.put("/engineers/" + id, "{\"name\":\"ben\"}");
        String key = "key-" + System.nanoTime();
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    201,
                    trail.client
                            .post("/engineers", "{\"name\":\"once\"}", "Idempotency-Key", key)
                            .status());
        }
        assertEquals(1, list("?resourceId=" + id).size());
        assertEquals(1, list("?q=once&name=createEngineer").size());
    }

    @Test
    void filtersNarrow() {
        String id = engineer("carl 100%");
        trail.client.post("/engineers", "{\"name\":\"carl 100%\"}");
        trail.server.signIn("default", "reader").post("/engineers", "{\"name\":\"no\"}");
        assertEquals(1, list("?q=100%25&result=success").size());
        assertEquals(0, list("?q=100_").size());
        assertEquals(
                1,
                list("?user=reader&result=refused&name=createEngineer&name=deleteEngineer")
                        .size());
        assertEquals(
                "coc:engineer:create",
                list("?user=reader&result=refused").getFirst().get("action").asString());
        assertTrue(list("?result=failed&resourceType=Engineer").stream()
                .anyMatch(l -> l.get("status").asInt() == 400));
        assertEquals(0, list("?resourceId=" + id + "&address=10.1.1.1").size());
        assertEquals(1, list("?resourceId=" + id + "&address=127.0.0.1").size());
        String at = list("?resourceId=" + id).getFirst().get("at").asString();
        assertEquals(1, list("?resourceId=" + id + "&from=" + at).size());
        assertEquals(0, list("?resourceId=" + id + "&to=" + at).size());
        assertEquals(400, trail.client.get("/traces?after=x").status());
        assertEquals(400, trail.client.get("/traces?from=yesterday").status());
        for (String odd : List.of("0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z")) {
            assertEquals(200, trail.client.get("/traces?from=" + odd).status());
            assertEquals(200, trail.client.get("/traces?to=" + odd).status());
        }
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepeat() {
        trail.work(5);
        Set<String> seen = new HashSet<>();
        List<String> times = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page = trail.client
                    .get("/traces?size=2&name=createEngineer" + next)
                    .json();
            page.get("items").forEach(l -> {
                assertTrue(seen.add(l.get("id").asString()));
                times.add(l.get("id").asString().substring(0, 13));
            });
            next = page.has("next") ? "&after=" + page.get("next").asString() : null;
        }
        assertTrue(seen.size() >= 5);
        assertEquals(times.stream().sorted(java.util.Comparator.reverseOrder()).toList(), times);
    }

    @Test
    void exportsAreWholeSafeAndTraced() throws Exception {
        engineer("=cmd|' /C calc'!A0");
        trail.sql(
                "INSERT INTO kernel.trace SELECT (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'name', 'many'))).*"
                        + " FROM (SELECT t FROM kernel.trace t WHERE name = 'createEngineer' LIMIT 1) x (t), generate_series(1, 1700)");
        Answer csv = trail.client.get("/traces/export?format=csv&q=cmd");
        assertEquals(200, csv.status(), csv.body());
        assertTrue(csv.body().startsWith("\ufefftime,user,"), csv.body());
        assertTrue(csv.body().contains(",'=cmd|' /C calc'!A0,"), csv.body());
        assertTrue(csv.headers()
                .firstValue("Content-Disposition")
                .orElse("")
                .matches("attachment; filename=\"trail-\\d{8}-\\d{6}\\.csv\""));
        Answer lines = trail.client.get("/traces/export?format=jsonl&name=many");
        assertEquals(
                1700,
                lines.body()
                        .lines()
                        .map(io.opencoc.kernel.json.Json::tree)
                        .map(l -> l.get("id").asString())
                        .distinct()
                        .count());
        assertTrue(lines.body().lines().allMatch(l -> l.contains("\"changes\"")));
        JsonNode trace = list("?name=exportTraces").getFirst();
        assertEquals("success", trace.get("result").asString());
        assertEquals(
                List.of("format", "name"),
                trace.get("changed").valueStream().map(JsonNode::asString).toList());
        // No session, no permission, a wrong parameter: as anywhere.
        assertEquals(401, trail.server.anonymous().get("/traces/export").status());
        assertEquals(
                403,
                trail.server.signIn("default", "reader").get("/traces/export").status());
        assertEquals(400, trail.client.get("/traces/export?format=xml").status());
        TestServer.eventually(
                "they are kept",
                () -> list("?name=exportTraces&result=refused&user=reader").size() == 1
                        && list("?name=exportTraces&result=failed").size() == 1);
        assertFalse(trail.server
                .signIn("other", "admin")
                .get("/traces/export")
                .body()
                .contains("cmd"));
    }

    @Test
    void aLineIsOfTheChangesOwnTransaction() throws Exception {
        String id = engineer("dora");
        assertEquals(
                trail.list("SELECT xmin FROM engineer WHERE id = '" + id + "'"),
                trail.list("SELECT xmin FROM kernel.trace WHERE resource_id = '" + id + "'"));
        // And what cannot be kept in the trail is not done.
        trail.sql("ALTER TABLE kernel.trace ADD CONSTRAINT full_disk CHECK (resource_name <> 'emil') NOT VALID");
        assertEquals(500, trail.client.post("/engineers", "{\"name\":\"emil\"}").status());
        assertEquals(List.of("0"), trail.list("SELECT count(*) FROM engineer WHERE name = 'emil'"));
    }
}
