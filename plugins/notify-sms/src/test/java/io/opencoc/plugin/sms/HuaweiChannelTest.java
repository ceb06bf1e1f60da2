package io.opencoc.plugin.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.contract.RecordedRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HuaweiChannelTest {
    private FakeHuawei huawei;

    @BeforeEach
    void start() throws IOException {
        huawei = new FakeHuawei(RecordedRequest.RECEIVED_AT);
    }

    @AfterEach
    void stop() {
        huawei.close();
    }

    @Test
    void publishesToTheTopicOfThePerson() {
        DeliveryReceipt receipt = send(huawei.smn());
        assertEquals("m-1", receipt.providerId());
        assertEquals("HTTP 200, message_id m-1", receipt.answer());
        assertEquals(
                "(CRITICAL) INC000001 CPU - Opened. https://coc.example.com/incidents/INC000001",
                huawei.published.get(0).get("message").asString(),
                "without square brackets");
        assertEquals(
                "(CRITICAL) INC000001 CPU",
                huawei.published.get(0).get("subject").asString());
    }

    @Test
    void aLongTextStaysBelowTheLimitOfTextMessages() {
        Messages.send(
                new HuaweiChannel(),
                Messages.of("【警】".repeat(1000), "x", null),
                Messages.calling(Messages.with(huawei.smn(), "maxSegments", "7")));
        assertEquals(469, huawei.published.get(0).get("message").asString().length());
        Messages.send(
                new HuaweiChannel(),
                Messages.of("a".repeat(2000), "x", null),
                Messages.calling(Messages.with(huawei.smn(), "maxSegments", "7")));
        assertEquals(490, huawei.published.get(1).get("message").asString().length());
    }

    @Test
    void whatNobodyWouldGetIsNotPublished() {
        huawei.subscription = 0;
        assertTrue(refused(huawei.smn())
                .getMessage()
                .contains("has not confirmed the subscription of the topic opencoc-8613800000001"));
        huawei.subscription = 1;
        huawei.endpoint = "+8613800000002";
        assertTrue(refused(huawei.smn()).getMessage().contains("has no SMS subscription of this number"));
        assertTrue(huawei.published.isEmpty());
        huawei.endpoint = "13800000001";
        send(huawei.smn());
        assertEquals(1, huawei.published.size());
    }

    @Test
    void whatIsWrongInTheCloudIsNamed() {
        DeliveryException topic = refused(Messages.with(huawei.smn(), "topic", "ops-{mobile}"));
        assertFalse(topic.retryable());
        assertEquals(
                "HTTP 404: SMN.0013 The topic does not exist. (create the topic ops-8613800000001 in the region, or check 'projectId')",
                topic.getMessage());
        DeliveryException key = refused(Messages.with(huawei.smn(), "secretKey", "another"));
        assertFalse(key.retryable());
        assertTrue(key.getMessage().startsWith("HTTP 401: APIGW.0301 Incorrect IAM"), key.getMessage());
        assertFalse(key.getMessage().contains("another"));
        huawei.answers(FakeProvider.Said.of(403, "{\"error\":{\"code\":\"SMN.0004\",\"message\":\"Forbidden\"}}"));
        assertTrue(refused(huawei.smn()).getMessage().startsWith("HTTP 403: SMN.0004 Forbidden (the IAM user may not"));
        huawei.answers(new FakeProvider.Said(429, Map.of("Retry-After", "7"), "slow down"));
        assertEquals(Duration.ofSeconds(7), refused(huawei.smn()).retryAfter());
        huawei.answers(FakeProvider.Said.of(500, ""));
        assertTrue(refused(huawei.smn()).retryable());
    }

    @Test
    void aTopicForAllIsRefused() {
        DeliveryException e = refused(Messages.with(huawei.smn(), "topic", "everybody"));
        assertTrue(e.getMessage().contains("has no {mobile}"), e.getMessage());
        assertTrue(refused(Messages.with(huawei.smn(), "projectId", ""))
                .getMessage()
                .contains("'projectId'"));
        assertTrue(refused(Messages.with(huawei.smn(), "region", "evil.example/"))
                .getMessage()
                .contains("'region'"));
    }

    @Test
    void theMessageServiceTakesATemplate() {
        Map<String, String> settings = Messages.with(huawei.msgsms(), "maxParameter", "18");
        DeliveryReceipt receipt = send(settings);
        assertEquals("id-1", receipt.providerId());
        Map<String, String> form = huawei.sent.get(0);
        assertEquals("+8613800000001", form.get("to"));
        assertEquals("OpsSign", form.get("signature"));
        assertEquals("[\"CRITICAL\",\"[CRITICAL] INC000…\"]", form.get("templateParas"));
    }

    @Test
    void bothDigestsAreThere() {
        huawei.hex = true;
        DeliveryException e = refused(huawei.msgsms());
        assertFalse(e.retryable());
        assertTrue(e.getMessage().startsWith("E000111: ") && e.getMessage().contains("'digest'"), e.getMessage());
        send(Messages.with(huawei.msgsms(), "digest", "hex"));
        assertEquals(1, huawei.sent.size());
    }

    @Test
    void theStatusOfTheNumberIsWhatCounts() {
        DeliveryException dot = assertThrows(
                DeliveryException.class,
                () -> Messages.send(
                        new HuaweiChannel(), Messages.of("10.0.0.11", "t", null), Messages.calling(huawei.msgsms())));
        assertFalse(dot.retryable());
        assertTrue(dot.getMessage().startsWith("E200028: see status (a value breaks the rule"), dot.getMessage());
        huawei.answers(FakeProvider.Said.of(200, FakeHuawei.result("000000", "E200037")));
        assertFalse(refused(huawei.msgsms()).retryable(), "the call went well, the message did not");
        huawei.answers(FakeProvider.Said.of(200, FakeHuawei.result("E000510", "E299999")));
        assertTrue(refused(huawei.msgsms()).retryable());
        for (String code : List.of("E000001", "E000020", "E000021", "E000022", "E000023", "E000111", "E000112")) {
            huawei.answers(FakeProvider.Said.of(401, "{\"code\":\"" + code + "\",\"description\":\"d\"}"));
            assertFalse(refused(huawei.msgsms()).retryable(), code);
        }
        huawei.answers(FakeProvider.Said.of(400, "{\"code\":\"E000000\",\"description\":\"System error.\"}"));
        assertTrue(refused(huawei.msgsms()).retryable());
        huawei.answers(FakeProvider.Said.of(200, "not JSON"));
        assertEquals("HTTP 200: not JSON", refused(huawei.msgsms()).getMessage());
    }

    private DeliveryReceipt send(Map<String, String> settings) {
        return Messages.send(new HuaweiChannel(), Messages.attempt(1), Messages.calling(settings));
    }

    private DeliveryException refused(Map<String, String> settings) {
        return assertThrows(DeliveryException.class, () -> send(settings));
    }
}
