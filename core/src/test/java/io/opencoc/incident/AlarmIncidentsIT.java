package io.opencoc.incident;

import static io.opencoc.kernel.TestServer.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.engineer.EngineerInput;
import io.opencoc.engineer.EngineerModule;
import io.opencoc.incident.AlarmIncidents.Draft;
import io.opencoc.incident.AlarmIncidents.Ended;
import io.opencoc.incident.AlarmIncidents.Placed;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.outbox.Subscriber;
import io.opencoc.project.ProjectModule;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AlarmIncidentsIT {
    static final ConcurrentLinkedQueue<IncidentEvent> EVENTS = new ConcurrentLinkedQueue<>();
    static final UUID RULE = UUID.randomUUID();
    static TestServer server;
    static EngineerModule engineers;
    static IncidentModule incidents;
    static int alarms;

    @BeforeAll
    static void start() {
        server = TestServer.with(kernel -> {
            engineers = EngineerModule.create(kernel);
            incidents =
                    IncidentModule.create(kernel, ProjectModule.create(kernel).placement(), engineers.service());
            kernel.outbox()
                    .subscribe(new Subscriber<>(
                            "test", Set.of(IncidentEvent.CREATED), IncidentEvent.class, true, (tx, e) -> {
                                EVENTS.add(e);
                                return Uni.createFrom().voidItem();
                            }));
        });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static synchronized AlarmRef alarm() {
        alarms++;
        return new AlarmRef(Ids.at(Instant.now()), "ALM" + alarms, "HighCpu");
    }

    static Draft draft(String key, UUID owner) {
        return draft(server.admin, key, owner);
    }

    static Draft draft(Actor of, String key, UUID owner) {
        return new Draft(
                key.getBytes(StandardCharsets.UTF_8),
                of.tenant(),
                RULE,
                "All of shop",
                "HighCpu on " + key,
                "P2",
                "shop",
                "eu-1",
                "<b>95 %</b>",
                owner,
                true,
                alarm());
    }

    static List<Placed> place(List<Draft> drafts) {
        return await(server.database()
                .in(server.admin, tx -> incidents.alarms().openOrAttach(tx, drafts, server.clock.instant())));
    }

    static Incident incident(UUID id) {
        return await(incidents.service().get(server.admin, id));
    }

    static List<HistoryEntry> history(UUID id) {
        return await(incidents.service().history(server.admin, id));
    }

    static List<HistoryEntry.Kind> kinds(UUID id) {
        return history(id).stream().map(HistoryEntry::kind).toList();
    }

    @Test
    void opensOneForAGroupAndAttachesTheRest() {
        UUID ada = Ids.at(Instant.now());
        await(engineers.service().create(server.admin, ada, new EngineerInput("Ada", null, null, null, null)));
        List<Placed> placed = place(List.of(draft("a1", ada), draft("b1", UUID.randomUUID()), draft("a1", null)));
        assertEquals(
                List.of(true, true, false), placed.stream().map(Placed::opened).toList());
        assertEquals(placed.get(0).incidentId(), placed.get(2).incidentId());
        Incident a = incident(placed.get(0).incidentId());
        assertEquals(placed.get(0).number(), a.number());
        assertEquals(2, a.alarmCount());
        assertEquals("Ada", a.owner().name());
        assertEquals("All of shop", a.rule().name());
        assertEquals("transfer", a.source());
        assertEquals("<b>95 %</b>", a.description());
        assertEquals(
                List.of(HistoryEntry.Kind.ALARM_ATTACHED, HistoryEntry.Kind.ALARM_ATTACHED, HistoryEntry.Kind.CREATED),
                kinds(a.id()));
        assertNull(incident(placed.get(1).incidentId()).owner(), "an owner who is gone is left out");

        List<Placed> later = place(List.of(draft("a1", null)));
        assertEquals(List.of(new Placed(a.id(), server.admin.tenant(), a.number(), false)), later);
        assertEquals(3, incident(a.id()).alarmCount());

        TestServer.eventually(
                "both creations are told, once",
                () -> EVENTS.stream()
                                .filter(e -> placed.stream()
                                        .anyMatch(p -> p.incidentId().equals(e.aggregateId())))
                                .count()
                        == 2);
        IncidentEvent.Created told = (IncidentEvent.Created) EVENTS.stream()
                .filter(e -> e.aggregateId().equals(a.id()))
                .findFirst()
                .orElseThrow();
        assertEquals(a.number(), told.incident().number());
        assertTrue(told.notifyOwner());
        assertEquals("HighCpu", told.alarm().name());
    }

    @Test
    void opensAnewOnceTheOldOneIsOver() {
        UUID first = place(List.of(draft("c1", null))).getFirst().incidentId();
        await(incidents.steps().reject(server.admin, first, "r"));
        assertEquals(first, place(List.of(draft("c1", null))).getFirst().incidentId(), "rejected is still open");
        await(incidents.steps().close(server.admin, first, null));
        Placed second = place(List.of(draft("c1", null))).getFirst();
        assertTrue(second.opened());
        assertFalse(first.equals(second.incidentId()));
    }

    @Test
    void notesRecoveriesUntilTheNextAlarm() {
        Draft one = draft("d1", null);
        Draft two = draft("d1", null);
        UUID id = place(List.of(one, two)).getFirst().incidentId();
        Instant at = Instant.parse("2026-02-03T04:05:06Z");
        end(new Ended(id, one.alarm(), false, at));
        assertNull(incident(id).alarmsRecoveredAt());
        end(new Ended(id, two.alarm(), true, at));
        assertEquals(at, incident(id).alarmsRecoveredAt());
        assertEquals(IncidentState.UNACCEPTED, incident(id).state());
        assertEquals(1, incident(id).version(), "nothing is told");
        assertEquals(
                List.of(
                        HistoryEntry.Kind.ALARMS_RECOVERED,
                        HistoryEntry.Kind.ALARM_RECOVERED,
                        HistoryEntry.Kind.ALARM_RECOVERED),
                kinds(id).subList(0, 3));
        assertEquals(two.alarm(), history(id).getFirst().alarm());
        place(List.of(draft("d1", null)));
        assertNull(incident(id).alarmsRecoveredAt());
        assertEquals(3, incident(id).alarmCount());
    }

    private static void end(Ended... ended) {
        await(server.database()
                .in(server.admin, tx -> incidents.alarms().alarmsEnded(tx, List.of(ended), server.clock.instant())));
    }

    @Test
    void cutsWhatIsTooLong() {
        Draft d = draft("e1", null);
        String emoji = "x".repeat(199) + "\ud83d\ude00";
        Draft longer = new Draft(
                d.groupKey(),
                d.projectId(),
                RULE,
                "r",
                emoji,
                "P1",
                emoji,
                emoji,
                "y".repeat(9_000),
                null,
                false,
                d.alarm());
        Incident i = incident(place(List.of(longer)).getFirst().incidentId());
        assertEquals("x".repeat(199), i.title());
        assertEquals(100, i.application().length());
        assertEquals(4_000, i.description().length());
    }

    @Test
    void manyAlarmsDoNotPushPeopleOutOfTheHistory() {
        UUID id = place(List.of(draft("f1", null))).getFirst().incidentId();
        await(incidents.steps().accept(server.admin, id));
        for (int i = 0; i < 3; i++) {
            place(IntStream.range(0, 500).mapToObj(n -> draft("f1", null)).toList());
        }
        List<HistoryEntry.Kind> kinds = kinds(id);
        assertEquals(502, kinds.size());
        assertTrue(kinds.containsAll(List.of(HistoryEntry.Kind.CREATED, HistoryEntry.Kind.ACCEPTED)));
        assertEquals(1_501, incident(id).alarmCount());
    }

    /** Four routers at once, with the same groups in other orders, while people close what they open and alarms recover. */
    @Test
    void neverOpensTwoForAGroupAndNeverLocksUp() throws Exception {
        Map<UUID, Boolean> opened = new ConcurrentHashMap<>();
        List<Thread> routers = new ArrayList<>();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        for (int r = 0; r < 4; r++) {
            int seed = r;
            routers.add(Thread.ofPlatform().start(() -> {
                try {
                    route(new Random(seed), opened);
                } catch (Throwable t) {
                    failures.add(t);
                }
            }));
        }
        for (Thread t : routers) {
            t.join();
        }
        assertEquals(List.of(), List.copyOf(failures));
        long counted = opened.keySet().stream()
                .mapToLong(id -> incident(id).alarmCount())
                .sum();
        assertEquals(4 * 15 * 60, counted, "each alarm went to exactly one incident");
        assertEquals(
                opened.size(),
                opened.keySet().stream()
                        .map(id -> incident(id).number())
                        .distinct()
                        .count());
    }

    private static void route(Random random, Map<UUID, Boolean> opened) {
        for (int batch = 0; batch < 15; batch++) {
            List<Draft> drafts = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                drafts.add(draft("g" + random.nextInt(40), null));
            }
            Collections.shuffle(drafts, random);
            List<Placed> placed = await(server.database().in(server.admin, tx -> {
                Instant now = server.clock.instant();
                return incidents.alarms().openOrAttach(tx, drafts, now).call(all -> incidents
                        .alarms()
                        .alarmsEnded(
                                tx,
                                IntStream.range(0, 10)
                                        .mapToObj(i -> new Ended(
                                                all.get(i).incidentId(),
                                                drafts.get(i).alarm(),
                                                i % 2 == 0,
                                                now))
                                        .toList(),
                                now));
            }));
            placed.stream().filter(Placed::opened).forEach(p -> {
                assertNull(opened.put(p.incidentId(), true), "opened once");
            });
            UUID over = placed.getFirst().incidentId();
            try {
                await(incidents.steps().reject(server.admin, over, "r"));
                await(incidents.steps().close(server.admin, over, null));
            } catch (io.opencoc.kernel.http.Problem someoneElseDid) {
                assertEquals(409, someoneElseDid.status());
            }
        }
    }

    @Test
    void anotherTenantsGroupIsAnotherGroup() {
        Placed mine = place(List.of(draft("h1", null))).getFirst();
        Placed theirs = await(server.database().in(server.otherAdmin, tx -> incidents
                        .alarms()
                        .openOrAttach(tx, List.of(draft(server.otherAdmin, "h1", null)), server.clock.instant())))
                .getFirst();
        assertTrue(theirs.opened());
        assertFalse(mine.incidentId().equals(theirs.incidentId()));
    }
}
