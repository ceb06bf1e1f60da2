package io.opencoc.plugin.nagios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.contract.RecordedRequest;
import io.opencoc.api.contract.TestContext;
import io.opencoc.api.contract.TestHttp;
import io.opencoc.kernel.json.JacksonJsonReader;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NagiosSourceTest {

    @Test
    void readsJson() throws Exception {
        String body = Requests.resource("problem.json");
        AlarmEvent a = Requests.only(Requests.json(body));
        assertEquals("disk_root", a.name());
        assertEquals("ops-web-01|disk_root", a.fingerprint());
        assertEquals("881", a.alarmId());
        assertEquals(AlarmLevel.CRITICAL, a.level());
        assertEquals("ops-web-01", a.resourceName());
        assertEquals("10.0.0.11", a.resourceId());
        assertEquals("DISK CRITICAL - free space: / 412 MB (2%)", a.description());
        assertEquals(RecordedRequest.RECEIVED_AT, a.startsAt());
        assertEquals(
                Map.of(
                        "notification_type", "PROBLEM",
                        "notification_number", "1",
                        "state", "CRITICAL",
                        "state_type", "HARD",
                        "long_datetime", "2026-11-23 10:15:00 +0800"),
                a.additional());
        assertEquals(body, a.raw());
    }

    @Test
    void aServiceFailsAndRecovers() throws Exception {
        AlarmEvent a = Requests.only(Requests.notification(
                "last_state_change", "1795400100", "problem_id", "7", "output", "a", "long_output", "b\\nc"));
        assertEquals(Instant.ofEpochSecond(1_795_400_100), a.startsAt());
        assertEquals("7", a.alarmId());
        assertEquals("a\nb\nc", a.description());
        AlarmEvent r = Requests.only(Requests.notification(
                "notification_type", "RECOVERY",
                "state", "OK",
                "last_state", "WARNING",
                "last_state_change", "1795400200",
                "problem_id", "0",
                "last_problem_id", "7"));
        assertEquals(AlarmStatus.OK, r.status());
        assertEquals(a.fingerprint(), r.fingerprint());
        assertEquals("7", r.alarmId());
        assertEquals(AlarmLevel.MINOR, r.level());
        assertEquals(Instant.ofEpochSecond(1_795_400_200), r.endsAt());
    }

    @ParameterizedTest
    @CsvSource({"CRITICAL,CRITICAL", "WARNING,MINOR", "unknown,MINOR", "DOWN,CRITICAL", "UNREACHABLE,MAJOR"})
    void mapsTheState(String state, AlarmLevel level) throws Exception {
        assertEquals(level, Requests.only(Requests.notification("state", state)).level());
    }

    @Test
    void aHostFailsAndRecovers() throws Exception {
        AlarmEvent a = Requests.only(Requests.notification("service", "", "state", "DOWN"));
        assertEquals("Host check", a.name());
        assertEquals("web-1|", a.fingerprint());
        AlarmEvent r =
                Requests.only(Requests.notification("notification_type", "RECOVERY", "service", "", "state", "UP"));
        assertEquals(a.fingerprint(), r.fingerprint());
        assertEquals(AlarmLevel.MAJOR, r.level(), "the state before is not told");
    }

    @Test
    void flappingIsAnAlarmOfItsOwn() throws Exception {
        AlarmEvent a = Requests.only(Requests.notification(
                "notification_type", "FLAPPINGSTART", "time", "1795400100", "last_state_change", "1795000000"));
        assertEquals("disk is flapping", a.name());
        assertEquals("web-1|disk|flapping", a.fingerprint());
        assertEquals(AlarmLevel.MINOR, a.level());
        assertEquals(AlarmStatus.ALARM, a.status());
        assertEquals(Instant.ofEpochSecond(1_795_400_100), a.startsAt());
        for (String end : List.of("FLAPPINGSTOP", "FLAPPINGDISABLED")) {
            AlarmEvent r = Requests.only(Requests.notification("notification_type", end, "state", "OK"));
            assertEquals(a.fingerprint(), r.fingerprint());
            assertEquals(AlarmStatus.OK, r.status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACKNOWLEDGEMENT", "DOWNTIMESTART", "DOWNTIMEEND", "DOWNTIMECANCELLED"})
    void whatPeopleDoIsTakenAndLeftOut(String type) throws Exception {
        assertEquals(List.of(), Requests.notification("notification_type", type).alarms());
        assertEquals(
                200, Requests.notification("notification_type", type).accepted().status());
    }

    @Test
    void aCustomMessageTellsAProblemAgain() throws Exception {
        assertEquals(
                1, Requests.notification("notification_type", "CUSTOM").alarms().size());
        assertEquals(
                List.of(),
                Requests.notification("notification_type", "CUSTOM", "state", "OK")
                        .alarms());
    }

    @Test
    void fingerprintsAreClearAndShort() {
        assertEquals("h|s", Fingerprint.of("h", "s", false));
        List<String> all = List.of(
                Fingerprint.of("a|b", "c", false),
                Fingerprint.of("a", "b|c", false),
                Fingerprint.of("a", "b|flapping", false),
                Fingerprint.of("a", "b", true),
                Fingerprint.of("a|", null, false),
                Fingerprint.of("a", null, false),
                Fingerprint.of("h".repeat(500), "s", false),
                Fingerprint.of("h".repeat(500), "s", true));
        assertEquals(all.size(), all.stream().distinct().count());
        assertTrue(all.stream().allMatch(f -> f.length() <= 128));
    }

    @Test
    void whatIsWrongIsNamed() {
        Map<String, String> bad = Map.of(
                "",
                "notification_type is missing: use the script of the integration's instructions",
                "notification_type=PROBLEM",
                "host is missing: use the script of the integration's instructions",
                "notification_type=X&host=h",
                "notification_type \"X\" is not known",
                "notification_type=PROBLEM&host=h",
                "state is missing",
                "notification_type=PROBLEM&host=h&state=OK",
                "state \"OK\" is no problem",
                "notification_type=PROBLEM&host=h&state=BAD",
                "state \"BAD\" is none of OK, WARNING, CRITICAL, UNKNOWN, UP, DOWN, UNREACHABLE",
                "notification_type=PROBLEM&host=h&state=DOWN&time=soon",
                "time \"soon\" is not a number of seconds since 1970",
                "host=%zz",
                "\"host\" is not encoded as a form: use curl --data-urlencode",
                "%zz=h",
                "\"a field's name\" is not encoded as a form: use curl --data-urlencode",
                IntStream.range(0, 129).mapToObj(i -> "f" + i + "=1").collect(Collectors.joining("&")),
                "more than 128 fields");
        bad.forEach((body, problem) -> assertEquals(
                problem,
                assertThrows(BadPayloadException.class, () -> Requests.form(body), body)
                        .getMessage()));
        for (String body : new String[] {"", "[]", "{\"host\":[]}", "{} x"}) {
            assertThrows(BadPayloadException.class, () -> Requests.json(body), body);
        }
    }

    @Test
    void theTokenIsAskedForWhereItIsSet() {
        RecordedRequest request = RecordedRequest.post("", "x=1".getBytes(UTF_8), JacksonJsonReader::new);
        assertNull(prepare(request, Map.of()));
        Map<String, String> settings = Map.of("token", "t0ken-of-nagios");
        assertNull(prepare(request.with("Authorization", "Bearer t0ken-of-nagios"), settings));
        assertNull(prepare(request.with("X-Token", "t0ken-of-nagios"), settings));
        for (RecordedRequest wrong : List.of(request, request.with("Authorization", "Bearer x"))) {
            Uni<Void> answer = prepare(wrong, settings);
            assertNotNull(answer);
            BadPayloadException e = (BadPayloadException)
                    assertThrows(Exception.class, () -> answer.await().indefinitely())
                            .getCause();
            assertNotNull(e);
            assertNotNull(e.answer());
            assertEquals(401, e.answer().status());
            assertNotEquals("", e.getMessage());
        }
    }

    private static @Nullable Uni<Void> prepare(RecordedRequest request, Map<String, String> settings) {
        return Requests.SOURCE.prepare(
                request.to(settings), TestContext.calling(settings, new TestHttp(JacksonJsonReader::new)));
    }
}
