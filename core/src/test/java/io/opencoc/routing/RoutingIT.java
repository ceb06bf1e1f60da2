package io.opencoc.routing;

import static io.opencoc.kernel.TestServer.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.opencoc.alarm.AlarmEvents;
import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Client;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** From the log to alarms and incidents, on a real PostgreSQL. */
class RoutingIT extends RoutingFixture {

    @Test
    void fiftyRepetitionsAreOneAlarmAndOneIncidentAndRecoveryIsNoted() {
        rule("{\"name\":\"critical\"}");
        for (int i = 0; i < 51; i++) {
            send(alarm("f1", "HighCpu").build());
        }
        eventually("51 counted", () -> items("/alarms").stream()
                .anyMatch(a -> a.get("count").asInt() == 51));
        JsonNode alarm = only("/alarms");
        JsonNode incident = only("/incidents");
        assertEquals("HighCpu · host-1", incident.get("title").asString());
        assertEquals("P1", incident.get("level").asString());
        assertEquals("transfer", incident.get("source").asString());
        assertEquals(incident.get("number"), alarm.get("incident").get("number"));
        assertEquals(51, items("/original-alarms?size=100").size());
        assertFalse(incident.has("alarmsRecoveredAt"));

        send(ok("f1", "HighCpu"), ok("f1", "HighCpu"));
        eventually("recovered", () -> items("/alarms").isEmpty());
        assertEquals("recovered", only("/alarms?view=historical").get("state").asString());
        eventually("incident knows", () -> only("/incidents").has("alarmsRecoveredAt"));
        assertEquals(
                List.of("alarmsRecovered", "alarmRecovered", "alarmAttached", "created"),
                items("/incidents/" + incident.get("id").asString() + "/history").stream()
                        .map(h -> h.get("kind").asString())
                        .toList());
        assertEquals(
                List.of("recovered", "incidentOpened", "fired"),
                items("/alarms/" + alarm.get("id").asString() + "/history").stream()
                        .map(h -> h.get("kind").asString())
                        .toList());
    }

    @Test
    void aRecoveryThatOnlySaysWhichAlarmEndedLeavesWhatItIsAbout() {
        send(alarm("f1", "Disk full").resourceName("db-1").build());
        eventually("fires", () -> items("/alarms").size() == 1);
        send(ok("f1", "f1"));
        eventually("recovered", () -> items("/alarms").isEmpty());
        JsonNode ended = only("/alarms?view=historical");
        assertEquals("Disk full", ended.get("name").asString());
        assertEquals("db-1", ended.get("resourceName").asString());
    }

    @Test
    void aNewOccurrenceJoinsTheOpenIncident() {
        rule("{\"name\":\"all\"}");
        send(alarm("f1", "HighCpu").build());
        send(ok("f1", "HighCpu"));
        send(alarm("f1", "HighCpu").startsAt(start.plusSeconds(60)).build());
        eventually("two alarms", () -> items("/alarms?view=all").size() == 2);
        JsonNode incident = only("/incidents");
        assertEquals(2, incident.get("alarmCount").asInt());
        assertFalse(incident.has("alarmsRecoveredAt"), incident.toString());
    }

