package io.opencoc.plugin.zabbix;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZabbixSourceTest {

    @Test
    void readsAProblemAndItsRecovery() throws Exception {
        String body = Requests.resource("problem.json");
        AlarmEvent a = Requests.only(Requests.post(body));
        assertEquals("High CPU on ops-web-01", a.name());
        assertEquals("21243", a.fingerprint());
        assertEquals(AlarmLevel.MAJOR, a.level());
        assertEquals(AlarmStatus.ALARM, a.status());
        assertEquals(Instant.parse("2026-11-23T10:15:00Z"), a.startsAt());
        assertEquals("ops-web-01", a.resourceName());
        assertEquals(Map.of("event_severity", "High", "host_ip", "10.0.0.11", "trigger_id", "15112"), a.additional());
        assertEquals(body, a.raw());

        String recovery = body.replace("\"event_value\": \"1\"", "\"event_value\": \"0\"")
                .replace("}", ",\"event_recovery_time\": \"2026.11.23 10:20:00\"}");
        AlarmEvent r = Requests.only(Requests.post(recovery));
        assertEquals(a.fingerprint(), r.fingerprint());
        assertEquals(a.startsAt(), r.startsAt());
        assertEquals(AlarmStatus.OK, r.status());
        assertEquals(Instant.parse("2026-11-23T10:20:00Z"), r.endsAt());
    }

    @ParameterizedTest
    @CsvSource({"5,CRITICAL", "4,MAJOR", "3,MINOR", "2,MINOR", "1,SUGGESTION", "0,SUGGESTION", "'',MAJOR"})
    void mapsTheSeverity(String severity, AlarmLevel level) throws Exception {
        assertEquals(level, Requests.alarms("event_nseverity", severity).get(0).level());
    }

    @Test
    void anUpdateCountsOnlyWhenItChangesTheSeverity() throws Exception {
        assertEquals(List.of(), Requests.alarms("event_update_status", "1", "event_update_action", "acknowledged"));
        assertEquals(List.of(), Requests.alarms("event_update_status", "1"));
        String action = "acknowledged, changed severity from High to Disaster";
        AlarmEvent a = Requests.alarms(
                        "event_update_status", "1", "event_update_action", action, "event_nseverity", "5")
                .get(0);
        assertEquals("21243", a.fingerprint());
        assertEquals(AlarmLevel.CRITICAL, a.level());
        assertEquals(AlarmStatus.ALARM, a.status());
        assertEquals(
                List.of(),
                Requests.alarms(
                        "event_update_status", "1", "event_update_action", action, "event_recovery_timestamp", "9"),
                "what has recovered does not fire again");
    }

    @Test
    void whatHasNoValueIsLeftOut() throws Exception {
        AlarmEvent a = Requests.alarms(
                        "host_name", "*UNKNOWN*",
                        "host_ip", "{HOST.IP}",
                        "event_recovery_time", "{EVENT.RECOVERY.DATE} {EVENT.RECOVERY.TIME}",
                        "event_tags_json", "{EVENT.TAGSJSON}",
                        "zabbix_url", "{$ZABBIX.URL}",
                        "opdata", "{not a macro}")
                .get(0);
        assertNull(a.resourceName());
        assertNull(a.url());
        assertEquals(Map.of("opdata", "{not a macro}"), a.additional());
        assertEquals(RecordedRequest.RECEIVED_AT, a.startsAt());
    }

    @Test
    void secondsComeBeforeTheTimeOfDay() throws Exception {
        AlarmEvent a = Requests.alarms("event_timestamp", "1795400100", "event_time", "2026.11.23 18:00:00")
                .get(0);
        assertEquals(Instant.ofEpochSecond(1_795_400_100), a.startsAt());
        RecordedRequest local = Requests.request(Requests.event("event_time", "2026.11.23 18:00:00"));
        assertEquals(
                Instant.parse("2026-11-23T10:00:00Z"),
                Requests.only(Requests.SOURCE.parse(local.to(Map.of("timeZone", "Asia/Shanghai"))))
                        .startsAt());
    }

    @Test
    void tagsAreKeptAndFillFields() throws Exception {
        AlarmEvent a = Requests.alarms(
                        "event_tags",
                        "[{\"tag\":\"service\",\"value\":\"shop\"},{\"tag\":\"scope\",\"value\":\"a\"},"
                                + "{\"tag\":\"scope\",\"value\":\"b\"},{\"tag\":\"region\"},{\"value\":\"x\"}]")
                .get(0);
        assertEquals("shop", a.application());
        assertNull(a.region());
        assertEquals(Map.of("tags.service", "shop", "tags.scope", "a, b", "tags.region", ""), a.additional());
    }

    @Test
    void theLinkAndTheIdentityByTrigger() throws Exception {
        String body = Requests.event("trigger_id", "15112", "zabbix_url", "https://z.example.com/ui/");
        AlarmEvent a = Requests.only(Requests.post(body));
        assertEquals("https://z.example.com/ui/tr_events.php?triggerid=15112&eventid=21243", a.url());
        AlarmEvent byTrigger =
                Requests.only(Requests.SOURCE.parse(Requests.request(body).to(Map.of("sameAlarm", "trigger"))));
        assertEquals("trigger-15112", byTrigger.fingerprint());
        assertEquals("21243", byTrigger.alarmId());
        assertNull(Requests.alarms("trigger_id", "1", "zabbix_url", "javascript:alert(1)")
                .get(0)
                .url());
    }

    @Test
    void discoveryIsNoAlarm() throws Exception {
        assertEquals(List.of(), Requests.alarms("event_source", "1", "event_value", "2"));
        assertEquals(1, Requests.alarms("event_source", "3").size());
    }

    @Test
    void whatIsWrongIsNamed() {
        Map<String, String> bad = Map.of(
                Requests.event("event_id", ""),
                "event_id is missing: use the media type of the integration's instructions",
                Requests.event("event_id", "1 OR 1"),
                "event_id \"1 OR 1\" is not a number",
                Requests.event("event_id", "1".repeat(21)),
                "event_id \"" + "1".repeat(21) + "\" is not a number",
                Requests.event("event_value", ""),
                "event_value is missing: 1 is a problem, 0 its recovery",
                Requests.event("event_value", "2"),
                "event_value \"2\" is neither 0 nor 1",
                Requests.event("event_nseverity", "Hoch"),
                "event_nseverity \"Hoch\" is not 0 to 5",
                Requests.event("event_name", ""),
                "event_name is missing",
                Requests.event("event_timestamp", "-1"),
                "event_timestamp \"-1\" is not a number of seconds since 1970",
                Requests.event("event_time", "23.11.2026"),
                "event_time \"23.11.2026\" is not a time as 2026.11.23 10:15:00");
        bad.forEach((body, problem) -> assertEquals(problem, problem(body)));
        for (String body : new String[] {
            "", "[]", "{\"event_id\":{}}", "{\"event_tags\":[7]}", "{\"event_tags\":[{\"tag\":[]}]}", "{} x"
        }) {
            assertTrue(problem(body).length() > 10, body);
        }
        assertTrue(problem("{\"a\":\"" + "{A}".repeat(200_000) + "\"}").startsWith("event_id is missing"));
    }

    @Test
    void theTokenIsAskedForWhereItIsSet() {
        RecordedRequest request = Requests.request(Requests.event());
        assertNull(prepare(request, Map.of()));
        Map<String, String> settings = Map.of("token", "t0ken-of-zabbix");
        assertNull(prepare(request.with("Authorization", "bearer t0ken-of-zabbix"), settings));
        assertNull(prepare(request.with("X-Token", "t0ken-of-zabbix"), settings));
        for (RecordedRequest wrong : List.of(
                request,
                request.with("Authorization", "Bearer t0ken-of-zabbi"),
                request.with("Authorization", "Basic t0ken-of-zabbix"),
                request.with("X-Token", ""))) {
            Uni<Void> answer = prepare(wrong, settings);
            assertNotNull(answer);
            BadPayloadException e = (BadPayloadException)
                    assertThrows(Exception.class, () -> answer.await().indefinitely())
                            .getCause();
            assertNotNull(e);
            assertNotNull(e.answer());
            assertEquals(401, e.answer().status());
        }
    }

    private static @Nullable Uni<Void> prepare(RecordedRequest request, Map<String, String> settings) {
        return Requests.SOURCE.prepare(
                request.to(settings), TestContext.calling(settings, new TestHttp(JacksonJsonReader::new)));
    }

    private static String problem(String body) {
        return String.valueOf(assertThrows(BadPayloadException.class, () -> Requests.post(body), body)
                .getMessage());
    }
}
