package io.opencoc.notification;

import static io.opencoc.api.DeliveryException.permanent;
import static io.opencoc.kernel.TestServer.await;
import static io.opencoc.kernel.TestServer.eventually;
import static io.opencoc.notification.FakeChannel.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.ContactMethod;
import io.opencoc.api.OutboundMessage.Fact;
import io.opencoc.incident.AlarmIncidents;
import io.opencoc.incident.AlarmRef;
import io.opencoc.incident.IncidentInput;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who is told what, and what people do with the delivery log. */
class NotificationApiIT {
    NotificationFixture f;

    @BeforeEach
    void start() {
        f = new NotificationFixture();
    }

    @AfterEach
    void stop() {
        f.close();
    }

    Answer resend(JsonNode notification) {
        return f.client.post("/notifications/" + notification.get("id").asString() + "/resend", null);
    }

    @Test
    void tellsTheOwnerOnceInTheirLanguage() {
        UUID owner = f.engineer(f.server.admin, "Ada", "ada@example.com", "zh");
        UUID incident = f.incident(owner, "<script>x</script>");
        JsonNode row = f.is(incident, "sent");
        FakeChannel.Arrived mail = f.channel.to("ada@example.com").getFirst();
        assertTrue(mail.message().subject().endsWith("已创建：<script>x</script>"), mail.toString());
        assertEquals("zh", mail.message().language());
        assertEquals(
                "https://coc.example.com/incidents/" + incident,
                String.valueOf(mail.message().link()));
        assertEquals("smtp.example.com", mail.host());
        assertEquals("s3cret", mail.password());
        assertTrue(mail.message().facts().contains(new Fact("级别", "P1")), mail.toString());

        assertEquals("incidentCreated", row.get("event").asString());
        assertEquals("Ada", row.at("/recipient/name").asString());
        assertEquals("ada@example.com", row.get("address").asString());
        assertEquals("250 queued", row.get("lastAnswer").asString());
        assertEquals(1, row.get("attempts").asInt());
        assertEquals("<script>x</script>", row.at("/incident/title").asString());
        assertEquals("unaccepted", row.at("/incident/state").asString());
        assertTrue(row.has("sentAt"));
        assertFalse(row.has("nextAttemptAt"));
        String path = "/notifications/" + row.get("id").asString();
        JsonNode detail = f.client.get(path).json();
        assertTrue(detail.get("text").asString().contains("受理"), detail.toString());
        assertEquals(1, detail.get("tries").size());
        assertEquals(1, f.count("q=ADA@&state=sent&channel=email&engineerId=" + owner));
        assertEquals(0, f.count("q=ADA%25"));
        assertEquals(409, resend(row).status());

        Client other = f.server.signIn("other", "admin");
        assertEquals(0, other.get("/notifications?q=Ada").json().get("total").asInt());
        assertEquals(404, other.get(path).status());
        assertEquals(404, other.post(path + "/resend", null).status());
        assertEquals(
                403,
                f.server
                        .signIn("default", "reader")
                        .post(path + "/resend", null)
                        .status());
        assertEquals(1, f.channel.arrived.size());
    }

    @Test
    void aDeadLetterIsSentAgainToTheAddressOfToday() {
        f.channel.script("old@example.com", List.of(refuses(permanent("550 no such user"))));
        UUID ada = f.engineer("Ada", "old@example.com");
        UUID incident = f.incident(ada, "t");
        JsonNode failed = f.is(incident, "failed");
        assertEquals("550 no such user", failed.get("lastAnswer").asString());
        f.client.put("/engineers/" + ada, "{\"name\":\"Ada\"}");
        Answer refused = resend(failed);
        assertEquals(409, refused.status());
        assertTrue(refused.body().contains("Ada has no address"), refused.body());
        f.client.put("/engineers/" + ada, "{\"name\":\"Ada\",\"email\":\"new@example.com\"}");
        Answer again = resend(failed);
        assertEquals(200, again.status(), again.body());
        assertEquals("waiting", again.json().get("state").asString());
        f.is(incident, "sent");
        assertEquals(1, f.channel.to("new@example.com").size());
        assertEquals(1, f.channel.to("old@example.com").size());
    }

