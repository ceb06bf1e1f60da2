package io.opencoc.plugin.grafana;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.contract.RecordedRequest;
import io.opencoc.kernel.json.JacksonJsonReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {
    private static final String GOOD =
            "{\"status\":\"firing\",\"fingerprint\":\"f\",\"labels\":{\"alertname\":\"Good\"}}";

    @Test
    void readsWhatGrafanaSends() throws Exception {
        String body = Requests.resource("webhook-firing.json");
        AlarmEvent a = Requests.only(Requests.post(body));
        assertEquals("High memory", a.name());
        assertEquals("c6eadf0000000037", a.fingerprint());
        assertEquals(AlarmLevel.MAJOR, a.level());
        assertEquals(AlarmStatus.ALARM, a.status());
        assertEquals(Instant.parse("2026-11-23T02:15:00Z"), a.startsAt());
        assertNull(a.endsAt());
        assertNull(a.expiresAt());
        assertEquals("memory 93%", a.description());
        assertEquals("https://grafana.example.invalid/alerting/abc/edit", a.url());
        assertEquals(
                Map.ofEntries(
                        Map.entry("team", "blue"),
                        Map.entry("annotations.summary", "memory 93%"),
                        Map.entry("values.B", "93.1"),
                        Map.entry("values.C", "1"),
                        Map.entry("valueString", "[ var='B' labels={} value=93.1 ]"),
                        Map.entry(
                                "silenceURL",
                                "https://grafana.example.invalid/alerting/silence/new?alertmanager=grafana"),
                        Map.entry("receiver", "opscenter"),
                        Map.entry("orgId", "1"),
                        Map.entry("externalURL", "https://grafana.example.invalid/"),
                        Map.entry("groupKey", "{}:{alertname=\"High memory\"}")),
                a.additional());
        assertTrue(body.contains(a.raw()) && a.raw().startsWith("{") && a.raw().endsWith("}"), a.raw());

        AlarmEvent recovered = Requests.only(Requests.post(body.replace("\"firing\"", "\"resolved\"")
                .replace("0001-01-01T00:00:00Z", "2026-11-23T10:20:00.000+08:00")));
        assertEquals(a.fingerprint(), recovered.fingerprint());
        assertEquals(a.startsAt(), recovered.startsAt());
        assertEquals(AlarmStatus.OK, recovered.status());
        assertEquals(Instant.parse("2026-11-23T02:20:00Z"), recovered.endsAt());
    }

    @ParameterizedTest
    @CsvSource({"critical,CRITICAL", "HIGH,MAJOR", "warning,MINOR", "info,SUGGESTION", "odd,MAJOR"})
    void mapsTheSeverity(String severity, AlarmLevel level) throws Exception {
        AlarmEvent a = Requests.only(
                Requests.webhook(GOOD.replace("{\"alertname\"", "{\"severity\":\"" + severity + "\",\"alertname\"")));
        assertEquals(level, a.level());
        assertEquals(
                severity.equals("odd"), "odd".equals(a.additional().get("severity")), "kept where it is not known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DatasourceError", "DatasourceNoData"})
    void aRuleThatCannotBeEvaluatedIsNamed(String kind) throws Exception {
        String alert = """
                {"status":"firing","fingerprint":"f","labels":{"alertname":"%s","rulename":"High memory",
                "datasource_uid":"prom","ref_id":"A"},"annotations":{"Error":"timed out","summary":"memory %%"}}""".formatted(kind);
        AlarmEvent a = Requests.only(Requests.webhook(alert));
        assertEquals(kind + ": High memory", a.name());
        assertEquals(AlarmLevel.MINOR, a.level());
        assertEquals("timed out", a.description());
        assertEquals(kind, a.additional().get("alertname"));
        assertEquals("High memory", a.additional().get("rulename"));
        AlarmEvent severe =
                Requests.only(Requests.webhook(alert.replace("\"ref_id\"", "\"severity\":\"critical\",\"ref_id\"")));
        assertEquals(AlarmLevel.CRITICAL, severe.level(), "the rule's own severity counts");
    }

    @Test
    void truncatedAlertsAreAProblem() throws Exception {
        ParsedRequest parsed = Requests.post("{\"version\":\"1\",\"truncatedAlerts\":3,\"alerts\":[" + GOOD + "]}");
        assertEquals(1, parsed.alarms().size());
        assertEquals(
                List.of("truncatedAlerts: Grafana left out \"3\" alerts; set Max Alerts of the contact point to 0"),
                parsed.problems());
        assertEquals(200, parsed.accepted().status());
    }

    @Test
    void aBadAlertLeavesTheOthersAlone() throws Exception {
        Map<String, String> bad = Map.of(
                "{\"fingerprint\":\"f\"}", "status is missing",
                "{\"status\":\"odd\",\"fingerprint\":\"f\"}", "status \"odd\" is neither firing nor resolved",
                "{\"status\":\"firing\"}", "fingerprint is missing",
                "{\"status\":\"firing\",\"fingerprint\":\" \"}", "fingerprint is missing",
                "{\"status\":\"firing\",\"fingerprint\":7}", "fingerprint must be a text",
                "{\"status\":\"firing\",\"fingerprint\":\"f\",\"startsAt\":\"soon\"}",
                        "startsAt \"soon\" is not an RFC 3339 time",
                "{\"status\":\"firing\",\"fingerprint\":\"f\",\"startsAt\":\"1969-01-01T00:00:00Z\"}",
                        "startsAt \"1969-01-01T00:00:00Z\" is not in the years 1970 to 9999",
                "{\"labels\":7}", "labels must be an object",
                "{\"labels\":{\"a\\nb\":7}}", "labels.\"a\\nb\" must be a text",
                "null", "it is not an object");
        for (Map.Entry<String, String> one : bad.entrySet()) {
            ParsedRequest parsed = Requests.webhook(one.getKey() + "," + GOOD);
            assertEquals(1, parsed.alarms().size(), one.getKey());
            assertEquals(List.of("alerts[0]: " + one.getValue()), parsed.problems());
            assertEquals("alerts[0]: " + one.getValue(), problem("{\"alerts\":[" + one.getKey() + "]}"));
        }
        String backwards = GOOD.replace(
                "\"firing\"",
                "\"resolved\",\"startsAt\":\"2026-11-23T10:00:00Z\"," + "\"endsAt\":\"2026-11-23T09:00:00Z\"");
        assertEquals("alerts[0]: endsAt is before startsAt", problem("{\"alerts\":[" + backwards + "]}"));
        assertEquals(
                "alerts[0]: fingerprint is longer than 128 characters",
                problem("{\"alerts\":[" + GOOD.replace("\"f\"", "\"" + "f".repeat(129) + "\"") + "]}"));
    }

    @Test
    void refusesWhatIsNotGrafanasWebhook() {
        assertTrue(problem("{\"version\":\"4\",\"alerts\":[]}").endsWith("use the source Prometheus"));
        assertEquals("version \"2\" is not supported, only 1 is", problem("{\"version\":\"2\",\"alerts\":[]}"));
        assertTrue(
                problem("{\"ruleId\":1,\"ruleName\":\"x\",\"evalMatches\":[]}").contains("legacy alerting"));
        assertTrue(problem("{}").startsWith("alerts is missing"));
        for (String body : new String[] {"", "[]", "7", "{\"alerts\":{}}", "{\"alerts\":[]", "{\"alerts\":[]} x"}) {
            assertTrue(problem(body).length() > 10, body);
        }
    }

    @Test
    void limitsAreKept() throws Exception {
        String labels =
                IntStream.range(0, 257).mapToObj(i -> "\"l" + i + "\":\"v\"").collect(Collectors.joining(","));
        assertEquals("alerts[0]: it has more than 256 labels", problem("{\"alerts\":[{\"labels\":{" + labels + "}}]}"));
        String many = IntStream.range(0, 10_001).mapToObj(i -> "{}").collect(Collectors.joining(","));
        assertTrue(problem("{\"alerts\":[" + many + "]}").contains("more than 10000 alerts"));
        String bad = IntStream.range(0, 5000).mapToObj(i -> "{}").collect(Collectors.joining(","));
        ParsedRequest parsed = Requests.webhook(GOOD + "," + bad);
        assertEquals(101, parsed.problems().size());
        assertEquals("… and 4900 more", parsed.problems().get(100));
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws Exception {
        assertEquals(1, send("PUT", "/", "{\"alerts\":[" + GOOD + "]}").alarms().size());
        for (String[] wrong : new String[][] {{"GET", "", "405"}, {"POST", "/api/v2/alerts", "404"}}) {
            BadPayloadException e =
                    assertThrows(BadPayloadException.class, () -> send(wrong[0], wrong[1], "{\"alerts\":[]}"));
            assertNotNull(e.answer());
            assertEquals(Integer.parseInt(wrong[2]), e.answer().status());
        }
    }

    private static ParsedRequest send(String method, String path, String body) throws BadPayloadException {
        return Requests.SOURCE.parse(new RecordedRequest(
                method,
                path,
                Map.of(),
                Map.of(),
                Map.of(),
                body.getBytes(UTF_8),
                RecordedRequest.RECEIVED_AT,
                JacksonJsonReader::new));
    }

    private static String problem(String body) {
        return String.valueOf(assertThrows(BadPayloadException.class, () -> Requests.post(body), body)
                .getMessage());
    }
}
