package io.opencoc.plugin.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.contract.RecordedRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookTest {
    private static final Map<String, String> NONE = Map.of();

    @Test
    void understandsTheGenericShapeWithoutSettings() throws Exception {
        String body = Requests.sample("generic-webhook.json", "body");
        AlarmEvent a = Requests.alarm(NONE, body);
        assertEquals("order-api p99 2.3 s", a.name());
        assertEquals(AlarmLevel.MAJOR, a.level());
        assertEquals(AlarmStatus.ALARM, a.status());
        assertEquals("my-system|order-api|latency", a.fingerprint());
        assertEquals(Instant.parse("2026-11-23T02:15:00Z"), a.startsAt());
        assertNull(a.endsAt());
        assertEquals("p99 above 1 s for 5 min", a.description());
        assertEquals("order-api", a.resourceId());
        assertEquals("cn-north-4", a.region());
        assertEquals("https://apm.example.invalid/t/1", a.url());
        assertEquals(
                Map.of(
                        "source", "my-system",
                        "resource.type", "service",
                        "labels.env", "prod",
                        "annotations.runbook", "https://wiki.example.invalid/rb/latency"),
                a.additional());
        assertEquals(body, a.raw());
    }

    @Test
    void understandsARealAlertmanagersWebhookWithoutSettings() throws Exception {
        AlarmEvent a = Requests.alarm(NONE, Requests.resource("alertmanager-webhook.json"));
        assertEquals("FixtureFault", a.name());
        assertEquals(AlarmLevel.CRITICAL, a.level());
        assertEquals("dd6b607df7d3ef16", a.fingerprint());
        assertEquals("127.0.0.1:19100", a.resourceName());
        assertEquals(Instant.parse("2026-11-23T10:45:23.905Z"), a.startsAt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{\"title\":\"x\",\"state\":\"OK\"} ~ OK",
                "{\"title\":\"x\",\"resolved\":true} ~ OK",
                "{\"title\":\"x\",\"resolved\":false} ~ ALARM",
                "{\"title\":\"x\",\"active\":false} ~ OK",
                "{\"title\":\"x\",\"severity\":\"cleared\"} ~ OK",
                "{\"title\":\"x\",\"severity\":\"major\"} ~ ALARM",
                "{\"title\":\"x\",\"status\":\"odd\"} ~ ALARM",
                "{\"title\":\"x\",\"status\":\"已恢复\"} ~ OK",
                "{\"title\":\"x\",\"status\":{\"resolved\":true}} ~ ALARM",
                "{\"title\":\"x\",\"endsAt\":\"2026-11-23T10:49:00Z\"} ~ OK",
                "{\"title\":\"x\",\"endsAt\":\"2026-11-23T10:51:00Z\"} ~ ALARM",
                "{\"title\":\"x\",\"endsAt\":\"0001-01-01T00:00:00Z\"} ~ ALARM",
                "{\"title\":\"x\",\"status\":\"firing\",\"endsAt\":\"2026-11-23T10:49:00Z\"} ~ ALARM",
            })
    void seesWhetherItFires(String body, AlarmStatus status) throws Exception {
        AlarmEvent a = Requests.alarm(NONE, body);
        assertEquals(status, a.status());
        assertEquals(status == AlarmStatus.ALARM, a.endsAt() == null);
    }

    @Test
    void readsByTheGivenMapping() throws Exception {
        Map<String, String> settings = Map.ofEntries(
                Map.entry("alarms", "data.items"),
                Map.entry("name", "${host}: ${check.title|\"no title\"}"),
                Map.entry("level", "check.prio"),
                Map.entry("levels", "1=CRITICAL, 2=MAJOR, *=SUGGESTION"),
                Map.entry("status", "on"),
                Map.entry("statuses", "true=ALARM, false=OK"),
                Map.entry("startsAt", "t0"),
                Map.entry("endsAt", "t1"),
                Map.entry("timeZone", "Asia/Shanghai"),
                Map.entry("fingerprint", "${$.site}/${host}/${check.id}"),
                Map.entry("region", "$.site"),
                Map.entry("application", "\"shop\""),
                Map.entry("additional", "env = tags[\"k8s.env\"], tags.team, *"));
        ParsedRequest parsed = Requests.webhook(settings, """
                {"site":"s1","data":{"items":[
                  {"host":"web-1","check":{"id":7,"title":"disk","prio":1},"on":true,"t0":"2026-11-23 10:15:00","tags":{"k8s.env":"prod","team":"ops","x":[1,2]}},
                  {"host":"web-2","check":{"id":8,"prio":9},"on":false,"t0":1795400100,"t1":1795400160000}]}}""");
        assertEquals(List.of(), parsed.problems());
        AlarmEvent a = parsed.alarms().get(0);
        assertEquals("web-1: disk", a.name());
        assertEquals(AlarmLevel.CRITICAL, a.level());
        assertEquals("s1/web-1/7", a.fingerprint());
        assertEquals("s1", a.region());
        assertEquals("shop", a.application());
        assertEquals("web-1", a.resourceName());
        assertEquals(Instant.parse("2026-11-23T02:15:00Z"), a.startsAt());
        assertEquals(
                Map.of("env", "prod", "tags.team", "ops", "check.id", "7", "check.title", "disk", "tags.x", "[1,2]"),
                a.additional());
        AlarmEvent b = parsed.alarms().get(1);
        assertEquals("web-2: no title", b.name());
        assertEquals(AlarmLevel.SUGGESTION, b.level());
        assertEquals(AlarmStatus.OK, b.status());
        assertEquals(Instant.parse("2026-11-23T02:15:00Z"), b.startsAt());
        assertEquals(Instant.parse("2026-11-23T02:16:00Z"), b.endsAt());
    }

    @Test
    void onlyWhatIsNamedIsKept() throws Exception {
        String body = "{\"title\":\"x\",\"a\":\"1\",\"b\":\"2\"}";
        assertEquals(Map.of("a", "1", "b", "2"), Requests.alarm(NONE, body).additional());
        assertEquals(
                Map.of("a", "1"),
                Requests.alarm(Map.of("additional", "a"), body).additional());
        assertEquals(Map.of(), Requests.alarm(Map.of("additional", "-"), body).additional());
        assertEquals(
                Map.of("k", "2"),
                Requests.alarm(Map.of("additional", "k = none | b"), body).additional());
    }

    @Test
    void withoutAFingerprintTheNameAndTheResourceMakeOne() throws Exception {
        String fires = Requests.alarm(NONE, "{\"title\":\"disk\",\"host\":\"a\",\"value\":1}")
                .fingerprint();
        assertEquals(
                fires,
                Requests.alarm(NONE, "{\"host\":\"a\",\"title\":\"disk\",\"value\":2,\"status\":\"ok\"}")
                        .fingerprint());
        assertNotEquals(
                fires,
                Requests.alarm(NONE, "{\"title\":\"disk\",\"host\":\"b\"}").fingerprint());
        assertNotEquals(
                fires,
                Requests.alarm(NONE, "{\"title\":\"dis\",\"host\":\"ka\"}").fingerprint());
        String longOne = "x".repeat(300);
        AlarmEvent a = Requests.alarm(NONE, "{\"title\":\"disk\",\"fingerprint\":\"" + longOne + "\"}");
        assertEquals(32, a.fingerprint().length());
        assertEquals(longOne, a.alarmId());
    }

    @Test
    void theTimeOfAnEventIsItsStartOrItsEnd() throws Exception {
        Instant at = Instant.parse("2026-11-23T10:40:00Z");
        AlarmEvent fires = Requests.alarm(NONE, "{\"title\":\"x\",\"timestamp\":\"2026-11-23T10:40:00Z\"}");
        assertEquals(at, fires.startsAt());
        AlarmEvent ends = Requests.alarm(
                NONE, "{\"title\":\"x\",\"timestamp\":\"2026-11-23T10:40:00Z\",\"status\":\"resolved\"}");
        assertEquals(at, ends.endsAt());
        AlarmEvent plain = Requests.alarm(NONE, "{\"title\":\"x\",\"date\":\"yesterday\"}");
        assertEquals(RecordedRequest.RECEIVED_AT, plain.startsAt());
        assertEquals(Map.of("date", "yesterday"), plain.additional(), "what is not understood stays to be seen");
    }

    @Test
    void unknownWordsStayToBeSeen() throws Exception {
        AlarmEvent a = Requests.alarm(NONE, "{\"title\":\"x\",\"severity\":\"purple\",\"status\":\"odd\"}");
        assertEquals(AlarmLevel.MAJOR, a.level());
        assertEquals(Map.of("severity", "purple", "status", "odd"), a.additional());
    }

    @Test
    void anArrayIsABatch() throws Exception {
        String first = "{ \"title\" : \"ä\" }";
        ParsedRequest parsed = Requests.webhook(NONE, "\uFEFF[" + first + ",{\"title\":\"y\"}]");
        assertEquals(2, parsed.alarms().size());
        assertEquals(first, parsed.alarms().get(0).raw());
        assertEquals(0, Requests.webhook(NONE, "[]").alarms().size());
        assertEquals(
                0,
                Requests.webhook(Map.of("alarms", "a"), "{\"a\":[]}").alarms().size());
        assertEquals(
                "x",
                Requests.alarm(Map.of("alarms", "$"), "{\"title\":\"x\",\"alerts\":[{}]}")
                        .name());
        assertEquals(
                "x",
                Requests.alarm(Map.of("alarms", "none|a"), "{\"a\":{\"title\":\"x\"}}")
                        .name());
    }

    @Test
    void testAlarmsAreReadWhateverTheMapping() throws Exception {
        RecordedRequest test = RecordedRequest.of(
                Requests.WEBHOOK.sample(
                        new io.opencoc.api.IntegrationPoint(
                                java.net.URI.create("https://coc.example.com/hooks/k"), "k"),
                        "T",
                        true),
                io.opencoc.kernel.json.JacksonJsonReader::new);
        assertEquals(
                "T",
                Requests.only(Requests.WEBHOOK.parse(test.to(Map.of("name", "deep.inside"))))
                        .name());
    }
}
