package io.opencoc.plugin.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.Reply;
import io.opencoc.api.contract.RecordedRequest;
import io.opencoc.kernel.json.JacksonJsonReader;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagerDutyTest {
    private static final String FILE = "pagerduty-events-v2.json";
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private static ParsedRequest enqueue(String body) throws BadPayloadException {
        return Requests.PAGER_DUTY.parse(Requests.request("/v2/enqueue", body));
    }

    private static String trigger(String payload) {
        return "{\"event_action\":\"trigger\",\"dedup_key\":\"k\",\"payload\":" + payload + "}";
    }

    /** A sample answer without its white space, which is how PagerDuty sends it. */
    private static String compact(String name) throws Exception {
        return JsonText.compact(Requests.tree(Requests.sample(FILE, name)), Integer.MAX_VALUE);
    }

    @Test
    void aTriggerIsAnAlarm() throws Exception {
        ParsedRequest parsed = enqueue(Requests.sample(FILE, "trigger"));
        assertEquals(new Reply(202, "application/json", compact("response_202")), parsed.accepted());
        AlarmEvent a = Requests.only(parsed);
        assertEquals("hw-ces|cn-north-4|5f0c2b7e|cpu", a.fingerprint());
        assertEquals("CPU high on ops-web-01", a.name());
        assertEquals(AlarmLevel.CRITICAL, a.level());
        assertEquals(AlarmStatus.ALARM, a.status());
        assertEquals(Instant.parse("2026-11-23T02:15:00Z"), a.startsAt());
        assertEquals("ops-web-01", a.resourceName());
        assertEquals("web", a.application());
        assertEquals("https://ops.example.invalid/alarms/1", a.url());
        assertEquals("96.2", a.additional().get("custom_details.value"));
        assertEquals("cpu load", a.additional().get("class"));
        assertEquals("cpu", a.additional().get("component"));
        assertEquals("Ops centre", a.additional().get("client"));
        assertFalse(a.additional().containsKey("images"));
        assertFalse(a.raw().contains(KEY), "the key is a secret");
        assertTrue(a.raw().startsWith("{\"event_action\":\"trigger\","), a.raw());
    }

    @Test
    void aResolveEndsIt() throws Exception {
        ParsedRequest parsed = enqueue(Requests.sample(FILE, "resolve"));
        assertEquals(new Reply(202, "application/json", compact("response_202")), parsed.accepted());
        AlarmEvent a = Requests.only(parsed);
        assertEquals("hw-ces|cn-north-4|5f0c2b7e|cpu", a.fingerprint());
        assertEquals(AlarmStatus.OK, a.status());
        assertEquals(RecordedRequest.RECEIVED_AT, a.endsAt());
    }

    @Test
    void anAcknowledgementIsTakenAndChangesNothing() throws Exception {
        ParsedRequest parsed = enqueue(Requests.sample(FILE, "acknowledge"));
        assertEquals(new Reply(202, "application/json", compact("response_202")), parsed.accepted());
        assertEquals(0, parsed.alarms().size());
    }

    @Test
    void withoutAPayloadItIsRefusedInPagerDutysWords() throws Exception {
        BadPayloadException e = Requests.refusal(
                Requests.PAGER_DUTY, Requests.request("/v2/enqueue", "{\"event_action\":\"trigger\"}"));
        assertEquals(new Reply(400, "application/json", compact("response_400")), e.answer());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{} ~ 'event_action' is missing or blank",
                "{\"event_action\":\"x\",\"dedup_key\":\"k\"} ~ 'event_action' is invalid (must be one of the following: 'trigger', 'acknowledge' or 'resolve')",
                "{\"event_action\":\"resolve\"} ~ 'dedup_key' is missing or blank",
                "{\"event_action\":\"acknowledge\",\"dedup_key\":[]} ~ 'dedup_key' must be a string; 'dedup_key' must be a string",
                "{\"event_action\":\"trigger\",\"payload\":7} ~ 'payload' must be an object",
                "{\"event_action\":\"trigger\",\"payload\":{\"source\":\"s\",\"severity\":\"error\"}} ~ 'payload.summary' is missing or blank",
                "{\"event_action\":\"trigger\",\"payload\":{\"summary\":{},\"source\":null,\"severity\":\"bad\"}} ~ 'payload.summary' must be a string; 'payload.source' is missing or blank; 'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error' or 'info')",
                "[] ~ the body is an array, not an object",
                "title=x ~ line 1, column",
            })
    void refusesWhatIsWrong(String body, String errors) {
        BadPayloadException e = Requests.refusal(Requests.PAGER_DUTY, Requests.request("/v2/enqueue", body));
        assertTrue(String.valueOf(e.getMessage()).startsWith(errors), e.getMessage());
        Reply answer = Objects.requireNonNull(e.answer());
        assertEquals(400, answer.status());
        assertTrue(
                answer.body()
                        .startsWith(
                                "{\"status\":\"invalid event\",\"message\":\"Event object is invalid\",\"errors\":[\""),
                answer.body());
    }

    @Test
    void limitsHold() throws Exception {
        String payload = "{\"summary\":\"%s\",\"source\":\"s\",\"severity\":\"info\"}";
        assertEquals(
                1024,
                Requests.only(enqueue(trigger(payload.formatted("x".repeat(1024)))))
                        .name()
                        .length());
        assertEquals(
                "'payload.summary' is too long (maximum is 1024 characters)",
                Requests.refusal(
                                Requests.PAGER_DUTY, Requests.request("", trigger(payload.formatted("x".repeat(1025)))))
                        .getMessage());
        String key = "k".repeat(255);
        AlarmEvent a = Requests.only(enqueue("{\"event_action\":\"resolve\",\"dedup_key\":\"" + key + "\"}"));
        assertEquals(key, a.alarmId());
        assertEquals(32, a.fingerprint().length());
        assertEquals(
                "'dedup_key' is too long (maximum is 255 characters)",
                Requests.refusal(
                                Requests.PAGER_DUTY,
                                Requests.request("", "{\"event_action\":\"resolve\",\"dedup_key\":\"" + key + "k\"}"))
                        .getMessage());
        BadPayloadException e = Requests.refusal(Requests.PAGER_DUTY, Requests.request("", " ".repeat(512 * 1024 + 1)));
        assertEquals(413, Objects.requireNonNull(e.answer()).status());
    }

    @ParameterizedTest
    @CsvSource({"critical,CRITICAL", "error,MAJOR", "warning,MINOR", "info,SUGGESTION"})
    void severitiesAreLevels(String severity, AlarmLevel level) throws Exception {
        String payload = "{\"summary\":\"x\",\"source\":\"s\",\"severity\":\"" + severity
                + "\",\"timestamp\":\"soon\",\"custom_details\":\"words\"}";
        AlarmEvent a = Requests.only(enqueue(trigger(payload)));
        assertEquals(level, a.level());
        assertEquals(RecordedRequest.RECEIVED_AT, a.startsAt(), "a wrong time loses no alarm");
        assertEquals(Map.of("timestamp", "soon", "custom_details", "words"), a.additional());
    }

    @Test
    void aMissingDedupKeyIsMadeAndReturned() throws Exception {
        String body =
                "{\"event_action\":\"trigger\",\"payload\":{\"summary\":\"x\",\"source\":\"s\",\"severity\":\"info\"}}";
        RecordedRequest request = Requests.request("/v2/enqueue", body);
        RecordedRequest later = new RecordedRequest(
                "POST",
                "/v2/enqueue",
                Map.of(),
                Map.of(),
                Map.of(),
                request.body(),
                request.receivedAt().plusMillis(1),
                JacksonJsonReader::new);
        ParsedRequest parsed = Requests.PAGER_DUTY.parse(request);
        String key = Requests.only(parsed).fingerprint();
        assertTrue(key.matches("[0-9a-f]{32}"), key);
        assertTrue(parsed.accepted().body().endsWith(",\"dedup_key\":\"" + key + "\"}"));
        assertFalse(key.equals(Requests.only(Requests.PAGER_DUTY.parse(later)).fingerprint()), "always a new alert");
    }

    @Test
    void aSetRoutingKeyMustMatch() throws Exception {
        Map<String, String> settings = Map.of("routing_key", KEY);
        RecordedRequest right = Requests.request("/v2/enqueue", Requests.sample(FILE, "trigger"));
        assertEquals(1, Requests.PAGER_DUTY.parse(right.to(settings)).alarms().size());
        BadPayloadException wrong = Requests.refusal(Requests.PAGER_DUTY, right.to(Map.of("routing_key", "another")));
        assertEquals("Invalid routing key", wrong.getMessage());
        assertFalse(Objects.requireNonNull(wrong.answer()).body().contains("another"));
        assertEquals(
                "'routing_key' is missing or blank",
                Requests.refusal(
                                Requests.PAGER_DUTY,
                                Requests.request("", "{\"event_action\":\"resolve\",\"dedup_key\":\"k\"}")
                                        .to(settings))
                        .getMessage());
        IntegrationPoint point = new IntegrationPoint(URI.create("https://coc.example.com/hooks/k"), "k");
        RecordedRequest sample =
                RecordedRequest.of(Requests.PAGER_DUTY.sample(point, settings::get, "T", true), JacksonJsonReader::new);
        assertEquals(
                "T",
                Requests.only(Requests.PAGER_DUTY.parse(sample.to(settings))).name());
    }

    @Test
    void changeEventsAreTakenAndLeftAside() throws Exception {
        ParsedRequest parsed = Requests.PAGER_DUTY.parse(
                Requests.request("/v2/change/enqueue", "{\"payload\":{\"summary\":\"Deployed\"}}"));
        assertEquals(0, parsed.alarms().size());
        assertEquals(202, parsed.accepted().status());
        assertEquals(
                "{\"status\":\"success\",\"message\":\"Change event processed\"}",
                parsed.accepted().body());
        assertEquals(
                404,
                Objects.requireNonNull(Requests.refusal(Requests.PAGER_DUTY, Requests.request("/v1/x", "{}"))
                                .answer())
                        .status());
    }
}
