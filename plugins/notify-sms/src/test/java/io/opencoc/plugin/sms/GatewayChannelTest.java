package io.opencoc.plugin.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.JsonText;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayChannelTest {
    private static final String EVIL = "\"},{\"x\":\"\\ &to=+1 %00 {secret} {key} ${x} #";
    private FakeGateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new FakeGateway();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void asJson() {
        DeliveryReceipt receipt = send(gateway.json());
        assertEquals("HTTP 200: {\"code\": 0}", receipt.answer());
        assertEquals(
                new FakeGateway.Sms(
                        "+8613800000001",
                        "[CRITICAL] INC000001 CPU - Opened. https://coc.example.com/incidents/INC000001"),
                gateway.sent.get(0));
    }

    @Test
    void asFormInTheAddressAndAsText() {
        send(gateway.form());
        send(gateway.query());
        send(gateway.text());
        assertEquals("13800000001", gateway.sent.get(0).to());
        assertEquals(new FakeGateway.Sms("8613800000001", "[CRITICAL] INC000001 CPU"), gateway.sent.get(1));
        assertTrue(gateway.sent.get(2).text().endsWith("/INC000001"));
    }

    @Test
    void valuesCannotLeaveTheirPlaceNorPullInSecrets() {
        for (Map<String, String> settings : List.of(gateway.json(), gateway.form(), gateway.query(), gateway.text())) {
            gateway.sent.clear();
            Messages.send(new GatewayChannel(), Messages.of(EVIL, "", null), Messages.calling(settings));
            assertEquals(EVIL, gateway.sent.get(0).text());
        }
    }

    @Test
    void successIsWhatTheSettingsSay() {
        gateway.answers(FakeProvider.Said.of(200, "{\"code\": 17, \"msg\": \"x\"}"));
        DeliveryException e = refused(gateway.json());
        assertTrue(e.retryable());
        assertEquals(
                "HTTP 200: {\"code\": 17, \"msg\": \"x\"} (the answer does not hold what 'successPattern' wants)",
                e.getMessage());
        gateway.answers(FakeProvider.Said.of(202, "ok"));
        send(gateway.form());
        assertTrue(refused(Messages.with(gateway.form(), "successStatus", "200, 201"))
                .retryable());
        gateway.answers(FakeProvider.Said.of(302, ""));
        send(Messages.with(gateway.form(), "successStatus", "2xx,30x"));
    }

    @Test
    void statusesAreSorted() {
        for (int status : List.of(400, 401, 403, 404, 422)) {
            gateway.answers(FakeProvider.Said.of(status, ""));
            assertFalse(refused(gateway.json()).retryable(), () -> "" + status);
        }
        for (int status : List.of(302, 408, 500, 502, 503)) {
            gateway.answers(FakeProvider.Said.of(status, ""));
            assertTrue(refused(gateway.json()).retryable(), () -> "" + status);
        }
        gateway.answers(new FakeProvider.Said(429, Map.of("Retry-After", "30"), ""));
        assertEquals(Duration.ofSeconds(30), refused(gateway.json()).retryAfter());
        gateway.answers(new FakeProvider.Said(503, Map.of("Retry-After", "31"), ""));
        assertEquals(Duration.ofSeconds(31), refused(gateway.json()).retryAfter());
    }

    @Test
    void secretsThatAreRepeatedAreMasked() {
        String other = "wrong/+&\"y";
        DeliveryException e = refused(Messages.with(gateway.json(), "secret", other));
        assertFalse(e.retryable());
        assertEquals("HTTP 403: {\"code\": 1, \"token\": \"***\"}", e.getMessage());
        gateway.answers(FakeProvider.Said.of(
                403, " ".repeat(100) + Percent.encode(other) + " " + JsonText.escaped(other) + "\n" + "x".repeat(900)));
        String said = refused(Messages.with(gateway.json(), "secret", other)).getMessage();
        assertTrue(said.startsWith("HTTP 403: *** *** xxx") && said.length() == 300, said);
    }

    @Test
    void wrongSettingsAreNamed() {
        for (String bad :
                List.of("", "ftp://h/", "https://{mobile}/", "https://u:p@h/", "/x", "https://h/a b", "https://h/#x")) {
            assertTrue(
                    refused(Messages.with(gateway.json(), "url", bad))
                            .getMessage()
                            .contains("'url'"),
                    bad);
        }
        assertTrue(refused(Messages.with(gateway.json(), "body", "{moblie}"))
                .getMessage()
                .contains("{moblie}"));
        assertTrue(refused(Messages.with(gateway.json(), "url", gateway.address() + "/{"))
                .getMessage()
                .contains("'url'"));
        assertTrue(refused(Messages.with(gateway.json(), "headers", "no colon"))
                .getMessage()
                .contains("'headers'"));
        assertTrue(refused(Messages.with(gateway.json(), "headers", "Bad Name: x"))
                .getMessage()
                .contains("'headers'"));
        assertTrue(refused(Messages.with(gateway.json(), "headers", "X: 告警"))
                .getMessage()
                .contains("'headers'"));
        assertTrue(refused(Messages.with(gateway.json(), "headers", "X: a\n".repeat(2) + many(21)))
                .getMessage()
                .contains("20 lines"));
        assertTrue(refused(Messages.with(gateway.json(), "secret", "a\r\nX: y"))
                .getMessage()
                .contains("'headers'"));
        assertTrue(refused(Messages.with(gateway.json(), "method", "TRACE"))
                .getMessage()
                .contains("'method'"));
        assertTrue(refused(Messages.with(gateway.json(), "contentType", "xml"))
                .getMessage()
                .contains("'contentType'"));
        assertTrue(gateway.sent.isEmpty());
    }

    @Test
    void patternsAreQuickWhateverTheyAre() {
        assertTrue(Wildcard.found("a*c", "xabbcx"));
        assertTrue(Wildcard.found("*ok*", "it is ok"));
        assertTrue(Wildcard.found("*", ""));
        assertFalse(Wildcard.found("a*c", "ca"));
        assertFalse(Wildcard.found("aa", "a"));
        String text = "a".repeat(1_000_000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertFalse(Wildcard.found("a*".repeat(99) + "b", text)));
    }

    private static String many(int lines) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            out.append("X-").append(i).append(": a\n");
        }
        return out.toString();
    }

    private DeliveryReceipt send(Map<String, String> settings) {
        return Messages.send(new GatewayChannel(), Messages.attempt(1), Messages.calling(settings));
    }

    private DeliveryException refused(Map<String, String> settings) {
        return assertThrows(DeliveryException.class, () -> send(settings));
    }
}
