package io.opencoc.ingest;

import static io.opencoc.kernel.TestServer.await;
import static io.opencoc.kernel.TestServer.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.alarm.AlarmModule;
import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmSource;
import io.opencoc.api.Descriptor;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.PluginContext;
import io.opencoc.api.PulledAlarms;
import io.opencoc.api.SampleRequest;
import io.opencoc.api.Settings;
import io.opencoc.api.Text;
import io.opencoc.engineer.EngineerModule;
import io.opencoc.incident.IncidentModule;
import io.opencoc.integration.IntegrationModule;
import io.opencoc.integration.TestSources;
import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.http.Remote;
import io.opencoc.kernel.outbound.AddressGuard;
import io.opencoc.kernel.outbound.OutboundHttp;
import io.opencoc.kernel.plugin.AlarmSourceRuntime;
import io.opencoc.kernel.plugin.SourceRuntimes;
import io.opencoc.project.Placement;
import io.opencoc.project.ProjectModule;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PullerIT {
    private TestServer server;
    private IntegrationModule integrations;
    private IngestModule ingest;
    private AlarmModule alarms;
    private Map<String, AlarmSourceRuntime> sources;
    private final Scripted source = new Scripted();

    /** Gives what a test has laid out, and then nothing. */
    private static final class Scripted implements AlarmSource {
        final Queue<Uni<PulledAlarms>> answers = new ConcurrentLinkedQueue<>();
        final List<String> cursors = new CopyOnWriteArrayList<>();
        final AtomicInteger running = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();

        @Override
        public Descriptor descriptor() {
            return Descriptor.of("scripted", new Text("s", "s"), new Text("s", "s"));
        }

        @Override
        public ParsedRequest parse(InboundRequest request) {
            return ParsedRequest.of(List.of());
        }

        @Override
        public SampleRequest sample(IntegrationPoint point, String name, boolean firing) {
            return new SampleRequest("", "text/plain", name);
        }

        @Override
        public @Nullable Duration pullEvery(Settings settings) {
            return settings.flag("off", false) ? null : Duration.ofMinutes(1);
        }

        @Override
        public Uni<PulledAlarms> pull(@Nullable String cursor, PluginContext context) {
            cursors.add(String.valueOf(cursor));
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Uni<PulledAlarms> answer = answers.poll();
            return (answer == null
                            ? Uni.createFrom().item(new PulledAlarms(List.of(), List.of(), cursor, false))
                            : answer)
                    .onTermination()
                    .invoke(running::decrementAndGet);
        }
    }

    @BeforeEach
    void start() {
        server = TestServer.with(kernel -> {
            Placement placement = ProjectModule.create(kernel).placement();
            integrations = IntegrationModule.create(kernel, placement, new TestSources());
            EngineerModule engineers = EngineerModule.create(kernel);
            IncidentModule incidents = IncidentModule.create(kernel, placement, engineers.service());
            alarms = AlarmModule.create(kernel, integrations, incidents, Duration.ofDays(31));
            OutboundHttp http = new OutboundHttp(
                    kernel.vertx(), new AddressGuard(kernel.vertx(), AddressGuard.Rule.PLUGINS, List.of()));
            sources = Map.of("scripted", SourceRuntimes.bundled(source, http, kernel.clock()));
            ingest = IngestModule.create(
                    kernel,
                    TestDatabase.connections(TestDatabase.last()),
                    IngestLimits.standard(),
                    integrations,
                    sources,
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
    }

    @Test
    void storesWhatItFetchesAndGoesOnFromThere() {
        answer(new PulledAlarms(List.of(alarm("a")), List.of(), "one", true));
        answer(new PulledAlarms(List.of(alarm("b"), alarm("c")), List.of("event 3: no name"), "two", false));
        integration("P", "{}");
        eventually("both pages are fetched at once", () -> source.cursors.size() >= 2);
        eventually("stored", () -> number("SELECT sum(count) FROM alarm_log") == 3);
        eventually("the cursor is saved", () -> "two".equals(text("SELECT cursor FROM integration_pull")));
        server.clock.forward(Duration.ofSeconds(61));
        eventually("it goes on", () -> source.cursors.size() >= 3);
        assertEquals(List.of("null", "one", "two"), source.cursors.subList(0, 3));
        eventually("counted", () -> number("SELECT coalesce(sum(received), 0) FROM integration_traffic") == 3);
        eventually("told", () -> "event 3: no name".equals(text("SELECT last_error FROM integration")));
    }

    @Test
    void aFailureIsToldAndTriedAgainLaterWithTheSameCursor() {
        answer(new PulledAlarms(List.of(), List.of(), "one", true));
        source.answers.add(Uni.createFrom().failure(new IOException("401 wrong key")));
        source.answers.add(Uni.createFrom().failure(new IllegalStateException("boom")));
        integration("P", "{}");
        eventually("told", () -> "Alarms could not be fetched: 401 wrong key"
                .equals(text("SELECT last_error FROM integration")));
        eventually("noted", () -> number("SELECT failures FROM integration_pull") == 1);
        server.clock.forward(Duration.ofSeconds(16));
        eventually("noted again", () -> number("SELECT failures FROM integration_pull") == 2);
        eventually("told", () -> String.valueOf(text("SELECT last_error FROM integration"))
                .contains("failed: IllegalStateException: boom"));
        assertTrue(number("SELECT extract(epoch FROM next_at - '" + server.clock.instant()
                        + "'::timestamptz) FROM integration_pull")
                > 16);
        server.clock.forward(Duration.ofSeconds(31));
        eventually("well again", () -> number("SELECT failures FROM integration_pull") == 0);
        assertEquals(List.of("null", "one", "one", "one"), source.cursors.subList(0, 4));
    }

    @Test
    void theDisabledAndTheCancelledAreLeftAlone() {
        UUID id = integration("P", "{}");
        eventually("it runs", () -> !source.cursors.isEmpty());
        eventually("it waits", () -> number("SELECT count(*) FROM integration_pull WHERE leased_until IS NULL") == 1);
        sql("UPDATE integration SET enabled = false");
        int before = source.cursors.size();
        UUID other = integration("Q", "{\"off\":true}");
        server.clock.forward(Duration.ofMinutes(5));
        eventually(
                "another is asked",
                () -> number("SELECT count(*) FROM integration_pull WHERE integration_id = '" + other
                                + "' AND next_at > '" + server.clock.instant() + "'::timestamptz")
                        == 1);
        assertEquals(before, source.cursors.size(), "neither the disabled one nor the one that is not set to fetch");
        sql("UPDATE integration SET deleted_at = now() WHERE id = '" + id + "'");
        server.clock.forward(Duration.ofMinutes(1));
        eventually("it is forgotten", () -> number("SELECT count(*) FROM integration_pull") == 1);
    }

    @Test
    void ofSeveralServersOneFetches() {
        List<Puller> others = java.util.stream.IntStream.range(0, 3)
                .mapToObj(i -> new Puller(server.vertx, server.clock, ingest.lanes(), integrations, sources))
                .toList();
        integration("P", "{}");
        eventually("the first time", () -> source.cursors.size() == 1);
        AtomicInteger left = new AtomicInteger(200);
        for (int i = 0; i < 20; i++) {
            source.answers.add(Uni.createFrom()
                    .item(new PulledAlarms(List.of(), List.of(), "c" + i, left.decrementAndGet() > 180))
                    .onItem()
                    .delayIt()
                    .by(Duration.ofMillis(20)));
        }
        others.forEach(Puller::start);
        server.clock.forward(Duration.ofSeconds(61));
        eventually("all are fetched", () -> source.answers.isEmpty() && source.running.get() == 0);
        others.forEach(o -> await(o.stop()));
        assertEquals(1, source.most.get(), "never two at once");
        List<String> expected = java.util.stream.IntStream.range(-2, 19)
                .mapToObj(i -> i < 0 ? "null" : "c" + i)
                .toList();
        assertEquals(expected, source.cursors.subList(0, expected.size()), "each cursor once, in order");
    }

    private void answer(PulledAlarms pulled) {
        source.answers.add(Uni.createFrom().item(pulled));
    }

    private AlarmEvent alarm(String name) {
        return AlarmEvent.builder(name, name).startsAt(Instant.now()).raw("{}").build();
    }

    private UUID integration(String name, String settings) {
        UUID made = UUID.randomUUID();
        sql(
                ("INSERT INTO integration (tenant_id, id, source, name, enabled, key_hash, key_secret, created_at, project_id, settings)"
                                + " VALUES ('%1$s', '%2$s', 'scripted', '%3$s', true, '\\x%4$s', '', now(), '%1$s', '%5$s')")
                        .formatted(
                                server.admin.tenant(),
                                made,
                                name,
                                made.toString().replace("-", ""),
                                settings));
        return made;
    }

    private void sql(String sql) {
        try {
            TestDatabase.sql(server.address, sql);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private double number(String sql) {
        String text = text(sql);
        return text == null ? -1 : Double.parseDouble(text);
    }

    private @Nullable String text(String sql) {
        try (var connection = TestDatabase.connect(server.address);
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
