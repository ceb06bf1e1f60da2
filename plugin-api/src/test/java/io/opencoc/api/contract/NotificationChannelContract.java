package io.opencoc.api.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.JsonReader;
import io.opencoc.api.NotificationChannel;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.OutboundMessage.Fact;
import io.opencoc.api.PluginContext;
import io.opencoc.api.Recipient;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link NotificationChannel} must hold. */
public abstract class NotificationChannelContract {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The channel to check. */
    protected abstract NotificationChannel channel();

    /** A reader over JSON, as the server would give it. */
    protected JsonReader reader(byte[] body) {
        return new TestJson(body);
    }

    /** Settings and ports with which a message goes through. */
    protected abstract PluginContext working();

    /** Settings with which no message can go through, though they pass the schema. */
    protected abstract PluginContext notConfigured();

    /** Somebody whom the channel can reach. */
    protected abstract Recipient recipient();

    @Test
    void describesItself() throws Exception {
        DescriptorChecks.check(channel().descriptor(), channel().descriptor(), this::reader);
        assertNotNull(channel().contactMethod());
        assertEquals(channel().contactMethod(), channel().contactMethod());
    }

    @Test
    void aMessageGoesThrough() {
        for (String language : List.of("en", "zh-CN", "fr", "")) {
            DeliveryReceipt receipt = send(message("Subject", "Text", language), working());
            assertNotNull(receipt, "it goes through");
            assertNotNull(receipt.providerId());
            assertNotNull(receipt.answer());
        }
    }

    @Test
    void hostileTextsGoThroughOrAreRefused() {
        for (String evil : List.of(
                "",
                "<script>alert(1)</script>\"'&",
                "a\r\nBcc: x@evil.example\r\n\r\nb",
                "\0\u0007\u202E\uD83D",
                "{{x}} ${x} %s %n \\",
                "🔥告警".repeat(20_000))) {
            send(message(evil, evil, "en"), working());
            send(message("s", evil, evil), working());
        }
        send(
                new OutboundMessage("m", 1, "s", "t", Collections.nCopies(2000, new Fact("l", "v")), null, "en"),
                working());
    }

    @Test
    void aStrangeAddressIsRefusedOrLeftToTheProvider() {
        for (String address : List.of("", " ", "x", "a\r\nb", "<>", "x".repeat(10_000))) {
            deliver(message("s", "t", "en"), new Recipient("Ann\r\nX: y", address), working());
        }
    }

    @Test
    void withoutSettingsItSaysWhatIsMissing() {
        try {
            channel()
                    .send(message("s", "t", "en"), recipient(), notConfigured())
                    .await()
                    .atMost(PATIENCE);
            fail("it cannot have gone through");
        } catch (DeliveryException e) {
            assertFalse(e.retryable(), "trying again does not help");
            assertTrue(String.valueOf(e.getMessage()).length() > 10, "it says what is missing");
        }
    }

    private @Nullable DeliveryReceipt send(OutboundMessage message, PluginContext context) {
        return deliver(message, recipient(), context);
    }

    /** The receipt, or null for a proper refusal; whatever else happens fails the test. */
    private @Nullable DeliveryReceipt deliver(OutboundMessage message, Recipient recipient, PluginContext context) {
        Uni<DeliveryReceipt> sending = channel().send(message, recipient, context);
        assertNotNull(sending, "send() never returns null");
        try {
            DeliveryReceipt receipt = sending.await().atMost(PATIENCE);
            assertNotNull(receipt, "what succeeds has a receipt");
            return receipt;
        } catch (DeliveryException e) {
            assertFalse(String.valueOf(e.getMessage()).isBlank(), "a refusal says why");
            return null;
        }
    }

    private static OutboundMessage message(String subject, String text, String language) {
        List<Fact> facts = List.of(new Fact("Level", "CRITICAL"), new Fact(subject, text));
        return new OutboundMessage(
                "0192f6e0-0000-7000-8000-000000000001",
                1,
                subject,
                text,
                facts,
                URI.create("https://coc.example.com/incidents/INC000001"),
                language);
    }
}
