package io.opencoc.plugin.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.contract.RecordedRequest;
import io.opencoc.kernel.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AliyunChannelTest {
    private static final Instant NOW = RecordedRequest.RECEIVED_AT;
    private FakeAliyun aliyun;

    @BeforeEach
    void start() throws IOException {
        aliyun = new FakeAliyun(NOW);
    }

    @AfterEach
    void stop() {
        aliyun.close();
    }

    @Test
    void theTemplateGetsItsValues() {
        DeliveryReceipt receipt = send(1);
        assertEquals("9006^1", receipt.providerId());
        assertEquals("OK, BizId 9006^1", receipt.answer());
        FakeAliyun.Sms sms = aliyun.sent.get(0);
        assertEquals("13800000001", sms.number());
        assertEquals(Messages.ID, sms.outId());
        assertEquals(
                "{\"subject\":\"[CRITICAL] INC000001 CPU\",\"level\":\"CRITICAL\",\"link\":\"INC000001\"}",
                sms.values());
        assertTrue(aliyun.queries.isEmpty(), "a first try asks nothing");
    }

    @Test
    void theOldSignatureDoesToo() {
        Messages.send(
                new AliyunChannel(),
                Messages.attempt(1),
                Messages.calling(Messages.with(aliyun.settings(), "signature", "v2")));
        assertEquals(1, aliyun.sent.size());
    }

    @Test
    void longValuesAreCutAndEmptyOnesFilled() {
        send(Messages.calling(aliyun.settings()), "🔥告警".repeat(1000), "");
        assertEquals(35, value(0, "subject").length(), 1);
        assertTrue(value(0, "subject").endsWith("…"));
        assertEquals("-", value(0, "link"), "there is no link");
        send(Messages.calling(aliyun.settings()), "\0\r\n", "https://coc.example.com/");
        assertEquals("OpenCOC", value(1, "subject"));
        assertEquals("-", value(1, "link"));
    }

    @Test
    void anAddressInAVariableIsExplained() {
        DeliveryException e = refused(Messages.with(aliyun.settings(), "linkAs", "address", "maxParameter", "200"), 1);
        assertFalse(e.retryable());
        assertTrue(
                e.getMessage().contains("isv.PARAM_NOT_SUPPORT_URL")
                        && e.getMessage().contains("'linkAs'"),
                e.getMessage());
    }

    @Test
    void whatBrokeOffAfterItWentOutIsNotSentAgain() {
        aliyun.breaksAfterTaking = true;
        assertThrows(Exception.class, () -> send(1));
        aliyun.breaksAfterTaking = false;
        DeliveryReceipt receipt = send(2);
        assertEquals("OK: not sent again, an earlier try went out (status 1)", receipt.answer());
        assertEquals(1, aliyun.sent.size());
        assertEquals(List.of("20261123 page 1"), aliyun.queries);
    }

    @Test
    void whatDidNotGoOutIsSentAgain() {
        DeliveryReceipt receipt = send(2);
        assertEquals("OK, BizId 9006^1", receipt.answer());
        assertEquals(1, aliyun.sent.size());
        aliyun.sent.set(0, new FakeAliyun.Sms("13800000001", "{}", Messages.ID, NOW, 2));
        send(3);
        assertEquals(2, aliyun.sent.size(), "the carrier had refused it");
        aliyun.sent.removeIf(s -> s.status() == 1);
        aliyun.sent.add(new FakeAliyun.Sms("13800000001", "{}", Messages.ID, NOW, 3));
        assertTrue(send(4).answer().contains("(status 3, DELIVERED)"));
        assertEquals(2, aliyun.sent.size());
    }

    @Test
    void afterMidnightInChinaYesterdayCountsToo() {
        Instant late = Instant.parse("2026-11-23T15:59:30Z");
        Instant early = Instant.parse("2026-11-23T16:00:30Z");
        aliyun.sent.add(new FakeAliyun.Sms("13800000001", "{}", Messages.ID, late, 3));
        aliyun.now = early;
        DeliveryReceipt receipt = Messages.send(
                new AliyunChannel(), Messages.attempt(2), Messages.at(early, Messages.calling(aliyun.settings())));
        assertTrue(receipt.answer().startsWith("OK: not sent again"), receipt.answer());
        assertEquals(List.of("20261124 page 1", "20261123 page 1"), aliyun.queries);
        assertEquals(1, aliyun.sent.size());
    }

    @Test
    void manyMessagesOfADayAreLookedThrough() {
        for (int i = 0; i < 120; i++) {
            aliyun.sent.add(new FakeAliyun.Sms("13800000001", "{}", "other-" + i, NOW, 3));
        }
        aliyun.sent.add(new FakeAliyun.Sms("13800000001", "{}", Messages.ID, NOW, 3));
        assertTrue(send(2).answer().startsWith("OK: not sent again"));
        assertEquals(List.of("20261123 page 1", "20261123 page 2", "20261123 page 3"), aliyun.queries);
        assertEquals(121, aliyun.sent.size());
    }

    @Test
    void whileReceiptsCannotBeHadNothingIsSent() {
        aliyun.toQueries = FakeProvider.Said.of(503, "<html>busy</html>");
        DeliveryException e = refused(aliyun.settings(), 2);
        assertTrue(e.retryable());
        assertEquals("HTTP 503: <html>busy</html>", e.getMessage());
        aliyun.toQueries = FakeAliyun.error(400, "Throttling.User", "Request was denied due to user flow control.");
        assertEquals(Duration.ofMinutes(1), refused(aliyun.settings(), 2).retryAfter());
        aliyun.toQueries = FakeProvider.Said.BROKEN;
        assertThrows(Exception.class, () -> send(2));
        assertTrue(aliyun.sent.isEmpty());
    }

    @Test
    void withoutTheRightToAskItIsSent() {
        aliyun.toQueries = FakeAliyun.error(200, "isp.RAM_PERMISSION_DENY", "RAM权限DENY");
        assertTrue(send(2).answer().contains("earlier tries could not be asked for: isp.RAM_PERMISSION_DENY"));
        assertEquals(1, aliyun.sent.size());
    }

    @Test
    void wrongKeysAreNamed() {
        DeliveryException e = refused(Messages.with(aliyun.settings(), "accessKeySecret", "another"), 1);
        assertFalse(e.retryable());
        assertTrue(e.getMessage().contains("'accessKeySecret'"), e.getMessage());
        assertFalse(e.getMessage().contains("another"), e.getMessage());
        assertTrue(refused(Messages.with(aliyun.settings(), "accessKeyId", "LTAIother"), 1)
                .getMessage()
                .contains("'accessKeyId'"));
    }

    @Test
    void codesAreSorted() {
        for (String code : List.of(
                "isv.DAY_LIMIT_CONTROL",
                "isv.MOBILE_NUMBER_ILLEGAL",
                "isv.SMS_TEMPLATE_ILLEGAL",
                "isv.SMS_SIGNATURE_ILLEGAL",
                "isv.TEMPLATE_MISSING_PARAMETERS",
                "isv.INVALID_JSON_PARAM",
                "isv.PARAM_LENGTH_LIMIT",
                "isv.PARAM_NOT_SUPPORT_URL",
                "isv.AMOUNT_NOT_ENOUGH",
                "isv.OUT_OF_SERVICE",
                "isp.RAM_PERMISSION_DENY",
                "isv.SOMETHING_NEW")) {
            assertFalse(of(200, code, "x").retryable(), code);
        }
        for (String code : List.of("isp.SYSTEM_ERROR", "isp.SOMETHING_NEW", "InternalError")) {
            assertTrue(of(200, code, "x").retryable(), code);
        }
        assertEquals(
                Duration.ofMinutes(1),
                of(200, "isv.BUSINESS_LIMIT_CONTROL", "触发分钟级流控Permits:1").retryAfter());
        assertEquals(
                Duration.ofHours(1),
                of(200, "isv.BUSINESS_LIMIT_CONTROL", "触发小时级流控Permits:5").retryAfter());
        assertFalse(of(200, "isv.BUSINESS_LIMIT_CONTROL", "触发天级流控Permits:10").retryable());
        assertEquals(Duration.ofMinutes(1), of(400, "Throttling.User", "x").retryAfter());
        assertTrue(of(500, "", "").retryable());
        assertFalse(of(403, "Forbidden.RAM", "x").retryable());
    }

    private DeliveryException of(int status, String code, String message) {
        aliyun.answers(FakeAliyun.error(status, code, message));
        return refused(aliyun.settings(), 1);
    }

    private DeliveryException refused(Map<String, String> settings, int attempt) {
        return assertThrows(
                DeliveryException.class,
                () -> Messages.send(new AliyunChannel(), Messages.attempt(attempt), Messages.calling(settings)));
    }

    private DeliveryReceipt send(int attempt) {
        return Messages.send(new AliyunChannel(), Messages.attempt(attempt), Messages.calling(aliyun.settings()));
    }

    private void send(io.opencoc.api.PluginContext context, String subject, String link) {
        Messages.send(new AliyunChannel(), Messages.of(subject, "t", link.isEmpty() ? null : link), context);
    }

    private String value(int index, String name) {
        return Json.tree(aliyun.sent.get(index).values()).get(name).asString();
    }
}
