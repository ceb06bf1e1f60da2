package io.opencoc.e2e;

import static io.opencoc.e2e.ApiClient.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The main job on real input: a real Prometheus and a real Alertmanager fire, a real SMTP server gets the mail. */
class MainJobIT {
    @TempDir
    Path folder;

    GreenMail mail;
    RunningServer server;
    ApiClient client;

    @Test
    void aRealAlertBecomesOneAlarmOneIncidentAndOneMail() throws Exception {
        RealParts.need("prometheus", "prometheus-alertmanager");
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try (RunningServer started = RunningServer.start(
                folder.resolve("data"),
                Map.of(
                        "COC_MAIL_HOST", "127.0.0.1",
                        "COC_MAIL_PORT", String.valueOf(mail.getSmtp().getPort()),
                        "COC_MAIL_SECURITY", "none",
                        "COC_MAIL_FROM", "OpenCOC <coc@example.com>",
                        "COC_HTTP_PUBLIC_URL", "https://coc.example.com"))) {
            server = started;
            client = ApiClient.signIn(server);
            tellTheStory();
            assertEquals(0, server.stop());
            assertFalse(server.log().contains(" ERROR "), server.log());
        } finally {
            mail.stop();
        }
    }

    private void tellTheStory() throws Exception {
        JsonNode engineer = client.post("/api/v1/engineers", Map.of("name", "Ada", "email", "on-duty@example.com"));
        JsonNode viaAlertmanager =
                client.post("/api/v1/integrations", Map.of("source", "prometheus", "name", "Alertmanager"));
        JsonNode direct =
                client.post("/api/v1/integrations", Map.of("source", "prometheus", "name", "Prometheus itself"));
        client.post(
                "/api/v1/forwarding-rules",
                Map.of(
                        "name", "Critical faults",
                        "integrationIds", List.of(viaAlertmanager.get("id").asString()),
                        "conditions",
                                Map.of(
                                        "join",
                                        "and",
                                        "items",
                                        List.of(
                                                Map.of("key", "alarmLevel", "operator", "equals", "value", "Critical"),
                                                Map.of("key", "additional.job", "operator", "regex", "value", "^sh"))),
                        "assignment",
                                Map.of(
                                        "type",
                                        "individual",
                                        "engineerId",
                                        engineer.get("id").asString())));

        String amKey = viaAlertmanager.get("key").asString();
        String directKey = direct.get("key").asString();
        Path rigFolder = Files.createDirectories(folder.resolve("prometheus"));
        try (PrometheusRig rig = new PrometheusRig(
                rigFolder,
                URI.create(server.url() + "/hooks/" + amKey),
                URI.create(server.url() + "/hooks/" + directKey))) {
            rig.set(1);
            String viaAm = "?integrationId=" + viaAlertmanager.get("id").asString();
            String viaPrometheus = "?integrationId=" + direct.get("id").asString();
            within(
                    30,
                    "the alarm through Alertmanager",
                    () -> client.items("/api/v1/alarms" + viaAm).size() == 1);
            within(
                    30,
                    "the alarm from Prometheus itself",
                    () -> client.items("/api/v1/alarms" + viaPrometheus).size() == 1);
            within(10, "one mail", () -> mail.getReceivedMessages().length == 1);

            JsonNode alarm = client.only("/api/v1/alarms" + viaAm);
            assertEquals("FixtureFault", alarm.get("name").asString());
            assertEquals("critical", alarm.get("level").asString());
            assertEquals("order-1", alarm.get("resourceName").asString());
            assertEquals("order", alarm.get("application").asString());
            JsonNode incident = client.only("/api/v1/incidents");
            assertEquals("Ada", incident.get("owner").get("name").asString());
            assertEquals("unaccepted", incident.get("state").asString());
            assertEquals(incident.get("number"), alarm.get("incident").get("number"));
            mailIsRight(incident);

            JsonNode original = client.items("/api/v1/original-alarms" + viaAm).getFirst();
            String raw = client.get(
                            "/api/v1/original-alarms/" + original.get("id").asString())
                    .get("raw")
                    .asString();
            for (int i = 0; i < 50; i++) {
                assertEquals(
                        200,
                        client.hook(
                                amKey,
                                "",
                                "{\"version\":\"4\",\"status\":\"firing\",\"receiver\":\"opencoc\",\"alerts\":[" + raw
                                        + "]}"));
            }
            within(
                    20,
                    "50 more counted",
                    () -> client.only("/api/v1/alarms" + viaAm).get("count").asInt() >= 51);
            assertEquals(1, client.items("/api/v1/incidents").size());
            assertEquals(1, mail.getReceivedMessages().length);

            rig.set(0);
            within(30, "recovery through Alertmanager", () -> client.items("/api/v1/alarms" + viaAm)
                    .isEmpty());
            within(30, "recovery from Prometheus itself", () -> client.items("/api/v1/alarms" + viaPrometheus)
                    .isEmpty());
            assertEquals(
                    "recovered",
                    client.only("/api/v1/alarms" + viaAm + "&view=historical")
                            .get("state")
                            .asString());
            within(5, "the incident knows", () -> client.only("/api/v1/incidents")
                    .has("alarmsRecoveredAt"));
            assertEquals(1, mail.getReceivedMessages().length, "recovery alone mails nobody");
            assertEquals(
                    "sent", client.only("/api/v1/notifications").get("state").asString());
        }
    }

    private void mailIsRight(JsonNode incident) throws Exception {
        MimeMessage message = mail.getReceivedMessages()[0];
        assertEquals(
                "on-duty@example.com", message.getAllRecipients()[0].toString().replaceAll(".*<|>.*", ""));
        assertTrue(message.getSubject().contains(incident.get("number").asString()), message.getSubject());
        String text = GreenMailUtil.getWholeMessage(message);
        assertTrue(
                text.contains("https://coc.example.com/incidents/"
                                + incident.get("id").asString().substring(0, 8))
                        || text.contains("coc.example.com"),
                text);
    }
}
