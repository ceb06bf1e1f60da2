package io.opencoc.plugin.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.contract.RecordedRequest;
import io.opencoc.plugin.webhook.Node.Leaf;
import io.opencoc.plugin.webhook.Node.Obj;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventsTest {
    private static final String STRUCTURED = "application/cloudevents+json; charset=UTF-8";
    private static final String ATTRIBUTES = "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"";

    private static RecordedRequest structured(String body) {
        return Requests.request("", body).with("Content-Type", STRUCTURED);
    }

    private static AlarmEvent alarm(RecordedRequest request) throws BadPayloadException {
        return Requests.only(Requests.CLOUD_EVENTS.parse(request));
    }

    private static RecordedRequest binary(Map<String, String> headers, String body) {
        RecordedRequest request = Requests.request("", body)
                .with("ce-specversion", "1.0")
                .with("ce-id", "1")
                .with("ce-source", "/s")
                .with("ce-type", "t");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request = request.with(header.getKey(), header.getValue());
        }
        return request;
    }

    @Test
    void asksForTheHandshakeAreAnswered() throws Exception {
        RecordedRequest ask = Requests.request("", "").with("webhook-request-origin", "eventemitter.example.com");
        assertEquals(
                Map.of(
                        "Allow",
                        "POST",
                        "WebHook-Allowed-Origin",
                        "eventemitter.example.com",
                        "WebHook-Allowed-Rate",
                        "*"),
                Requests.CLOUD_EVENTS.handshake(ask));
        assertEquals(Map.of(), Requests.CLOUD_EVENTS.handshake(Requests.request("", "")));
        RecordedRequest strange = ask.with("WebHook-Request-Origin", "a b\r\nX: y");
        assertThrows(BadPayloadException.class, () -> Requests.CLOUD_EVENTS.handshake(strange));
    }

    @Test
    void readsTheStructuredSample() throws Exception {
        String body = Requests.sample("cloudevents-structured.json", "body");
        ParsedRequest parsed = Requests.CLOUD_EVENTS.parse(structured(body));
        assertEquals(204, parsed.accepted().status());
        AlarmEvent a = Requests.only(parsed);
        assertEquals("disk 91%", a.name());
        assertEquals("disk|ops-web-01|/", a.fingerprint());
        assertEquals(AlarmLevel.MAJOR, a.level());
        assertEquals(AlarmStatus.ALARM, a.status());
        assertEquals(Instant.parse("2026-11-23T02:15:00Z"), a.startsAt());
        assertEquals("host/ops-web-01", a.resourceName());
        assertEquals(
                Map.of(
                        "ce-id", "evt-20261123-0001",
                        "ce-source", "/monitor/agent/dc1",
                        "ce-type", "com.example.ops.alarm.raised"),
                a.additional());
        assertEquals(body, a.raw());
    }

    @Test
    void readsTheBinarySampleAsItsRecovery() throws Exception {
        RecordedRequest request = Requests.request("", Requests.sample("cloudevents-binary.json", "body"));
        Obj headers = (Obj) Requests.tree(Requests.sample("cloudevents-binary.json", "headers"));
        for (Map.Entry<String, Node> header : headers.entries().entrySet()) {
            request = request.with(header.getKey(), ((Leaf) header.getValue()).text());
        }
        AlarmEvent a = alarm(request);
        assertEquals("disk 70%", a.name());
        assertEquals("disk|ops-web-01|/", a.fingerprint());
        assertEquals(AlarmStatus.OK, a.status());
        assertEquals(Instant.parse("2026-11-23T02:25:00Z"), a.endsAt());
        assertEquals("host/ops-web-01", a.resourceName());
        assertEquals("evt-20261123-0002", a.additional().get("ce-id"));
    }

    @Test
    void aBatchKeepsWhatIsGood() throws Exception {
        String good = "{" + ATTRIBUTES + ",\"data\":{\"title\":\"x\"}}";
        RecordedRequest request = Requests.request(
                        "",
                        "[" + good + ",7,{\"specversion\":\"1.0\"},{" + ATTRIBUTES
                                + ",\"data\":{\"alerts\":[{\"title\":\"y\"},{}]}}]")
                .with("Content-Type", "Application/CloudEvents-Batch+JSON");
        ParsedRequest parsed = Requests.CLOUD_EVENTS.parse(request);
        assertEquals(
                List.of("x", "y", "t"),
                parsed.alarms().stream().map(AlarmEvent::name).toList());
        assertEquals(good, parsed.alarms().get(0).raw());
        assertEquals(
                List.of(
                        "[1]: it is a number, not a CloudEvent, which is an object",
                        "[2]: the attribute id is missing or empty"),
                parsed.problems());
        assertEquals(200, parsed.accepted().status());
        assertEquals(
                204,
                Requests.CLOUD_EVENTS
                        .parse(request.with("[]".getBytes()))
                        .accepted()
                        .status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\" ~ the attribute specversion is missing or empty",
                "\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\" ~ specversion \"0.3\" is not supported, only 1.0 is",
                "\"specversion\":1.0,\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\" ~ the attribute specversion is a number, not a text",
                "\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"/s\",\"type\":\"t\" ~ the attribute id is missing or empty",
                "\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"t\" ~ the attribute source is missing or empty",
                "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":{} ~ the attribute type is an object, not a text",
                "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"time\":\"noon\" ~ the attribute time \"noon\" is not an RFC 3339 time of the years 1970 to 9999",
                "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"subject\":\"\" ~ the attribute subject is empty",
                "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data\":1,\"data_base64\":\"\" ~ it has both data and data_base64",
                "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data_base64\":\"%\" ~ data_base64 is not Base64",
                "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data_base64\":\"/w==\" ~ data_base64 does not hold UTF-8 text: an alarm cannot be read from it",
            })
    void checksTheAttributes(String attributes, String problem) {
        BadPayloadException e = Requests.refusal(Requests.CLOUD_EVENTS, structured("{" + attributes + "}"));
        assertEquals(problem, e.getMessage());
    }

    @Test
    void withoutDataTheEventItselfIsTheAlarm() throws Exception {
        String raised =
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"com.example.disk.%s\",\"subject\":\"web-1\"%s}";
        AlarmEvent a =
                alarm(structured(raised.formatted("raised", ",\"data\":\"91 % full\",\"severity\":\"critical\"")));
        AlarmEvent b = alarm(structured(raised.formatted("cleared", ",\"data_base64\":\"b2s=\"")));
        assertEquals("com.example.disk", a.name());
        assertEquals("91 % full", a.description());
        assertEquals("ok", b.description());
        assertEquals(AlarmLevel.CRITICAL, a.level());
        assertEquals(AlarmStatus.ALARM, a.status());
        assertEquals(AlarmStatus.OK, b.status());
        assertEquals(a.fingerprint(), b.fingerprint());
        assertNotEquals(
                a.fingerprint(),
                alarm(structured(raised.formatted("raised", "").replace("web-1", "web-2")))
                        .fingerprint());
    }

    @Test
    void binaryAttributesAreDecoded() throws Exception {
        RecordedRequest request = binary(
                Map.of(
                        "ce-subject",
                        "%E4%B8%BB%e6%9c%ba%20%22a%22%25",
                        "ce-team",
                        "\"a \\\"b\\\"\"",
                        "CE-Severity",
                        "critical"),
                "{\"title\":\"x\"}");
        AlarmEvent a = alarm(request.to(Map.of("application", "$.team")));
        assertEquals("主机 \"a\"%", a.resourceName());
        assertEquals("a \"b\"", a.application());
        assertEquals(AlarmLevel.CRITICAL, a.level());
        for (Map.Entry<String, String> bad : Map.of(
                        "%zz", "two hexadecimal digits", "%4", "two hexadecimal digits", "%ff", "UTF-8")
                .entrySet()) {
            String message = String.valueOf(
                    Requests.refusal(Requests.CLOUD_EVENTS, binary(Map.of("ce-subject", bad.getKey()), "{}"))
                            .getMessage());
            assertTrue(message.startsWith("ce-subject ") && message.contains(bad.getValue()), message);
        }
    }

    @Test
    void binaryDataMayBeOfAnyTypeOrNone() throws Exception {
        AlarmEvent text = alarm(binary(Map.of("Content-Type", "text/plain"), "disk full"));
        assertEquals("t", text.name());
        assertEquals("disk full", text.description());
        assertEquals("disk full", text.raw());
        assertEquals("t", alarm(binary(Map.of(), "")).name());
        assertEquals(
                "x",
                alarm(binary(Map.of("Content-Type", "application/vnd.x+json"), "{\"title\":\"x\"}"))
                        .name());
        assertTrue(String.valueOf(Requests.refusal(Requests.CLOUD_EVENTS, binary(Map.of(), "{"))
                        .getMessage())
                .startsWith("line 1"));
    }

    @Test
    void otherFormatsAreUnsupported() {
        for (RecordedRequest request : List.of(
                structured("{}").with("Content-Type", "application/cloudevents+xml"),
                structured("{" + ATTRIBUTES + "}").with("Content-Type", "application/cloudevents+json; charset=utf-16"),
                Requests.request("", "{\"title\":\"x\"}"),
                Requests.request("", "[]"),
                Requests.request("", "x").with("Content-Type", "text/plain"))) {
            BadPayloadException e = Requests.refusal(Requests.CLOUD_EVENTS, request);
            assertEquals(415, Objects.requireNonNull(e.answer()).status(), e.getMessage());
        }
    }

    @Test
    void eventsThatArePastedAsJsonAreUnderstood() throws Exception {
        assertEquals("t", alarm(Requests.request("", "{" + ATTRIBUTES + "}")).name());
        assertEquals("t", alarm(Requests.request("", "[{" + ATTRIBUTES + "}]")).name());
    }

    @Test
    void theDataIsReadByTheMapping() throws Exception {
        RecordedRequest request = structured(
                        "{" + ATTRIBUTES + ",\"region\":\"r1\",\"data\":{\"d\":{\"n\":\"N\",\"s\":3}}}")
                .to(Map.of("alarms", "d", "name", "${n} in ${$.region}", "level", "s", "levels", "3=MINOR"));
        AlarmEvent a = alarm(request);
        assertEquals("N in r1", a.name());
        assertEquals(AlarmLevel.MINOR, a.level());
        assertEquals(
                "setting 'alarms': nothing is there; the body has d",
                Requests.refusal(Requests.CLOUD_EVENTS, request.to(Map.of("alarms", "e")))
                        .getMessage());
    }
}
