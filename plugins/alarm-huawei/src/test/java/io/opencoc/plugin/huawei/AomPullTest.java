package io.opencoc.plugin.huawei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmStatus;
import io.opencoc.api.PluginContext;
import io.opencoc.api.PulledAlarms;
import io.opencoc.api.contract.TestContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AomPullTest {
    private static final Map<String, String> SETTINGS = Map.of(
            "host", FakeAom.HOST, "projectId", FakeAom.PROJECT, "accessKey", FakeAom.AK, "secretKey", FakeAom.SK);

    private final AomSource source = new AomSource(new Subscription(new Certificates()));
    private Instant now = Vectors.NOW;
    private FakeAom aom;

    @BeforeEach
    void start() throws Exception {
        aom = new FakeAom(() -> now);
    }

    @AfterEach
    void stop() {
        aom.close();
    }

    @Test
    void pullsOnlyWhenItKnowsWhere() {
        assertNull(source.pullEvery(Map.<String, String>of()::get));
        assertNull(source.pullEvery(Map.of("host", " ")::get));
        assertEquals(Duration.ofMinutes(1), source.pullEvery(Map.of("host", "h")::get));
        assertEquals(Duration.ofSeconds(300), source.pullEvery(Map.of("host", "h", "intervalSeconds", "300")::get));
        assertEquals(Duration.ofSeconds(30), source.pullEvery(Map.of("host", "h", "intervalSeconds", "1")::get));
    }

    @Test
    void readsEventsAsTheGuideSays() {
        aom.alarm("NodeMemoryHigh", "nodeIP=192.168.10.30", now.minusSeconds(60));
        AlarmEvent a = pull(null).alarms().get(0);
        assertEquals("id-0", a.alarmId());
        assertEquals("NodeMemoryHigh", a.name());
        assertEquals(now.minusSeconds(60), a.startsAt());
        assertEquals("PAAS.NODE", a.namespace());
        assertEquals("cn-north-4", a.region(), "from the domain that is called");
        assertEquals("nodeIP=192.168.10.30", a.resourceName());
        assertEquals("alarm", a.additional().get("event_type"));
        assertEquals("node", a.additional().get("resource_type"));
        assertEquals("NodeMemoryHigh on nodeIP=192.168.10.30", a.additional().get("message"));
        assertTrue(a.raw().startsWith("{\"starts_at\":"), a.raw());
        assertEquals("https://" + FakeAom.HOST, aom.asked.get(0).get("host"));
    }

    @Test
    void goesOnWhereItWas() {
        aom.alarm("Old", "a", now.minus(Duration.ofHours(10)));
        PulledAlarms first = pull(null);
        assertEquals(List.of("Old"), names(first), "at first all that may still fire");
        assertFalse(first.more());
        now = now.plusSeconds(60);
        aom.alarm("New", "a", now.minusSeconds(5));
        aom.alarm("Late", "a", now.minusSeconds(200));
        PulledAlarms second = pull(first.cursor());
        assertEquals(Set.of("New", "Late"), new HashSet<>(names(second)), "also what AOM listed late");
        String range = aom.asked.get(1).get("body");
        assertTrue(
                range.contains("\"" + now.minusSeconds(360).toEpochMilli() + "." + now.toEpochMilli() + ".6\""), range);
    }

    @Test
    void seesWhenAnOldAlarmIsCleared() {
        var event = aom.alarm("Old", "a", now.minus(Duration.ofHours(10)));
        var before = aom.alarm("Past", "b", now.minus(Duration.ofHours(9)));
        before.put("ends_at", now.minus(Duration.ofHours(8)).toEpochMilli());
        String cursor = pull(null).cursor();
        now = now.plus(Duration.ofMinutes(4));
        event.put("ends_at", now.toEpochMilli());
        PulledAlarms soon = pull(cursor);
        assertEquals(List.of(), names(soon), "cleared ones are listed every five minutes");
        now = now.plus(Duration.ofMinutes(2));
        PulledAlarms later = pull(soon.cursor());
        assertEquals(List.of("Old"), names(later), "and only what was cleared since");
        assertEquals(AlarmStatus.OK, later.alarms().get(0).status());
        assertEquals(now.minus(Duration.ofMinutes(2)), later.alarms().get(0).endsAt());
        assertEquals("history_alert", aom.asked.get(aom.asked.size() - 1).get("type"));
    }

    @Test
    void manyComePageByPageAndInSeveralCalls() {
        for (int i = 0; i < 2350; i++) {
            aom.alarm("Alarm", "r" + i, now.minusSeconds(5000 - i));
        }
        List<AlarmEvent> all = new ArrayList<>();
        PulledAlarms pulled = pull(null);
        List<Integer> sizes = new ArrayList<>();
        while (true) {
            all.addAll(pulled.alarms());
            sizes.add(pulled.alarms().size());
            if (!pulled.more()) {
                break;
            }
            now = now.plusSeconds(1);
            assertTrue(String.valueOf(pulled.cursor()).length() < 4096);
            pulled = pull(pulled.cursor());
        }
        assertEquals(List.of(1000, 1000, 350), sizes);
        assertEquals(2350, all.stream().map(AlarmEvent::fingerprint).distinct().count());
        assertEquals(12, aom.asked.size());
        assertEquals(
                1,
                aom.asked.stream().map(a -> a.get("body")).distinct().count(),
                "the span stays the same from page to page");
    }

    @Test
    void saysWhatIsWrong() {
        assertEquals(
                "AOM does not accept the access key; check accessKey, secretKey and the server's clock: 401 APIG.0301"
                        + " Incorrect IAM authentication information: verify aksk signature fail",
                failure(with("secretKey", "wrong")));
        assertTrue(failure(with("projectId", "other")).contains("check host and projectId: 404 APIG.0101"));
        assertEquals(
                "AOM cannot be asked: projectId (the project ID) is not set, though host is",
                failure(with("projectId", "")));
        for (var status : Map.of(403, "aom:alarm:list", 429, "too often", 500, "in trouble", 400, "refused")
                .entrySet()) {
            aom.failWith = status.getKey();
            String text = failure(SETTINGS);
            assertTrue(text.contains(status.getValue()) && text.contains("demo error text"), text);
            assertFalse(text.contains(FakeAom.SK), text);
        }
        aom.failWith = 0;
        now = now.plus(Duration.ofHours(1));
        Instant theirs = now;
        now = theirs.plus(Duration.ofHours(1));
        PluginContext late = context(SETTINGS, theirs);
        assertTrue(failure(late).contains("signature expired"));
    }

    @Test
    void anEventThatIsWrongIsLeftOut() {
        aom.alarm("Good", "a", now.minusSeconds(60));
        aom.alarm("", "b", now.minusSeconds(50));
        PulledAlarms pulled = pull(null);
        assertEquals(List.of("Good"), names(pulled));
        assertEquals(List.of("event 2 of a page: event_name is missing"), pulled.problems());
    }

    @Test
    void aStrangeCursorBeginsAnew() {
        aom.alarm("Old", "a", now.minus(Duration.ofHours(10)));
        for (String cursor : List.of("", "x", "- - DONE - 0", "x y z 1 2", "9999 - DONE - 0")) {
            assertEquals(List.of("Old"), names(pull(cursor)), cursor);
        }
    }

    @Test
    void asksForTheEnterpriseProjectThatIsSet() {
        pull(null);
        assertEquals("null", aom.asked.get(0).get("enterpriseProject"));
        source.pull(null, context(with("enterpriseProject", "all_granted_eps"), now))
                .await()
                .atMost(Duration.ofSeconds(20));
        assertEquals("all_granted_eps", aom.asked.get(1).get("enterpriseProject"));
    }

    private PulledAlarms pull(@Nullable String cursor) {
        return source.pull(cursor, context(SETTINGS, now)).await().atMost(Duration.ofSeconds(20));
    }

    private String failure(Map<String, String> settings) {
        return failure(context(settings, now));
    }

    private String failure(PluginContext context) {
        try {
            source.pull(null, context).await().atMost(Duration.ofSeconds(20));
            throw new AssertionError("it did not fail");
        } catch (CompletionException e) {
            assertTrue(e.getCause() instanceof IOException, e.toString());
            return String.valueOf(e.getCause().getMessage());
        }
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put(name, value);
        return settings;
    }

    private static List<String> names(PulledAlarms pulled) {
        return pulled.alarms().stream().map(AlarmEvent::name).toList();
    }

    private PluginContext context(Map<String, String> settings, Instant at) {
        TestContext context = TestContext.calling(settings, aom.http());
        return new PluginContext() {
            @Override
            public io.opencoc.api.Settings settings() {
                return context.settings();
            }

            @Override
            public io.opencoc.api.HttpPort http() {
                return context.http();
            }

            @Override
            public io.opencoc.api.MailPort mail() {
                return context.mail();
            }

            @Override
            public Clock clock() {
                return Clock.fixed(at, ZoneOffset.UTC);
            }

            @Override
            public org.slf4j.Logger logger() {
                return context.logger();
            }
        };
    }
}
