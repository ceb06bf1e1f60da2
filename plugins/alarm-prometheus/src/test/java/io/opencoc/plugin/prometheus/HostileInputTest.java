package io.opencoc.plugin.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.ParsedRequest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {
    private static final String GOOD = "{\"labels\":{\"alertname\":\"Good\"}}";

    @Test
    void everyTruncationOfARealRequestIsRefused() throws Exception {
        String body = Requests.resource("webhook-firing.json");
        for (int length = 0; length < body.length(); length++) {
            String cut = body.substring(0, length);
            assertThrows(BadPayloadException.class, () -> Requests.post("", cut), cut);
        }
        String array = "[" + GOOD + "]";
        for (int length = 0; length < array.length(); length++) {
            String cut = array.substring(0, length);
            assertThrows(BadPayloadException.class, () -> Requests.post("/api/v2/alerts", cut), cut);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels", "annotations", "status", "startsAt", "endsAt", "generatorURL", "fingerprint"})
    void aWrongTypeSpoilsOneAlertAndNamesTheField(String field) throws Exception {
        for (String value : List.of("7", "true", "[]", "[[{\"a\":[1]}]]", "{\"a\":{}}", "{\"a\":7}", "\"x\"")) {
            boolean entries = field.equals("labels") || field.equals("annotations");
            boolean text = value.startsWith("\"");
            if (text && !entries) {
                continue;
            }
            String bad =
                    "{\"%s\":%s%s}".formatted(field, value, field.equals("labels") ? "" : ",\"labels\":{\"a\":\"b\"}");
            for (ParsedRequest parsed : List.of(Requests.apiV2(bad + "," + GOOD), Requests.webhook(bad + "," + GOOD))) {
                assertEquals(
                        List.of("Good"),
                        parsed.alarms().stream().map(a -> a.name()).toList(),
                        bad);
                assertEquals(1, parsed.problems().size(), bad);
                assertTrue(
                        parsed.problems().get(0).startsWith("alerts[0]: " + field),
                        parsed.problems().toString());
            }
        }
    }

    @Test
    void aMillionLabelsCostTheirAlertOnly() throws Exception {
        String labels = IntStream.range(0, 1_000_000)
                .mapToObj(i -> "\"l" + i + "\":\"v\"")
                .collect(Collectors.joining(","));
        ParsedRequest parsed = Requests.apiV2("{\"labels\":{" + labels + "}}," + GOOD);
        assertEquals(1, parsed.alarms().size());
        assertEquals("alerts[0]: it has more than 256 labels", parsed.problems().get(0));
        ParsedRequest annotated =
                Requests.webhook("{\"labels\":{\"a\":\"b\"},\"annotations\":{" + labels + "}}," + GOOD);
        assertEquals(
                "alerts[0]: it has more than 256 annotations",
                annotated.problems().get(0));
    }

    @Test
    void tooManyAlertsAreRefusedAsAWhole() throws Exception {
        String alerts = IntStream.range(0, 10_001).mapToObj(i -> GOOD).collect(Collectors.joining(","));
        BadPayloadException e = assertThrows(BadPayloadException.class, () -> Requests.apiV2(alerts));
        assertTrue(String.valueOf(e.getMessage()).contains("more than 10000 alerts"), e.getMessage());
    }

    @Test
    void manyBadAlertsGiveABoundedAnswer() throws Exception {
        String bad = IntStream.range(0, 5000).mapToObj(i -> "{}").collect(Collectors.joining(","));
        ParsedRequest parsed = Requests.apiV2(bad);
        assertEquals(101, parsed.problems().size());
        assertEquals("… and 4900 more", parsed.problems().get(100));
        assertTrue(parsed.accepted().body().startsWith("\"5000 errors: "));
        assertTrue(parsed.accepted().body().length() < 20_000);
    }

    @Test
    void deepNestingAndHugeTextsAreRefused() {
        for (String bad : List.of(
                "{\"labels\":" + "{\"a\":".repeat(100_000),
                "{\"x\":" + "[".repeat(100_000),
                "{\"labels\":{\"a\":\"" + "x".repeat(2_000_000) + "\"}}",
                "{\"labels\":{\"" + "x".repeat(2_000) + "\":\"a\"}}")) {
            assertThrows(BadPayloadException.class, () -> Requests.apiV2(bad));
            assertThrows(BadPayloadException.class, () -> Requests.webhook(bad));
        }
    }

    @Test
    void ofDuplicateLabelsTheLastCounts() throws Exception {
        String once = Requests.only(Requests.apiV2("{\"labels\":{\"alertname\":\"B\"}}"))
                .fingerprint();
        assertEquals(
                once,
                Requests.only(Requests.apiV2("{\"labels\":{\"alertname\":\"A\",\"alertname\":\"B\"}}"))
                        .fingerprint());
        assertEquals(
                once,
                Requests.only(Requests.apiV2(
                                "{\"labels\":{\"x\":\"y\"},\"labels\":{\"alertname\":\"B\",\"x\":\"y\",\"x\":\"\"}}"))
                        .fingerprint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "",
                "2026-11-23",
                "2026-11-23T10:45:00",
                "2026-13-23T10:45:00Z",
                "2026-02-30T10:45:00Z",
                "2026-11-23T24:00:00Z",
                "2026-11-23T10:45:60Z",
                "2026-11-23T10:45:00.Z",
                "2026-11-23T10:45:00+8:00",
                "2026-11-23T10:45:00ZZ",
                "0001-01-01T00:00:01Z",
                "1969-12-31T23:59:59Z",
                "9999-12-31T23:59:59-01:00",
                "10000-01-01T00:00:00Z",
                "-001-01-01T00:00:00Z",
                "２０２６-11-23T10:45:00Z",
                "1700000000",
                "NaN"
            })
    void aTimeThatIsNoneSpoilsItsAlert(String time) throws Exception {
        ParsedRequest parsed = Requests.apiV2("{\"labels\":{\"a\":\"b\"},\"startsAt\":\"" + time + "\"}," + GOOD);
        assertEquals(time.isEmpty() ? 2 : 1, parsed.alarms().size());
        if (!time.isEmpty()) {
            assertTrue(
                    parsed.problems().get(0).startsWith("alerts[0]: startsAt \"" + time),
                    parsed.problems().toString());
        }
    }

    @Test
    void theLastYearIsATime() throws Exception {
        assertEquals(
                1,
                Requests.apiV2("{\"labels\":{\"a\":\"b\"},\"endsAt\":\"9999-12-31T23:59:59Z\"}")
                        .alarms()
                        .size());
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws Exception {
        assertEquals(
                GOOD, Requests.only(Requests.post("", "\uFEFF[" + GOOD + "]")).raw());
        assertThrows(BadPayloadException.class, () -> Requests.post("", "\uFEFF"));
        assertThrows(BadPayloadException.class, () -> Requests.post("", ""));
        assertThrows(BadPayloadException.class, () -> Requests.post("", "[" + GOOD + "] trailing"));
    }

    @Test
    void htmlStaysText() throws Exception {
        String html = "<img src=x onerror=alert(1)>";
        ParsedRequest parsed = Requests.apiV2(
                "{\"labels\":{\"alertname\":\"%1$s\",\"instance\":\"%1$s\"},\"annotations\":{\"summary\":\"%1$s\"}}"
                        .formatted(html));
        assertEquals(html, Requests.only(parsed).name());
        assertEquals(html, Requests.only(parsed).resourceName());
        assertEquals(html, Requests.only(parsed).description());
    }
}
