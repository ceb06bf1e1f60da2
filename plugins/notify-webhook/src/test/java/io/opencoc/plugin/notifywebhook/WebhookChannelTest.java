package io.opencoc.plugin.notifywebhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.OutboundMessage.Fact;
import io.opencoc.api.Recipient;
import io.opencoc.api.contract.RecordedRequest;
import io.opencoc.api.contract.TestContext;
import io.opencoc.api.contract.TestHttp;
import io.opencoc.kernel.json.JacksonJsonReader;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WebhookChannelTest {
    private static final Instant NOW = RecordedRequest.RECEIVED_AT;
    private FakeReceiver receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = new FakeReceiver(NOW);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void theMessageArrivesWhole() {
        DeliveryReceipt receipt = send(message(2, "[严重] \"CPU\" 🔥", "line 1\nline\t2\0\u0007\uD83D\\"));
        assertEquals("HTTP 202: queued as 7", receipt.answer());
        FakeReceiver.Received got = receiver.received.get(0);
        JsonNode body = got.body();
        assertEquals("0192f6e0-0000-7000-8000-000000000001", body.get("id").asString());
        assertEquals(2, body.get("attempt").asInt());
        assertEquals("[严重] \"CPU\" 🔥", body.get("subject").asString());
        assertEquals("line 1\nline\t2\uFFFD\\", body.get("text").asString());
        assertEquals(
                "[{\"label\":\"Level\",\"value\":\"CRITICAL\"}]",
                body.get("facts").toString());
        assertEquals("https://coc.example.com/i/1", body.get("link").asString());
        assertEquals("zh-CN", body.get("language").asString());
        assertEquals("2026-11-23T10:50:00Z", body.get("sentAt").asString());
        assertEquals(String.valueOf(NOW.getEpochSecond()), got.headers().get("opencoc-timestamp"));
    }

    @Test
    void theSignatureIsThatOfTheDescription() {
        // openssl: printf '1795430000.{}' | openssl dgst -sha256 -hmac 0123456789abcdef
        assertEquals(
                "v1=e5f0933d87835f1a9cba7e992df0acec815e8c3ef712273d020862a026469863",
                Signature.of("0123456789abcdef", "1795430000", "{}".getBytes(UTF_8)));
    }

    @Test
    void aWrongSecretIsRefusedAndNothingIsTaken() {
        TestContext wrong =
                TestContext.calling(Map.of("secret", "another secret of 16"), new TestHttp(JacksonJsonReader::new));
        DeliveryException e = assertThrows(DeliveryException.class, () -> new WebhookChannel()
                .send(message(1, "s", "t"), new Recipient("Ann", receiver.address()), wrong)
                .await()
                .indefinitely());
        assertFalse(e.retryable());
        assertTrue(String.valueOf(e.getMessage()).contains("HTTP 401: wrong signature"), e.getMessage());
        assertTrue(receiver.received.isEmpty());
    }

    @Test
    void statusesMeanWhatTheDescriptionSays() {
        for (int status : List.of(200, 201, 204, 299)) {
            receiver.answers(status, Map.of(), "");
            assertEquals("HTTP " + status, send(message(1, "s", "t")).answer());
        }
        for (int status : List.of(401, 403, 404, 410)) {
            assertFalse(refused(status, Map.of()).retryable(), () -> "" + status);
        }
        for (int status : List.of(302, 400, 408, 422, 429, 500, 502, 503)) {
            DeliveryException e = refused(status, Map.of());
            assertTrue(e.retryable(), () -> "" + status);
            assertNull(e.retryAfter());
        }
    }

    @Test
    void aPauseIsTakenOver() {
        assertEquals(
                Duration.ofSeconds(90),
                refused(429, Map.of("Retry-After", "90")).retryAfter());
        assertEquals(
                Duration.ofMinutes(2),
                refused(503, Map.of("Retry-After", "Mon, 23 Nov 2026 10:52:00 GMT"))
                        .retryAfter());
        assertEquals(
                Duration.ZERO,
                refused(503, Map.of("Retry-After", "Mon, 23 Nov 2026 10:42:00 GMT"))
                        .retryAfter());
        for (String strange : List.of("soon", "-5", "99999999999999999999", "")) {
            DeliveryException e = refused(503, Map.of("Retry-After", strange));
            assertTrue(e.retryable());
            assertNull(e.retryAfter(), strange);
        }
    }

    @Test
    void hugeTextsAreCut() {
        String huge = "告警🔥".repeat(200_000);
        OutboundMessage message =
                new OutboundMessage("m-1", 1, huge, huge, Collections.nCopies(500, new Fact(huge, huge)), null, huge);
        send(message);
        JsonNode body = receiver.received.get(0).body();
        assertEquals(Body.MAX_TEXT, body.get("text").asString().length(), 1);
        assertTrue(body.get("text").asString().endsWith("…"));
        assertEquals(Body.MAX_FACTS, body.get("facts").size());
        assertTrue(body.get("link").isNull());
    }

    @Test
    void onlyAnAddressIsCalledAndNeverShown() {
        for (String bad : List.of(
                "",
                "x",
                "ftp://h/",
                "file:///etc/passwd",
                "http://u:hidden@h/",
                "http:///hidden",
                "https://h/#hidden",
                "https://h/ hidden",
                "https://h/" + "x".repeat(3000))) {
            DeliveryException e = assertThrows(
                    DeliveryException.class,
                    () -> new WebhookChannel()
                            .send(message(1, "s", "t"), new Recipient("Ann", bad), context())
                            .await()
                            .indefinitely(),
                    bad);
            assertFalse(e.retryable());
            assertFalse(String.valueOf(e.getMessage()).contains("hidden"), e.getMessage());
        }
    }

    @Test
    void aLongAnswerIsShownCutAndInOneLine() {
        receiver.answers(500, Map.of(), "<html>\n" + "e".repeat(5000));
        DeliveryException e = assertThrows(DeliveryException.class, () -> send(message(1, "s", "t")));
        assertTrue(String.valueOf(e.getMessage()).matches("HTTP 500: <html> e{200,300}…"), e.getMessage());
    }

    private DeliveryException refused(int status, Map<String, String> headers) {
        receiver.answers(status, headers, "");
        return assertThrows(DeliveryException.class, () -> send(message(1, "s", "t")));
    }

    private DeliveryReceipt send(OutboundMessage message) {
        return new WebhookChannel()
                .send(message, new Recipient("Ann", receiver.address()), context())
                .await()
                .indefinitely();
    }

    private static TestContext context() {
        return TestContext.calling(Map.of("secret", FakeReceiver.SECRET), new TestHttp(JacksonJsonReader::new));
    }

    private static OutboundMessage message(int attempt, String subject, String text) {
        return new OutboundMessage(
                "0192f6e0-0000-7000-8000-000000000001",
                attempt,
                subject,
                text,
                List.of(new Fact("Level", "CRITICAL")),
                URI.create("https://coc.example.com/i/1"),
                "zh-CN");
    }
}
