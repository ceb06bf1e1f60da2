package io.opencoc.plugin.huawei;

import static io.opencoc.kernel.TestServer.await;
import static io.opencoc.kernel.TestServer.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.alarm.AlarmLog;
import io.opencoc.alarm.AlarmModule;
import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmSource;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.Descriptor;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.SampleRequest;
import io.opencoc.api.Settings;
import io.opencoc.api.Text;
import io.opencoc.engineer.EngineerModule;
import io.opencoc.incident.IncidentModule;
import io.opencoc.ingest.IngestLimits;
import io.opencoc.ingest.IngestModule;
import io.opencoc.integration.AlarmSources;
import io.opencoc.integration.IntegrationModule;
import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.http.Remote;
import io.opencoc.kernel.plugin.SourceRuntimes;
import io.opencoc.project.Placement;
import io.opencoc.project.ProjectModule;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From AOM's API to the stored alarm, with settings that were given through the server's API. */
class AomPullIT {
    private static final AlarmSource AOM = new HuaweiPlugin().alarmSources().get(1);
    private static final String SETTINGS =
            "{\"host\":\"%s\",\"projectId\":\"%s\",\"accessKey\":\"%s\",\"secretKey\":\"%s\"}";

    private TestServer server;
    private IntegrationModule integrations;
    private IngestModule ingest;
    private AlarmModule alarms;
    private FakeAom aom;

    private enum Sources implements AlarmSources, AlarmSources.Source {
        ONLY;

        @Override
        public Optional<Source> find(String id) {
            return id.equals("aom") ? Optional.of(this) : Optional.empty();
        }

        @Override
        public List<Source> all() {
            return List.of(this);
        }

        @Override
        public Descriptor descriptor() {
            return AOM.descriptor();
        }

        @Override
        public String plugin() {
            return "alarm-huawei";
        }

        @Override
        public Uni<Text> instructions(IntegrationPoint point) {
            return Uni.createFrom().item(AOM.instructions(point));
        }

        @Override
        public Uni<Void> check(Settings settings) {
            try {
                AOM.check(settings);
                return Uni.createFrom().voidItem();
            } catch (BadPayloadException e) {
                return Uni.createFrom().failure(e);
            }
        }

        @Override
        public Uni<SampleRequest> sample(IntegrationPoint point, Settings settings, String name, boolean firing) {
            return Uni.createFrom().item(AOM.sample(point, name, firing));
        }
    }

    @BeforeEach
    void start() throws Exception {
        aom = new FakeAom(() -> server.clock.instant());
        server = TestServer.with(kernel -> {
            Placement placement = ProjectModule.create(kernel).placement();
            integrations = IntegrationModule.create(kernel, placement, Sources.ONLY);
            EngineerModule engineers = EngineerModule.create(kernel);
            IncidentModule incidents = IncidentModule.create(kernel, placement, engineers.service());
            alarms = AlarmModule.create(kernel, integrations, incidents, Duration.ofDays(31));
            ingest = IngestModule.create(
                    kernel,
                    TestDatabase.connections(TestDatabase.last()),
                    IngestLimits.standard(),
                    integrations,
                    Map.of("aom", SourceRuntimes.bundled(AOM, aom.http(), kernel.clock())),
                    new Remote(List.of(), null));
        });
        await(alarms.prepare());
        integrations.start();
        ingest.start();
        eventually("lanes connected", () -> ingest.lanes().areConnected());
    }

    @AfterEach
    void stop() {
        await(ingest.stop());
        await(integrations.stop());
        server.close();
        aom.close();
    }

    @Test
    void manyAlarmsAreFetchedAndStored() {
        for (int i = 0; i < 1250; i++) {
            aom.alarm("NodeMemoryHigh", "node-" + i, server.clock.instant().minusSeconds(3000 - i));
        }
        create(FakeAom.SK);
        eventually("stored", () -> stored("NodeMemoryHigh") == 1250);
        eventually("counted", () -> "1250".equals(text("SELECT sum(received) FROM integration_traffic")));
        eventually("waits", () -> "1"
                .equals(text("SELECT count(*) FROM integration_pull WHERE leased_until IS NULL" + " AND next_at > '"
                        + server.clock.instant().plusSeconds(30) + "'::timestamptz")));
        int asked = aom.asked.size();
        aom.alarm("DiskFull", "node-1", server.clock.instant());
        server.clock.forward(Duration.ofSeconds(61));
        eventually("the new one too", () -> stored("DiskFull") == 1);
        assertFalse(aom.asked.size() <= asked);
    }

    @Test
    void aWrongKeyIsToldAndARightOneHelps() {
        aom.alarm("NodeMemoryHigh", "node-1", server.clock.instant().minusSeconds(60));
        String id = create("wrong");
        eventually("told", () -> String.valueOf(text("SELECT last_error FROM integration"))
                .startsWith("Alarms could not be fetched: AOM does not accept the access key;"));
        assertEquals("0", text("SELECT count(*) FROM alarm_log"));
        eventually(
                "it waits", () -> "1".equals(text("SELECT count(*) FROM integration_pull WHERE leased_until IS NULL")));
        TestServer.Answer changed = server.client()
                .put("/integrations/" + id, "{\"name\":\"AOM\",\"settings\":" + settings(FakeAom.SK) + "}");
        assertEquals(200, changed.status(), changed.body());
        server.clock.forward(Duration.ofSeconds(31));
        eventually("stored", () -> stored("NodeMemoryHigh") == 1);
    }

    @Test
    void settingsThatCannotWorkAreNotKept() {
        TestServer.Answer made = server.client()
                .post(
                        "/integrations",
                        "{\"source\":\"aom\",\"name\":\"AOM\",\"settings\":{\"host\":\"" + FakeAom.HOST + "\"}}");
        assertEquals(400, made.status(), made.body());
        assertTrue(made.body().contains("projectId (the project ID) is not set"), made.body());
    }

    private String create(String secretKey) {
        TestServer.Answer made = server.client()
                .post(
                        "/integrations",
                        "{\"source\":\"aom\",\"name\":\"AOM\",\"settings\":" + settings(secretKey) + "}");
        assertEquals(201, made.status(), made.body());
        assertFalse(made.body().contains(secretKey));
        return made.json().get("id").asString();
    }

    private static String settings(String secretKey) {
        return SETTINGS.formatted(FakeAom.HOST, FakeAom.PROJECT, FakeAom.AK, secretKey);
    }

    /** How many different alarms of this name are in the log. */
    private long stored(String name) {
        try {
            return AlarmLog.read(server.address).stream()
                    .map(e -> e.alarm().event())
                    .filter(e -> e.name().equals(name))
                    .map(AlarmEvent::fingerprint)
                    .distinct()
                    .count();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private @Nullable String text(String sql) {
        try (var connection = TestDatabase.connect(server.address);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
