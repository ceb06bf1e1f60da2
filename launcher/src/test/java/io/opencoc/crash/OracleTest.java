package io.opencoc.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opencoc.kernel.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The oracle finds what it is there to find: one alarm that was told of as it should be, and then each thing that can be wrong with it. */
class OracleTest {
    private static final String START = "2026-11-23T10:00:00Z";

    private final Map<String, List<Map<String, Object>>> lists = new HashMap<>();
    private final Map<String, Integer> mails = new HashMap<>();
    private final Journal journal = new Journal();
    private int tries = 1;
    private HttpServer server;

    @BeforeEach
    void allIsWell() throws IOException {
        Series series = new Series("s0-0", Rule.EACH, "");
        series.begin(Instant.parse(START), 1);
        attempt("fires", series, true, Attempt.Answer.ACKNOWLEDGED);
        attempt("broke", series, true, Attempt.Answer.NONE);
        attempt("recovers", series, false, Attempt.Answer.ACKNOWLEDGED);
        attempt("bad", series, true, Attempt.Answer.REFUSED);
        list("original-alarms", List.of(original("fires", "alarm"), original("recovers", "ok")));
        list("alarms", List.of(alarm()));
        list("incidents", List.of(incident("i1")));
        list("notifications", List.of(notification("n1")));
        list("forwarding-rules", List.of(entry("name", "EACH", "hits", 1)));
        mails.put("n1", 1);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void attempt(String id, Series series, boolean firing, Attempt.Answer answer) {
        Attempt a = new Attempt(id, series.current(), firing);
        journal.sending(a);
        journal.answered(a, answer);
    }

    private void list(String name, List<Map<String, Object>> items) {
        lists.put(name, new ArrayList<>(items));
    }

    private static Map<String, Object> entry(Object... namesAndValues) {
        Map<String, Object> out = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            out.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return out;
    }

    private static Map<String, Object> original(String id, String status) {
        return entry("name", "s0-0", "startsAt", START, "status", status, "description", id);
    }

    private static Map<String, Object> alarm() {
        return entry(
                "name",
                "s0-0",
                "startsAt",
                START,
                "count",
                1,
                "state",
                "recovered",
                "ruleName",
                "EACH",
                "incident",
                Map.of("id", "i1"));
    }

    private static Map<String, Object> incident(String id) {
        return entry("id", id, "alarmCount", 1, "alarmsRecoveredAt", START);
    }

    private static Map<String, Object> notification(String id) {
        return entry(
                "id", id, "event", "incidentCreated", "incident", Map.of("id", "i1"), "state", "sent", "attempts", 1);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        Object body =
                switch (path.length) {
                    case 5 ->
                        entry("tries", new ArrayList<>(java.util.Collections.nCopies(tries, Map.of("sent", true))));
                    default ->
                        path[3].equals("sessions")
                                ? entry("token", "t")
                                : entry("items", lists.get(path[3]), "total", 1);
                };
        byte[] bytes = Json.MAPPER.writeValueAsBytes(body);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private List<String> findings() throws Exception {
        Reader reader =
                new Reader(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        return new Oracle(journal, mails).ask(reader).findings();
    }

    private void finds(String what) throws Exception {
        List<String> findings = findings();
        assertTrue(findings.stream().anyMatch(f -> f.contains(" × " + what + ":")), what + " in " + findings);
    }

    @Test
    void hasNothingToSayWhenAllIsWell() throws Exception {
        assertEquals(List.of(), findings());
    }

    @Test
    void whatWasNotAcknowledgedMayBeStoredOnce() throws Exception {
        lists.get("original-alarms").add(original("broke", "alarm"));
        lists.get("alarms").getFirst().put("count", 2);
        assertEquals(List.of(), findings());
        lists.get("original-alarms").add(original("broke", "alarm"));
        finds("stored more often than the answer allows");
    }

    @Test
    void findsALostAlarm() throws Exception {
        lists.get("original-alarms").removeFirst();
        finds("acknowledged and not stored");
    }

    @Test
    void findsADoubledAlarm() throws Exception {
        lists.get("original-alarms").add(original("recovers", "ok"));
        finds("stored more often than the answer allows");
    }

    @Test
    void findsWhatWasRefusedAndStored() throws Exception {
        lists.get("original-alarms").add(original("bad", "alarm"));
        finds("stored more often than the answer allows");
    }

    @Test
    void findsWhatNobodySent() throws Exception {
        lists.get("original-alarms").add(original("who", "alarm"));
        finds("stored and never sent");
    }

    @Test
    void findsWhatWasNotRouted() throws Exception {
        lists.get("alarms").clear();
        finds("stored and not routed");
    }

    @Test
    void findsAWrongCount() throws Exception {
        lists.get("alarms").getFirst().put("count", 2);
        finds("wrong count");
    }

    @Test
    void findsAnAlarmThatIsThereTwice() throws Exception {
        lists.get("alarms").add(alarm());
        finds("an alarm is there twice");
    }

    @Test
    void findsAnAlarmThatStillFires() throws Exception {
        lists.get("alarms").getFirst().put("state", "firing");
        finds("not recovered");
    }

    @Test
    void findsAnIncidentTooMany() throws Exception {
        lists.get("incidents").add(incident("i2"));
        finds("an incident of no alarm");
        finds("incidents without notification");
    }

    @Test
    void findsASecondNotification() throws Exception {
        lists.get("notifications").add(notification("n2"));
        mails.put("n2", 1);
        finds("an incident has several notifications");
    }

    @Test
    void findsALostMail() throws Exception {
        mails.clear();
        finds("a notification without mail");
    }

    @Test
    void findsAMailOfNothing() throws Exception {
        mails.put("n3", 1);
        finds("a mail of no notification");
    }

    @Test
    void aSecondMailNeedsATryWithoutOutcome() throws Exception {
        mails.put("n1", 2);
        finds("several mails without reason");
        lists.get("notifications").getFirst().put("attempts", 2);
        assertEquals(List.of(), findings());
        tries = 2;
        finds("several mails without reason");
    }

    @Test
    void findsARuleThatCountedWrong() throws Exception {
        lists.get("forwarding-rules").getFirst().put("hits", 2);
        finds("a rule counted wrong");
    }
}
