package io.opencoc.plugin.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TwilioChannelTest {
    private FakeTwilio twilio;

    @BeforeEach
    void start() throws IOException {
        twilio = new FakeTwilio();
    }

    @AfterEach
    void stop() {
        twilio.close();
    }

    @Test
    void sendsFromANumber() {
        DeliveryReceipt receipt = send(twilio.settings());
        assertEquals("SM0001", receipt.providerId());
        assertEquals("queued, SM0001", receipt.answer());
        assertEquals(
                Map.of(
                        "To", "+8613800000001",
                        "From", "+15005550006",
                        "Body", "[CRITICAL] INC000001 CPU - Opened. https://coc.example.com/incidents/INC000001"),
                twilio.sent.get(0));
    }

    @Test
    void sendsFromAServiceWithAnApiKey() {
        send(Messages.with(twilio.settings(), "messagingServiceSid", FakeTwilio.SERVICE, "apiKeySid", FakeTwilio.KEY));
        assertEquals(FakeTwilio.SERVICE, twilio.sent.get(0).get("MessagingServiceSid"));
        assertFalse(twilio.sent.get(0).containsKey("From"));
    }

    @Test
    void theBodyIsCutBySegments() {
        Messages.send(
                new TwilioChannel(),
                Messages.of("x".repeat(5000), "", null),
                Messages.calling(Messages.with(twilio.settings(), "maxSegments", "10")));
        assertEquals(1530, twilio.sent.get(0).get("Body").length());
        Messages.send(new TwilioChannel(), Messages.of("警".repeat(500), "", null), Messages.calling(twilio.settings()));
        assertEquals(134, twilio.sent.get(1).get("Body").length());
    }

    @Test
    void wrongSettingsAreNamed() {
        DeliveryException e = refused(Messages.with(twilio.settings(), "authToken", "another"));
        assertFalse(e.retryable());
        assertEquals("20003: Authenticate (check 'accountSid', 'apiKeySid' and 'authToken')", e.getMessage());
        assertTrue(refused(Messages.with(twilio.settings(), "from", "+15005550001"))
                .getMessage()
                .contains("'from'"));
        assertTrue(refused(Messages.with(twilio.settings(), "from", ""))
                .getMessage()
                .contains("'messagingServiceSid'"));
        assertTrue(refused(Messages.with(twilio.settings(), "accountSid", "AC1/../x"))
                .getMessage()
                .contains("'accountSid'"));
        assertTrue(refused(Messages.with(twilio.settings(), "maxSegments", "99"))
                .getMessage()
                .contains("'maxSegments'"));
        for (String bad : List.of("https://u:p@h", "ftp://h", "https://h/path", "https://h?q", "x", "https://h h")) {
            assertTrue(
                    refused(Messages.with(twilio.settings(), "endpoint", bad))
                            .getMessage()
                            .contains("'endpoint'"),
                    bad);
        }
    }

    @Test
    void codesAreSorted() {
        for (int code : List.of(21211, 21614, 21408, 21610, 21606, 21617, 21999)) {
            twilio.answers(FakeTwilio.error(400, code, "no"));
            assertFalse(refused(twilio.settings()).retryable(), () -> "" + code);
        }
        twilio.answers(FakeTwilio.error(429, 20429, "Too Many Requests"));
        assertEquals(Duration.ofMinutes(1), refused(twilio.settings()).retryAfter());
        twilio.answers(new FakeProvider.Said(
                429, Map.of("Retry-After", "17"), "{\"code\":20429,\"message\":\"Too Many Requests\"}"));
        assertEquals(Duration.ofSeconds(17), refused(twilio.settings()).retryAfter());
        twilio.answers(FakeTwilio.error(400, 21611, "queue full"));
        assertTrue(refused(twilio.settings()).retryable());
        twilio.answers(new FakeProvider.Said(503, Map.of("Retry-After", "Mon, 23 Nov 2026 10:51:00 GMT"), "<html>"));
        assertEquals(Duration.ofMinutes(1), refused(twilio.settings()).retryAfter());
        twilio.answers(FakeProvider.Said.of(500, ""));
        assertTrue(refused(twilio.settings()).retryable());
        twilio.answers(FakeProvider.Said.of(
                201, "{\"sid\":\"SM1\",\"status\":\"failed\",\"error_code\":30001,\"error_message\":\"full\"}"));
        assertEquals(
                "30001: full (the sender's queue is full)",
                refused(twilio.settings()).getMessage());
    }

    private DeliveryReceipt send(Map<String, String> settings) {
        return Messages.send(new TwilioChannel(), Messages.attempt(1), Messages.calling(settings));
    }

    private DeliveryException refused(Map<String, String> settings) {
        return assertThrows(DeliveryException.class, () -> send(settings));
    }
}
