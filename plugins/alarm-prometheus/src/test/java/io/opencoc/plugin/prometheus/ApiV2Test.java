package io.opencoc.plugin.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmStatus;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.contract.RecordedRequest;
import io.opencoc.kernel.json.JacksonJsonReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiV2Test {
    private static final Instant NOW = RecordedRequest.RECEIVED_AT;
    private static final String LABELS = "\"labels\":{\"alertname\":\"HostHighCpu\",\"instance\":\"10.0.0.11:9100\"}";

    @Test
    void whileItFiresItsEndIsWhenItExpires() throws Exception {
        AlarmEvent a = only("\"startsAt\":\"2026-11-23T10:45:00.123456789Z\",\"endsAt\":\"2026-11-23T10:54:00Z\"");
        assertEquals(AlarmStatus.ALARM, a.status());
        assertEquals(Instant.parse("2026-11-23T10:45:00.123456789Z"), a.startsAt());
        assertEquals(Instant.parse("2026-11-23T10:54:00Z"), a.expiresAt());
        assertNull(a.endsAt());
    }

    @Test
    void anEndThatIsNotAfterNowIsARecovery() throws Exception {
        AlarmEvent a = only("\"startsAt\":\"2026-11-23T10:45:00Z\",\"endsAt\":\"" + NOW + "\"");
        assertEquals(AlarmStatus.OK, a.status());
        assertEquals(NOW, a.endsAt());
        assertNull(a.expiresAt());
        AlarmEvent offset = only("\"startsAt\":\"2026-11-23T18:45:00+08:00\",\"endsAt\":\"2026-11-23T05:46:00-05:00\"");
        assertEquals(Instant.parse("2026-11-23T10:45:00Z"), offset.startsAt());
        assertEquals(Instant.parse("2026-11-23T10:46:00Z"), offset.endsAt());
    }

    @Test
    void missingTimesAreCompletedAsAlertmanagerDoes() throws Exception {
        AlarmEvent neither = only("\"startsAt\":\"0001-01-01T00:00:00Z\",\"endsAt\":null");
        assertEquals(NOW, neither.startsAt());
        assertEquals(NOW.plus(Duration.ofMinutes(5)), neither.expiresAt());
        AlarmEvent endOnly = only("\"endsAt\":\"2026-11-23T10:40:00Z\"");
        assertEquals(Instant.parse("2026-11-23T10:40:00Z"), endOnly.startsAt());
        assertEquals(AlarmStatus.OK, endOnly.status());
        AlarmEvent startOnly = only("\"startsAt\":\"2026-11-23T10:40:00Z\"");
        assertEquals(NOW.plus(Duration.ofMinutes(5)), startOnly.expiresAt());
    }

    @Test
    void emptyLabelsAreDroppedBeforeTheFingerprint() throws Exception {
        AlarmEvent a = Requests.only(
                Requests.apiV2("{\"labels\":{\"alertname\":\"HostHighCpu\",\"empty\":\"\",\"none\":null}}"));
        assertEquals("21ad17d12e67ba5e", a.fingerprint());
        assertEquals(Map.of(), a.additional());
    }

    @Test
    void theSameAlertHasTheSameFingerprintBothWays() throws Exception {
        String alert = "{" + LABELS + ",\"fingerprint\":\"made-up\"}";
        assertEquals(
                Requests.only(Requests.apiV2(alert)).fingerprint(),
                Requests.only(Requests.webhook(alert)).fingerprint());
    }

    @Test
    void goodAlertsOfABadBatchAreStoredAndTheAnswerListsTheErrors() throws Exception {
        ParsedRequest parsed = Requests.apiV2("""
                {%1$s,"startsAt":"2026-11-23T10:45:00Z","endsAt":"2026-11-23T10:44:00Z"},
                {%1$s},
                {"labels":{"a":""}},
                {"labels":{"":"x"}},
                {%1$s,"startsAt":"yesterday \\"<b>"}""".formatted(LABELS));
        assertEquals(1, parsed.alarms().size());
        assertEquals(4, parsed.problems().size());
        assertEquals(400, parsed.accepted().status());
        assertEquals("application/json", parsed.accepted().contentType());
        String answer = new JacksonJsonReader(parsed.accepted().body().getBytes(UTF_8)).text();
        assertEquals(
                "4 errors: alerts[0]: start time must be before end time; "
                        + "alerts[2]: at least one label pair required; "
                        + "alerts[3]: invalid label set: invalid name \"\"; "
                        + "alerts[4]: startsAt \"yesterday \\\"<b>\" is not an RFC 3339 time",
                answer);
    }

    @Test
    void anArrayPostedToTheBareAddressIsTakenTheSameWay() throws Exception {
        AlarmEvent a = Requests.only(Requests.post("", " [{" + LABELS + "}] "));
        assertEquals(NOW.plus(Duration.ofMinutes(5)), a.expiresAt());
        assertEquals(0, Requests.post("", "[]").alarms().size());
        assertEquals(200, Requests.apiV2("").accepted().status());
    }

    @Test
    void answersAsAnAlertmanagerWould() throws Exception {
        assertEquals(200, get("/-/ready").accepted().status());
        assertEquals(200, get("/-/healthy").accepted().status());
        assertTrue(get("/api/v2/status").accepted().body().contains("\"versionInfo\""));
        ParsedRequest unknown = get("/api/v1/alerts");
        assertEquals(404, unknown.accepted().status());
        assertTrue(
                unknown.problems().get(0).contains("nothing is at \"/api/v1/alerts\""),
                unknown.problems().toString());
        assertEquals(405, get("/api/v2/alerts").accepted().status());
        assertEquals(405, get("").accepted().status());
        assertEquals(405, Requests.post("/-/ready", "").accepted().status());
    }

    private static ParsedRequest get(String path) throws Exception {
        return Requests.SOURCE.parse(new RecordedRequest(
                "GET", path, Map.of(), Map.of(), Map.of(), new byte[0], NOW, JacksonJsonReader::new));
    }

    private static AlarmEvent only(String fields) throws Exception {
        return Requests.only(Requests.apiV2("{" + LABELS + "," + fields + "}"));
    }
}
