package io.opencoc.plugin.dingtalk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.OutboundMessage.Fact;
import io.opencoc.api.Recipient;
import io.opencoc.api.contract.TestContext;
import io.opencoc.api.contract.TestHttp;
import io.opencoc.kernel.json.JacksonJsonReader;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DingtalkChannelTest {
    private static final String EVIL =
            "<@all> @all [click](https://evil.example) <font color=\"info\">x</font> `c` **b** &lt;\n"
                    + "# big\n> quote\n- list\n1. list\n---\n    code www.evil.example __init__ dingtalk://x";

    private final FakeRobot robot = new FakeRobot();

    @AfterEach
    void stop() {
        robot.close();
    }

    @Test
    void sendsSubjectTextFactsAndLinkAsMarkdown() {
        DeliveryReceipt receipt = send(robot.address(), message("[P1] CPU_high", "above 90%\nsince 10:45", "en"));
        assertEquals("0 ok", receipt.answer());
        JsonNode sent = robot.took.getFirst();
        assertEquals("［P1］ CPU_high", sent.at("/markdown/title").asString());
        assertEquals("""
                #### ［P1］ CPU_high

                above 90% \s
                since 10:45

                > Level: **P1**

                [Open in OpenCOC](https://coc.example.com/incidents/1?a=%28b%29)""", text(sent));
        assertEquals("n-1", sent.get("msgUuid").asString(), "the same at each try");
        assertFalse(sent.at("/at/isAtAll").asBoolean());
        send(robot.address(), message("告警", "内容", "zh-CN"));
        assertTrue(text(robot.took.getLast()).contains("[在 OpenCOC 中打开]("));
    }

    @Test
    void hostileTextIsShownAsItIs() {
        OutboundMessage message = new OutboundMessage("m\"}", 1, EVIL, EVIL, List.of(new Fact(EVIL, EVIL)), null, "en");
        send(robot.address(), message);
        JsonNode sent = robot.took.getLast();
        String content = text(sent);
        String ours = content.replaceAll("(?m)^#### |^> |: \\*\\*|\\*\\*$", "")
                + sent.at("/markdown/title").asString();
        assertFalse(ours.matches("(?s).*[<>\\[\\]`*#@&\\\\~|].*"), content);
        assertFalse(content.contains("://") || content.contains("www."), content);
        assertFalse(content.matches("(?ms).*^([-=+]|\\d+\\.| ).*"), content);
        assertTrue(
                content.contains(
                        "\n－ list  \n1． list  \n－--  \n\u00A0\u00A0\u00A0\u00A0code www．evil.example ＿＿init＿＿"),
                content);
        assertEquals("m--", sent.get("msgUuid").asString());
    }

    @Test
    void limitsAreInBytesAndCutAtCharactersAndLines() {
        String line = "告警🔥内容".repeat(10) + "\n";
        for (String text :
                List.of("🔥".repeat(9_000), "a" + "告".repeat(9_000), line.repeat(300), "\"".repeat(100_000))) {
            List<Fact> facts = Collections.nCopies(500, new Fact(text, text));
            send(
                    robot.address() + "#mention=13800000001",
                    new OutboundMessage("m", 1, text, text, facts, link(), "en"));
            JsonNode sent = robot.took.getLast();
            int bytes = sent.toString().getBytes(UTF_8).length;
            assertTrue(bytes <= FakeRobot.LARGEST && bytes > FakeRobot.LARGEST / 2, bytes + " bytes");
            String content = text(sent);
            assertEquals(content, new String(content.getBytes(UTF_8), UTF_8), "no half characters");
            assertTrue(content.contains("…") && content.contains("/incidents/1"), content);
            assertTrue(content.endsWith("@13800000001"), content);
        }
        send(robot.address(), new OutboundMessage("m", 1, "s", line.repeat(300), List.of(), null, "en"));
        assertTrue(text(robot.took.getLast()).endsWith("告警🔥内容  \n…\n\nOpenCOC"), "whole lines");
    }

    @Test
    void mentionsThoseWhomTheAddressNames() {
        send(robot.address() + "#mention=manager7,13800000001,+8613900000002", message("s", "t", "en"));
        JsonNode sent = robot.took.getLast();
        assertEquals(
                "[\"13800000001\",\"+8613900000002\"]", sent.at("/at/atMobiles").toString());
        assertEquals("[\"manager7\"]", sent.at("/at/atUserIds").toString());
        assertTrue(
                text(sent).endsWith("\n\n@13800000001 @+8613900000002 @manager7"), "who is not named is not notified");
        send(robot.address() + "#" + FakeRobot.SECRET + "&mention=all", message("s", "t", "en"));
        assertTrue(robot.took.getLast().at("/at/isAtAll").asBoolean());
        for (String bad : List.of(
                "#x",
                "#mention=",
                "#mention=a,,b",
                "#mention=%3Call",
                "#SECx&",
                "#SECx&x",
                "#SECxmention=a",
                "#mention=a&SECx",
                "#mention=a" + ",a".repeat(20))) {
            assertTrue(permanently(robot.address() + bad).contains("mention="), bad);
        }
    }

    @Test
    void callsAreSignedWithTheAddresssOwnSecretFirst() {
        robot.secret.set("SECown");
        send(robot.address() + "#SECown", message("s", "t", "en"));
        assertTrue(permanently(robot.address()).matches("errcode 310000: sign not match The signature .*"));
        robot.secret.set(FakeRobot.SECRET);
        robot.now.set(robot.now.get().plus(Duration.ofMinutes(59)));
        send(robot.address(), message("s", "t", "en"));
        robot.now.set(robot.now.get().plus(Duration.ofMinutes(2)));
        assertTrue(permanently(robot.address()).contains("clock"));
        robot.secret.set("");
        robot.keyword.set("OpenCOC");
        TestContext unsigned = TestContext.calling(Map.of("host", robot.host()), new TestHttp(JacksonJsonReader::new));
        for (OutboundMessage m : List.of(
                message("s", "t", "en"),
                message("s", "t", "zh"),
                new OutboundMessage("m", 1, "s", "t", List.of(), null, "zh"))) {
            send(robot.address(), m, unsigned);
        }
        assertEquals(5, robot.took.size());
        robot.keyword.set("other");
        assertTrue(permanently(robot.address()).contains("keyword to OpenCOC"));
    }

    @Test
    void onlyRobotsOfTheSetHostAreCalled() {
        String there = robot.address() + "#" + FakeRobot.SECRET;
        for (String bad : List.of(
                there.replace("http:", "https:"),
                there.replace("127.0.0.1", "localhost"),
                there.replace("127.0.0.1", "me@127.0.0.1"),
                there.replace("/robot/send", "/robot/other"),
                there.replace("/robot/send", "/robot/../robot/send"),
                there.replace("access_token=", "a=1&access_token="),
                there.replace("access_token=", "token="),
                "mailto:a@b.example",
                "not an address " + there,
                there + "x".repeat(3_000))) {
            String said = permanently(bad);
            assertTrue(said.contains("/robot/send?access_token=…"), said);
            assertFalse(said.contains(FakeRobot.TOKEN) || said.contains(FakeRobot.SECRET), said);
        }
        assertEquals(0, robot.took.size());
    }

    @Test
    void moreThanTwentyAMinuteAreThrottled() {
        for (int i = 0; i < 20; i++) {
            send(robot.address(), message("s", "t", "en"));
        }
        DeliveryException e = failure(robot.address());
        assertEquals(Duration.ofMinutes(10), e.retryAfter());
        assertTrue(String.valueOf(e.getMessage()).startsWith("errcode 130101: send too fast"), e.getMessage());
        assertEquals(
                Duration.ofMinutes(10),
                failureOf(200, "{\"status\":1111,\"punish\":\"deny\"}").retryAfter());
        assertEquals(20, new DingtalkChannel().messagesPerMinute());
    }

    @Test
    void everyErrcodeSaysWhatToDo() {
        Map<String, Boolean> words = Map.ofEntries(
                Map.entry("-1 system busy", true),
                Map.entry("130101 send too fast", true),
                Map.entry("660026 too fast", true),
                Map.entry("300001 token is not exist", false),
                Map.entry("300005 token is not exist", false),
                Map.entry("40035 json", false),
                Map.entry("310000 keywords not in content", false),
                Map.entry("310000 关键词不匹配", false),
                Map.entry("310000 sign not match", false),
                Map.entry("310000 机器人发送签名不匹配", false),
                Map.entry("310000 invalid timestamp", false),
                Map.entry("310000 ip 203.0.113.5 not in whitelist", false),
                Map.entry("310000 something else", false),
                Map.entry("4711 nobody knows it", true));
        words.forEach((said, again) -> {
            String[] parts = said.split(" ", 2);
            DeliveryException e = failureOf(
                    200,
                    "{\"errcode\":%s,\"errmsg\":\"%s %s\\n%s\"}"
                            .formatted(parts[0], parts[1], FakeRobot.TOKEN, FakeRobot.SECRET));
            assertEquals(again, e.retryable(), said);
            String message = String.valueOf(e.getMessage());
            assertTrue(message.startsWith("errcode " + parts[0] + ": " + parts[1] + " *** *** "), message);
            assertTrue(message.length() > said.length() + 30, message);
        });
        assertTrue(failureOf(200, "{\"errcode\":310000,\"errmsg\":\"ip 203.0.113.5 not in whitelist\"}")
                .getMessage()
                .contains("listed addresses"));
        assertTrue(failureOf(200, "{\"errcode\":310000,\"errmsg\":\"机器人发送签名不匹配\"}")
                .getMessage()
                .contains("signature"));
    }

    @Test
    void otherAnswersAreToldApart() {
        assertEquals(Duration.ofMinutes(1), failureOf(429, "").retryAfter());
        assertTrue(failureOf(502, "<html>").retryable());
        assertFalse(failureOf(404, "<html>").retryable());
        assertFalse(failureOf(302, "").retryable());
        for (String body :
                List.of("", "<html>", "[]", "{}", "{\"errcode\":\"x\"}", "{\"errcode\":{}}", "{\"status\":1}")) {
            assertTrue(failureOf(200, body).retryable(), body);
        }
        robot.close();
        assertTrue(failure(robot.address()).retryable(), "nobody answers");
    }

    private static String text(JsonNode sent) {
        return sent.at("/markdown/text").asString();
    }

    private DeliveryException failureOf(int status, String body) {
        robot.script.add(new FakeRobot.Scripted(status, body));
        return failure(robot.address());
    }

    private DeliveryException failure(String address) {
        return assertThrows(DeliveryException.class, () -> send(address, message("s", "t", "en")));
    }

    private String permanently(String address) {
        DeliveryException e = failure(address);
        assertFalse(e.retryable());
        return String.valueOf(e.getMessage());
    }

    private DeliveryReceipt send(String address, OutboundMessage message) {
        return send(
                address,
                message,
                TestContext.calling(
                        Map.of("host", robot.host(), "secret", FakeRobot.SECRET),
                        new TestHttp(JacksonJsonReader::new)));
    }

    private static DeliveryReceipt send(String address, OutboundMessage message, TestContext context) {
        return new DingtalkChannel()
                .send(message, new Recipient("Ann", address), context)
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private static URI link() {
        return URI.create("https://coc.example.com/incidents/1?a=(b)");
    }

    private static OutboundMessage message(String subject, String text, String language) {
        return new OutboundMessage("n-1", 1, subject, text, List.of(new Fact("Level", "P1")), link(), language);
    }
}
