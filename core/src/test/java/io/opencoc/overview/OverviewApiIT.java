package io.opencoc.overview;

import static io.opencoc.kernel.TestServer.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.alarm.AlarmCounts;
import io.opencoc.engineer.EngineerModule;
import io.opencoc.engineer.EngineerService;
import io.opencoc.incident.Incident;
import io.opencoc.incident.IncidentInput;
import io.opencoc.incident.IncidentModule;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.project.Placement;
import io.opencoc.project.ProjectModule;
import io.opencoc.todo.TestTodos;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OverviewApiIT {
    static TestServer server;
    static IncidentModule incidents;

    /** Two critical alarms now, one major at the beginning, and some outside the day. */
    private static final AlarmCounts ALARMS = new AlarmCounts() {
        @Override
        public Uni<Map<String, Long>> currentByLevel(Tx tx, Scope scope, UUID project) {
            return Uni.createFrom().item(Map.of("critical", 2L));
        }

        @Override
        public Uni<List<Bucket>> began(Tx tx, Scope scope, UUID project, Instant from, Instant to, int buckets) {
            assertEquals(Duration.ofDays(1), Duration.between(from, to));
            assertEquals(48, buckets);
            return Uni.createFrom()
                    .item(List.of(
                            new Bucket(47, "critical", 2), new Bucket(0, "major", 1), new Bucket(48, "minor", 9)));
        }
    };

    @BeforeAll
    static void start() {
        server = TestServer.with(kernel -> {
            Placement placement = ProjectModule.create(kernel).placement();
            EngineerService engineers = EngineerModule.create(kernel).service();
            incidents = IncidentModule.create(kernel, placement, engineers);
            OverviewModule.create(
                    kernel,
                    incidents.counts(),
                    ALARMS,
                    TestTodos.create(kernel, placement, engineers).service());
        });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Incident incident(String level) {
        return await(incidents
                .service()
                .create(
                        server.admin,
                        Ids.at(Instant.now()),
                        new IncidentInput("t " + level, level, null, null, null, null, null, null)));
    }

    @Test
    void countsWhatWaitsAndShowsTheLastDay() throws Exception {
        incident("P1");
        Incident two = incident("P1");
        Incident over = incident("P2");
        Incident old = incident("P5");
        await(incidents.steps().accept(server.admin, two.id()));
        await(incidents.steps().reject(server.admin, over.id(), "r"));
        await(incidents.steps().close(server.admin, over.id(), null));
        TestDatabase.sql(
                server.address,
                "UPDATE incident SET created_at = created_at - interval '3 hours' WHERE id = '" + old.id() + "'",
                "UPDATE incident SET created_at = created_at - interval '2 days' WHERE id = '" + over.id() + "'");

        JsonNode overview = server.client().get("/overview").json();
        assertEquals(3, overview.get("incidentsToHandle").asInt());
        assertEquals(
                "{\"P1\":2,\"P2\":0,\"P3\":0,\"P4\":0,\"P5\":1}",
                overview.get("incidentsByLevel").toString());
        assertEquals(
                "{\"unaccepted\":2,\"accepted\":1,\"rejected\":0,\"resolved\":0,\"completed\":0,\"closed\":1}",
                overview.get("incidentsByState").toString());
        assertEquals(2, overview.get("alarmsToHandle").asInt());
        assertEquals(
                "{\"critical\":2,\"major\":0,\"minor\":0,\"suggestion\":0}",
                overview.get("alarmsByLevel").toString());

        JsonNode hours = overview.get("hours");
        assertEquals(48, hours.size());
        Instant first = Instant.parse(hours.get(0).get("at").asString());
        Instant last = Instant.parse(hours.get(47).get("at").asString());
        assertEquals(Duration.ofMinutes(47 * 30), Duration.between(first, last));
        assertEquals(0, last.getEpochSecond() % 1800);
        assertTrue(Duration.between(last, server.clock.instant()).toMinutes() < 31);
        assertEquals(1, hours.get(0).get("major").asInt());
        assertEquals(2, hours.get(47).get("critical").asInt());
        assertEquals(2, opened(hours, 46) + opened(hours, 47), "just now, or just before the half-hour struck");
        assertEquals(1, opened(hours, 40) + opened(hours, 41), "three hours ago");
        assertEquals(
                3, hours.valueStream().mapToInt(h -> h.get("incidents").asInt()).sum());

        JsonNode recent = overview.get("recent");
        assertEquals(
                List.of("closed", "rejected", "accepted", "created", "created", "created", "created"),
                recent.valueStream().map(r -> r.get("kind").asString()).toList());
        assertEquals(over.number(), recent.get(0).at("/incident/number").asString());
        assertEquals("closed", recent.get(0).at("/incident/state").asString());
        assertEquals("admin", recent.get(0).at("/by/name").asString());

        JsonNode other = server.signIn("other", "admin").get("/overview").json();
        assertEquals(0, other.get("incidentsToHandle").asInt());
        assertEquals(0, other.get("recent").size());
        assertEquals(401, server.anonymous().get("/overview").status());
    }

    private static int opened(JsonNode hours, int index) {
        return hours.get(index).get("incidents").asInt();
    }
}