    @Test
    void whoHasNoAddressIsSkippedVisibly() {
        UUID ada = f.engineer("Ada", null);
        UUID incident = f.incident(ada, "t");
        JsonNode skipped = f.is(incident, "skipped");
        assertEquals(
                "The engineer has no address for any channel.",
                skipped.get("lastAnswer").asString());
        assertFalse(skipped.has("address"));
        assertEquals(409, resend(skipped).status());
        f.client.put("/engineers/" + ada, "{\"name\":\"Ada\",\"email\":\"ada@example.com\"}");
        assertEquals(200, resend(skipped).status());
        f.is(incident, "sent");
    }

    @Test
    void whatWasSkippedIsSentOverTheChannelThatHasAnAddress() {
        f.channels.addFirst(new FakeChannel("dingtalk", ContactMethod.DINGTALK));
        UUID ada = f.engineer("Ada", null);
        UUID incident = f.incident(ada, "t");
        JsonNode skipped = f.is(incident, "skipped");
        f.client.put("/engineers/" + ada, "{\"name\":\"Ada\",\"email\":\"ada@example.com\"}");
        assertEquals(200, resend(skipped).status());
        assertEquals("email", f.is(incident, "sent").get("channel").asString());
    }

    @Test
    void anIncidentsMessagesComeInItsOrder() {
        UUID ada = f.engineer("Ada", "ada@example.com");
        UUID bob = f.engineer("Bob", "bob@example.com");
        UUID id = f.incident(ada, "t");
        var steps = f.incidents.steps();
        var admin = f.server.admin;
        await(steps.forward(admin, id, bob, "to Bob"));
        await(steps.forward(admin, id, ada, "to Ada"));
        await(steps.reject(admin, id, "no"));
        await(steps.resubmit(admin, id, new IncidentInput("t", "P2", null, null, null, null, bob, null)));
        await(steps.accept(admin, id));
        await(steps.handle(admin, id, null, "s", null));
        await(steps.verify(admin, id, false, "still down"));
        eventually("all were told", () -> f.count("state=sent&incidentId=" + id) == 5);
        JsonNode items = f.client
                .get("/notifications?sort=createdAt&incidentId=" + id)
                .json()
                .get("items");
        assertEquals(
                List.of(
                        "incidentCreated Ada",
                        "incidentForwarded Bob",
                        "incidentForwarded Ada",
                        "incidentResubmitted Bob",
                        "verificationFailed Bob"),
                items.valueStream()
                        .map(n -> n.get("event").asString() + " "
                                + n.at("/recipient/name").asString())
                        .toList());
    }

    @Test
    void nobodyIsToldOfWhatIsNobodysOrQuiet() {
        UUID ada = f.engineer("Ada", "ada@example.com");
        UUID nobodys = f.incident(null, "t");
        AlarmIncidents.Draft quiet = new AlarmIncidents.Draft(
                "k".getBytes(StandardCharsets.UTF_8),
                f.server.admin.tenant(),
                UUID.randomUUID(),
                "rule",
                "quiet",
                "P1",
                null,
                null,
                null,
                ada,
                false,
                new AlarmRef(UUID.randomUUID(), "ALM000001", "a"));
        await(f.server.database().in(f.server.admin, tx -> f.incidents
                .alarms()
                .openOrAttach(tx, List.of(quiet), f.server.clock.instant())));
        f.untilAllEventsAreTaken();
        assertEquals(0, f.count("incidentId=" + nobodys));
        assertEquals(0, f.count("size=1"));
    }

    @Test
    void namesWrongParameters() {
        assertEquals(
                List.of("state[0]"), f.client.get("/notifications?state=lost").fields());
        assertEquals(
                List.of("incidentId"),
                f.client.get("/notifications?incidentId=1").fields());
        assertEquals(
                List.of("sort"), f.client.get("/notifications?sort=subject").fields());
        assertEquals(
                404,
                f.client
                        .get("/notifications/00000000-0000-7000-8000-000000000000")
                        .status());
    }
}
