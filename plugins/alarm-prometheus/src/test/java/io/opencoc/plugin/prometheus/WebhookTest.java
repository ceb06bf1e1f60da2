package io.opencoc.plugin.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.contract.RecordedRequest;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookTest {

    @Test
    void readsWhatARealAlertmanagerSends() throws Exception {
        String body = Requests.resource("webhook-firing.json");
        AlarmEvent a = Requests.only(Requests.post("", body));
        assertEquals("FixtureFault", a.name());
        assertEquals("dd6b607df7d3ef16", a.fingerprint());
        assertEquals("dd6b607df7d3ef16", a.alarmId());
        assertEquals(AlarmLevel.CRITICAL, a.level());
        assertEquals(AlarmStatus.ALARM, a.status());
        assertEquals(Instant.parse("2026-11-23T10:45:23.905Z"), a.startsAt());
        assertNull(a.endsAt());
        assertNull(a.expiresAt(), "Alertmanager reports each recovery");
        assertEquals("shop", a.application());
        assertEquals("127.0.0.1:19100", a.resourceName());
        assertEquals("fixture_fault is 1", a.description());
        assertEquals("http://vm:19090/graph?g0.expr=fixture_fault+%3E+0&g0.tab=1", a.url());
        assertEquals(
                Map.of(
                        "cluster", "fixture",
                        "ip", "10.77.0.11",
                        "job", "node",
                        "service", "order",
                        "annotations.description", "fixture_fault is 1",
                        "annotations.summary", "fault 1 on 127.0.0.1:19100",
                        "receiver", "hook",
                        "externalURL", "http://vm:19093",
                        "groupKey", "{}:{alertname=\"FixtureFault\", instance=\"127.0.0.1:19100\"}"),
                a.additional());
        String alert = body.substring(body.indexOf("[{") + 1, body.indexOf("}],") + 1);
        assertEquals(alert, a.raw());

        AlarmEvent recovered = Requests.only(Requests.post("/", Requests.resource("webhook-resolved.json")));
        assertEquals(a.fingerprint(), recovered.fingerprint());
        assertEquals(a.startsAt(), recovered.startsAt());
        assertEquals(AlarmStatus.OK, recovered.status());
        assertEquals(Instant.parse("2026-11-23T10:45:25.905Z"), recovered.endsAt());
    }

    @ParameterizedTest
    @CsvSource({
        "critical,CRITICAL",
        "Page,CRITICAL",
        "EMERGENCY,CRITICAL",
        "fatal,CRITICAL",
        "major,MAJOR",
        "error,MAJOR",
        "high,MAJOR",
        "warning,MINOR",
        "Warn,MINOR",
        "minor,MINOR",
        "medium,MINOR",
        "info,SUGGESTION",
        "information,SUGGESTION",
        "none,SUGGESTION",
        "suggestion,SUGGESTION",
        "low,SUGGESTION",
        "odd,MAJOR"
    })
    void mapsTheSeverity(String severity, AlarmLevel level) throws Exception {
        AlarmEvent a = Requests.only(
                Requests.webhook("{\"status\":\"firing\",\"labels\":{\"severity\":\"%s\"}}".formatted(severity)));
        assertEquals(level, a.level());
        assertEquals("(unnamed)", a.name());
        assertEquals(severity.equals("odd") ? Map.of("severity", "odd") : Map.of(), a.additional());
        assertEquals(
                AlarmLevel.MAJOR,
                Requests.only(Requests.webhook("{\"labels\":{\"a\":\"b\"}}")).level());
    }

    @Test
    void mapsLabelsByTheirFirstName() throws Exception {
        AlarmEvent a = Requests.only(Requests.webhook("""
                {"labels":{"alertname":"A","zone":"z","availability_zone":"az","namespace":"ns","service":"s","pod":"p",
                "node":"n","instance_id":"i-1"},"annotations":{"summary":"sum","message":"msg"}}"""));
        assertEquals("z", a.region());
        assertEquals("ns", a.namespace());
        assertEquals("s", a.application());
        assertEquals("p", a.resourceName());
        assertEquals("i-1", a.resourceId());
        assertEquals("msg", a.description());
        assertEquals(
                Map.of(
                        "availability_zone",
                        "az",
                        "node",
                        "n",
                        "annotations.summary",
                        "sum",
                        "annotations.message",
                        "msg"),
                a.additional());
    }

    @Test
    void takesTheGivenFingerprintWhenThereAreNoLabels() throws Exception {
        assertEquals(
                "abc",
                Requests.only(Requests.webhook("{\"fingerprint\":\"abc\"}")).fingerprint());
        assertEquals(
                "abc",
                Requests.only(Requests.webhook("{\"fingerprint\":\"abc\",\"labels\":null}"))
                        .alarmId());
    }

    @Test
    void completesWhatIsMissing() throws Exception {
        AlarmEvent a = Requests.only(Requests.webhook("{\"status\":\"resolved\",\"labels\":{\"a\":\"b\"}}"));
        assertEquals(RecordedRequest.RECEIVED_AT, a.startsAt());
        assertEquals(RecordedRequest.RECEIVED_AT, a.endsAt());
        assertEquals(
                AlarmStatus.ALARM,
                Requests.only(Requests.webhook("{\"labels\":{\"a\":\"b\"}}")).status());
    }

    @Test
    void aBadAlertLeavesTheOthersAlone() throws Exception {
        ParsedRequest parsed =
                Requests.webhook("{\"labels\":{\"a\":\"b\"}},{\"status\":\"odd\",\"labels\":{\"a\":\"c\"}},7");
        assertEquals(1, parsed.alarms().size());
        assertEquals(
                "alerts[1]: status \"odd\" is neither firing nor resolved",
                parsed.problems().get(0));
        assertEquals("alerts[2]: it is not an object", parsed.problems().get(1));
        assertEquals(200, parsed.accepted().status());
        BadPayloadException e = assertThrows(BadPayloadException.class, () -> Requests.webhook("{},{}"));
        assertEquals(
                "2 errors: alerts[0]: at least one label pair required; alerts[1]: at least one label pair required",
                e.getMessage());
    }

    @Test
    void refusesOtherVersionsAndOtherThings() throws Exception {
        for (String body : new String[] {
            "{\"version\":\"3\",\"alerts\":[]}",
            "{\"version\":null,\"alerts\":[]}",
            "{}",
            "{\"alerts\":{}}",
            "{\"alerts\":\"x\"}",
            "7"
        }) {
            BadPayloadException e = assertThrows(BadPayloadException.class, () -> Requests.post("", body), body);
            assertTrue(String.valueOf(e.getMessage()).length() > 10);
        }
        assertEquals(0, Requests.webhook("").alarms().size());
    }

    @Test
    void unquotesTheReceiver() throws Exception {
        ParsedRequest parsed =
                Requests.post("", "{\"receiver\":\"a\\\\.b\\\\+c\",\"alerts\":[{\"labels\":{\"x\":\"y\"}}]}");
        assertEquals("a.b+c", Requests.only(parsed).additional().get("receiver"));
    }
}
