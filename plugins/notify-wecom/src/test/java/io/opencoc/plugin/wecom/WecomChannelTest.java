package io.opencoc.plugin.wecom;

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
import io.opencoc.kernel.json.Json;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WecomChannelTest {
    private static final String EVIL =
            "<@all> @all [click](https://evil.example) <font color=\"info\">x</font> `c` **b** &lt;\n"
                    + "# big\n> quote\n- list\n1. list\n---\n    code www.evil.example";

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
        assertEquals("markdown", sent.get("msgtype").asString());
        assertEquals("""
                ### ［P1］ CPU_high
                above 90%
                since 10:45

                > Level: <font color="comment">P1</font>

                [Open in OpenCOC](https://coc.example.com/incidents/1?a=%28b%29)""", sent.at("/markdown/content").asString());
        send(robot.address(), message("告警", "内容", "zh-CN"));
        assertTrue(robot.took.getLast().at("/markdown/content").asString().contains("[在 OpenCOC 中打开]("));
    }

    @Test
    void hostileTextIsShownAsItIs() {
        for (String fragment : List.of("", "#mention=13800000001")) {
            OutboundMessage message =
                    new OutboundMessage("m", 1, EVIL, EVIL, List.of(new Fact(EVIL, EVIL)), null, "en");
            send(robot.address() + fragment, message);
            JsonNode sent = robot.took.getLast();
            String content =
                    sent.path(sent.get("msgtype").asString()).get("content").asString();
            String ours = content.replaceAll("(?m)^### |^> |: <font color=\"comment\">|</font>$", "");
            assertFalse(ours.matches("(?s).*[<>\\[\\]`*#@&\\\\].*"), content);
            assertFalse(content.contains("://") || content.contains("www."), content);
            assertFalse(content.matches("(?ms).*^([-=+]|\\d+\\.| ).*"), content);
            assertTrue(
                    content.contains("\n－ list\n1． list\n－--\n\u00A0\u00A0\u00A0\u00A0code www．evil.example"), content);
        }
    }

    @Test
    void limitsAreInBytesAndCutAtCharactersAndLines() {
        String line = "告警🔥内容".repeat(10) + "\n";
        for (String fragment : List.of("", "#mention=all", "#mention=a")) {
            for (String text :
                    List.of("🔥".repeat(6_000), "a" + "告".repeat(6_000), line.repeat(100), "x".repeat(100_000))) {
                List<Fact> facts = Collections.nCopies(500, new Fact(text, text));
                send(robot.address() + fragment, new OutboundMessage("m", 1, text, text, facts, link(), "en"));
                JsonNode sent = robot.took.getLast();
                String content =
                        sent.path(sent.get("msgtype").asString()).get("content").asString();
                int bytes = content.getBytes(UTF_8).length;
                int limit = fragment.endsWith("all") ? 2048 : 4096;
                assertTrue(bytes <= limit && bytes > limit * 3 / 4, bytes + " of " + limit);
                assertEquals(content, new String(content.getBytes(UTF_8), UTF_8), "no half characters");
                assertTrue(content.contains("…") && content.contains("/incidents/1"), content);
            }
        }
        robot.now.set(robot.now.get().plus(Duration.ofMinutes(2)));
        send(robot.address(), new OutboundMessage("m", 1, "s", line.repeat(100), List.of(), null, "en"));
        assertTrue(robot.took.getLast().at("/markdown/content").asString().endsWith("告警🔥内容\n…"), "whole lines");
    }

    @Test
    void mentionsThoseWhomTheAddressNames() {
        send(robot.address() + "#mention=zhangsan,li.si", message("s", "t", "en"));
        assertTrue(robot.took.getLast().at("/markdown/content").asString().endsWith("\n<@zhangsan><@li.si>"));
        send(robot.address() + "#mention=zhangsan,13800000001,+8613900000002,all", message("s", "t", "en"));
        JsonNode text = robot.took.getLast().get("text");
        assertEquals("[\"zhangsan\",\"@all\"]", text.get("mentioned_list").toString());
        assertEquals(
                "[\"13800000001\",\"+8613900000002\"]",
                text.get("mentioned_mobile_list").toString());
        for (String bad :
                List.of("#x", "#mention=", "#mention=a,,b", "#mention=%3Call", "#mention=a" + ",a".repeat(20))) {
            assertTrue(permanently(robot.address() + bad).contains("mention="), bad);
        }
    }

    @Test
    void onlyRobotsOfTheSetHostAreCalled() {
        String there = robot.address();
        for (String bad : List.of(
                there.replace("http:", "https:"),
                there.replace("127.0.0.1", "localhost"),
                there.replace("127.0.0.1", "me@127.0.0.1"),
                there.replace("/cgi-bin/webhook/send", "/cgi-bin/message/send"),
                there.replace("/cgi-bin/webhook/send", "/cgi-bin/webhook/../webhook/send"),
                there + "&debug=1",
                there.replace("key=", "token="),
                "mailto:a@b.example",
                "not an address " + FakeRobot.KEY,
                there + "x".repeat(3_000))) {
            String said = permanently(bad);
            assertTrue(said.contains("/cgi-bin/webhook/send?key=…"), said);
            assertFalse(said.contains(FakeRobot.KEY), said);
        }
        assertEquals(0, robot.took.size());
        assertEquals(
                "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=K-1",
                RobotAddress.of(
                                " https://QYAPI.weixin.qq.com/cgi-bin/webhook/send?key=K-1#mention=a",
                                WecomChannel.DEFAULT_HOST)
                        .url()
                        .toString());
    }

    @Test
    void moreThanTwentyAMinuteAreThrottled() {
        for (int i = 0; i < 20; i++) {
            send(robot.address(), message("s", "t", "en"));
        }
        DeliveryException e = failure(robot.address());
        assertEquals(Duration.ofSeconds(60), e.retryAfter());
        assertTrue(String.valueOf(e.getMessage()).startsWith("errcode 45009: api freq out of limit"), e.getMessage());
        assertEquals(20, new WecomChannel().messagesPerMinute());
    }

    @Test
    void everyErrcodeSaysWhatToDo() throws Exception {
        JsonNode table;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/errcodes.json"))) {
            table = Json.tree(new String(in.readAllBytes(), UTF_8));
        }
        Set<Integer> again = Set.of(-1, 45009, 45033);
        table.get("codes").properties().stream()
                .filter(c -> !c.getKey().equals("0"))
                .forEach(c -> {
                    int code = Integer.parseInt(c.getKey());
                    robot.script.add(new FakeRobot.Scripted(
                            200,
                            "{\"errcode\":" + code + ",\"errmsg\":\"words of\\n" + FakeRobot.KEY
                                    + "\",\"more\":[{}]}"));
                    DeliveryException e = failure(robot.address());
                    assertEquals(again.contains(code), e.retryable(), c.toString());
                    assertTrue(
                            String.valueOf(e.getMessage()).matches("errcode " + code + ": words of \\*\\*\\* .{20,}"),
                            e.getMessage());
                });
        assertTrue(failureOf(200, "{\"errcode\":4711,\"errmsg\":\"\"}").retryable(), "nobody knows it");
    }

    @Test
    void otherAnswersAreToldApart() {
        assertEquals(Duration.ofMinutes(1), failureOf(429, "").retryAfter());
        assertTrue(failureOf(502, "<html>").retryable());
        assertFalse(failureOf(404, "<html>").retryable());
        assertFalse(failureOf(302, "").retryable());
        for (String body :
                List.of("", "<html>", "[]", "{}", "{\"errcode\":\"x\"}", "{\"errcode\":{}}", "{\"errcode\":0")) {
            assertTrue(failureOf(200, body).retryable(), body);
        }
        robot.close();
        assertTrue(failure(robot.address()).retryable(), "nobody answers");
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
        TestContext context = TestContext.calling(Map.of("host", robot.host()), new TestHttp(JacksonJsonReader::new));
        return new WecomChannel()
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