    @Test
    void anAlarmThatRecoversAndFiresAgainWithinOneBatchNeedsNoSecondTry() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger router = (Logger) LoggerFactory.getLogger(Router.class);
        log.start();
        router.addAppender(log);
        try {
            send(alarm("f1", "HighCpu").build());
            eventually("fires", () -> items("/alarms").size() == 1);
            send(
                    ok("f1", "HighCpu"),
                    alarm("f1", "HighCpu").startsAt(start.plusSeconds(60)).build());
            eventually("two alarms", () -> items("/alarms?view=all").size() == 2);
            assertEquals("firing", only("/alarms").get("state").asString());
            assertEquals(List.of(), List.copyOf(log.list));
        } finally {
            router.detachAppender(log);
        }
    }

    @Test
    void groupingPutsAlarmsIntoOneIncident() {
        rule("{\"name\":\"by name\",\"groupBy\":[\"alarmName\"]}");
        List<AlarmEvent> many = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            many.add(alarm("g" + i, i % 2 == 0 ? "Even" : "Odd").build());
        }
        send(many.toArray(AlarmEvent[]::new));
        eventually("200 alarms", () -> client.get("/alarms").json().get("total").asInt() == 200);
        List<JsonNode> incidents = items("/incidents");
        assertEquals(2, incidents.size());
        assertEquals(
                List.of(100, 100),
                incidents.stream().map(i -> i.get("alarmCount").asInt()).toList());
    }

    @Test
    void anAlarmThatStillFiresMeetsTheRuleThatCameLater() {
        send(alarm("f1", "HighCpu").build());
        eventually("alarm", () -> items("/alarms").size() == 1);
        assertEquals(List.of(), items("/incidents"));
        String rule = rule(
                "{\"name\":\"late\",\"conditions\":{\"key\":\"alarmName\",\"operator\":\"equals\",\"value\":\"HighCpu\"}}");
        send(alarm("f1", "HighCpu").build());
        eventually("incident", () -> items("/incidents").size() == 1);
        assertEquals(
                1, client.get("/forwarding-rules/" + rule).json().get("hits").asInt());
    }

    @Test
    void aDisabledRuleTriggersNothing() {
        String rule = rule("{\"name\":\"off\"}");
        assertEquals(
                200, client.post("/forwarding-rules/" + rule + "/disable", null).status());
        send(alarm("f1", "HighCpu").build());
        eventually("alarm", () -> items("/alarms").size() == 1);
        assertEquals(List.of(), items("/incidents"));
    }

    @Test
    void aRuleForTheHigherLevelHitsWhenTheLevelRises() {
        rule("{\"name\":\"critical only\",\"levels\":{\"major\":\"none\",\"minor\":\"none\",\"suggestion\":\"none\"}}");
        send(alarm("f1", "HighCpu").level(AlarmLevel.MINOR).build());
        eventually("alarm", () -> items("/alarms").size() == 1);
        assertEquals(List.of(), items("/incidents"));
        send(alarm("f1", "HighCpu").level(AlarmLevel.CRITICAL).build());
        eventually("incident", () -> items("/incidents").size() == 1);
        assertEquals("critical", only("/alarms").get("level").asString());
    }

    @Test
    void silencePastTheNamedTimeIsRecoveryAndItsReturnIsTheSameOccurrence() {
        rule("{\"name\":\"all\"}");
        send(alarm("f1", "HighCpu").expiresAt(start.plusSeconds(240)).build());
        eventually("alarm", () -> items("/alarms").size() == 1);
        server.clock.forward(Duration.ofMinutes(5));
        eventually("expired", () -> items("/alarms").isEmpty());
        eventually("incident knows", () -> only("/incidents").has("alarmsRecoveredAt"));
        send(alarm("f1", "HighCpu").expiresAt(start.plusSeconds(6000)).build());
        eventually("fires on", () -> items("/alarms").size() == 1);
        assertEquals(1, items("/alarms?view=all").size());
        assertEquals(1, items("/incidents").size());
    }

    @Test
    void clearingEndsAnAlarmUntilItsNextOccurrence() {
        rule("{\"name\":\"all\"}");
        send(alarm("f1", "HighCpu").build());
        eventually("alarm", () -> items("/alarms").size() == 1);
        String id = only("/alarms").get("id").asString();
        TestServer.Answer cleared = client.post("/alarms/clear", "{\"ids\":[\"" + id + "\"],\"remark\":\"已知 <b>\"}");
        assertEquals(
                List.of(id),
                cleared.json()
                        .get("cleared")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
        assertEquals(
                "已知 <b>",
                items("/alarms/" + id + "/history").getFirst().get("remark").asString());
        send(alarm("f1", "HighCpu").build());
        send(alarm("witness", "Other").build());
        eventually("witness", () -> items("/alarms").size() == 1);
        assertEquals("Other", only("/alarms").get("name").asString());
        assertEquals(
                List.of(),
                client.post("/alarms/clear", "{\"ids\":[\"" + id + "\"]}")
                        .json()
                        .get("cleared")
                        .valueStream()
                        .toList());
    }

    @Test
    void aRuleOfTypeAlarmGivesTheAlarmToAnEngineer() {
        String ada = client.post("/engineers", "{\"name\":\"Ada\",\"email\":\"ada@example.com\"}")
                .json()
                .get("id")
                .asString();
        rule("{\"name\":\"to Ada\",\"triggerType\":\"alarm\",\"assignment\":{\"type\":\"individual\",\"engineerId\":\""
                + ada + "\"}}");
        send(alarm("f1", "HighCpu").build());
        eventually("alarm", () -> items("/alarms").size() == 1);
        JsonNode alarm = only("/alarms");
        assertEquals("Ada", alarm.get("owner").get("name").asString());
        assertEquals(List.of(), items("/incidents"));
        assertEquals(
                List.of("assigned", "fired"),
                items("/alarms/" + alarm.get("id").asString() + "/history").stream()
                        .map(h -> h.get("kind").asString())
                        .toList());
        eventually("told", () -> !told.isEmpty());
        assertEquals("HighCpu", told.getFirst().name());

        rule(
                "{\"name\":\"another, which changes the rules\",\"enabled\":true,\"conditions\":{\"key\":\"alarmName\",\"operator\":\"equals\",\"value\":\"X\"}}");
        send(alarm("f1", "HighCpu").build());
        eventually("counted", () -> only("/alarms").get("count").asInt() == 2);
        send(alarm("f2", "Second").build());
        eventually("told of the second", () -> told.size() >= 2);
        assertEquals(
                List.of("HighCpu", "Second"),
                told.stream().map(AlarmEvents.Assigned::name).toList());
        assertEquals(2, items("/forwarding-rules?q=Ada").getFirst().get("hits").asInt());
    }

    @Test
    void tenantsAreKeptApart() {
        rule("{\"name\":\"all\"}");
        send(server.admin, alarm("f1", "Mine").build());
        send(server.otherAdmin, alarm("f1", "Theirs").build());
        eventually("mine", () -> items("/alarms").size() == 1);
        Client other = server.signIn("other", "admin");
        eventually("theirs", () -> other.get("/alarms").json().get("total").asInt() == 1);
        assertEquals("Mine", only("/alarms").get("name").asString());
        assertEquals(
                "Theirs",
                other.get("/alarms").json().get("items").get(0).get("name").asString());
        assertEquals(1, other.get("/original-alarms").json().get("items").size());
        assertEquals(0, other.get("/incidents").json().get("total").asInt());
        String mine = only("/alarms").get("id").asString();
        assertEquals(404, other.get("/alarms/" + mine).status());
        assertEquals(
                404,
                other.get("/original-alarms/"
                                + items("/original-alarms").getFirst().get("id").asString())
                        .status());
        assertEquals(
                0,
                other.post("/alarms/clear", "{\"ids\":[\"" + mine + "\"]}")
                        .json()
                        .get("cleared")
                        .size());
        assertEquals(0, other.get("/alarms?q=Mine").json().get("total").asInt());
        assertEquals(0, other.get("/original-alarms?q=Mine").json().get("items").size());
    }

    @Test
    void listsPageFilterAndSearch() {
        List<AlarmEvent> many = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            many.add(alarm("p" + i, "Page%02d".formatted(i))
                    .level(i % 2 == 0 ? AlarmLevel.MINOR : AlarmLevel.MAJOR)
                    .region(i < 5 ? "eu-west" : null)
                    .additional(Map.of("team", "blue"))
                    .raw("{\"n\":" + i + "}")
                    .build());
        }
        send(many.toArray(AlarmEvent[]::new));
        eventually("45 alarms", () -> client.get("/alarms").json().get("total").asInt() == 45);
        List<String> seen = new ArrayList<>();
        String path = "/original-alarms?size=20";
        for (JsonNode page = client.get(path).json();
                ;
                page = client.get(path + "&after=" + page.get("next").asString())
                        .json()) {
            page.get("items").forEach(i -> seen.add(i.get("id").asString()));
            if (!page.has("next")) {
                break;
            }
        }
        assertEquals(45, seen.size());
        assertEquals(45, seen.stream().distinct().count());
        assertEquals(5, items("/original-alarms?region=eu-west").size());
        assertEquals(1, items("/original-alarms?q=page07").size());
        assertEquals(0, items("/original-alarms?q=page07&status=ok").size());
        assertEquals(22, client.get("/alarms?level=major").json().get("total").asInt());
        assertEquals(
                "Page44", items("/alarms?sort=-name").getFirst().get("name").asString());
        assertEquals("Page07", only("/alarms?q=PAGE07").get("name").asString());
        assertEquals(0, client.get("/alarms?q=%25").json().get("total").asInt(), "a wildcard is text");
        String id = only("/alarms?q=Page07").get("id").asString();
        JsonNode detail = client.get("/alarms/" + id).json();
        assertEquals("{\"n\":7}", detail.get("raw").asString());
        assertEquals("blue", detail.get("additional").get("team").asString());
        assertTrue(detail.get("integrationName").asString().equals("P"));
    }
}
