package io.opencoc.kernel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.Reply;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class AlarmLimitsTest {
    @Test
    void onlyTheHeadersOfAHandshakeGoOut() {
        assertEquals(
                Map.of("WebHook-Allowed-Origin", "*"),
                AlarmLimits.checkHandshake(Map.of("WebHook-Allowed-Origin", "*")));
        for (Map<String, String> bad : List.of(
                Map.of("Set-Cookie", "a=b"),
                Map.of("Location", "https://elsewhere.test"),
                Map.of("WebHook-Allowed-Rate", "1\r\nSet-Cookie: a=b"),
                Map.of("Allow", "x".repeat(256)))) {
            assertThrows(PluginCallException.class, () -> AlarmLimits.checkHandshake(bad), bad.toString());
        }
        assertThrows(PluginCallException.class, () -> AlarmLimits.checkHandshake(null));
    }

    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

    @Test
    void whatFitsIsPassedOnAsItIs() throws Exception {
        ParsedRequest parsed = ParsedRequest.of(List.of(alarm("fp", "名称 🔥")
                .description("d".repeat(4096))
                .raw("{}")
                .additional(Map.of("k", "v"))
                .build()));
        assertSame(parsed, AlarmLimits.check(parsed));
    }

    @Test
    void cutsTextsAsTheApiSays() throws Exception {
        String flame = "🔥";
        Map<String, String> additional = new TreeMap<>();
        for (int i = 0; i < 70; i++) {
            additional.put("key-" + (100 + i), "v".repeat(2000));
        }
        AlarmEvent cut = checked(alarm("fp", "n".repeat(254) + flame)
                .description("d".repeat(5000))
                .region("r".repeat(2000))
                .url("u".repeat(2000))
                .raw("x".repeat(70_000))
                .additional(additional)
                .build());
        assertEquals("n".repeat(254), cut.name(), "not half a character");
        assertEquals(4096, cut.description().length());
        assertEquals(1024, cut.region().length());
        assertEquals(1024, cut.url().length());
        assertEquals(65_536, cut.raw().length());
        assertEquals(64, cut.additional().size());
        assertEquals(1024, cut.additional().get("key-100").length());
    }

    @Test
    void replacesWhatTheDatabaseDoesNotTake() throws Exception {
        AlarmEvent clean = checked(alarm("a\0b", "x\uD83Dy\uDD25" + "🔥")
                .additional(Collections.singletonMap("k\0", "\0"))
                .build());
        assertEquals("a\uFFFDb", clean.fingerprint());
        assertEquals("x\uFFFDy\uFFFD🔥", clean.name());
        assertEquals(Map.of("k\uFFFD", "\uFFFD"), clean.additional());
    }

    @Test
    void anAlarmWithoutIdentityOrTimeBecomesAProblem() throws Exception {
        ParsedRequest checked = AlarmLimits.check(ParsedRequest.of(List.of(
                alarm(" ", "n").build(),
                alarm("f".repeat(129), "n").build(),
                alarm("fp", "").build(),
                alarm("fp", "n").level(null).build(),
                alarm("fp", "n").startsAt(Instant.MIN).build(),
                alarm("fp", "n").expiresAt(Instant.MAX).build(),
                alarm("good", "n").build())));
        assertEquals(
                List.of("good"),
                checked.alarms().stream().map(AlarmEvent::fingerprint).toList());
        assertEquals(6, checked.problems().size());
        assertTrue(
                checked.problems().get(0).contains("no fingerprint"),
                checked.problems().toString());
    }

    @Test
    void boundsNumbers() throws Exception {
        List<AlarmEvent> many = Collections.nCopies(10_001, alarm("fp", "n").build());
        assertThrows(BadPayloadException.class, () -> AlarmLimits.check(ParsedRequest.of(many)));
        ParsedRequest noisy = new ParsedRequest(List.of(), Collections.nCopies(5000, "p".repeat(5000)), Reply.OK);
        List<String> problems = AlarmLimits.check(noisy).problems();
        assertEquals(101, problems.size());
        assertEquals(1024, problems.get(0).length());
        assertEquals("… and 4900 more", problems.get(100));
    }

    @Test
    void refusesRepliesThatAreNone() {
        for (Reply reply : List.of(new Reply(200, "a\r\nSet-Cookie: x", ""), new Reply(200, "", "b".repeat(70_000)))) {
            ParsedRequest parsed = new ParsedRequest(List.of(), List.of(), reply);
            assertThrows(PluginCallException.class, () -> AlarmLimits.check(parsed));
        }
        assertThrows(PluginCallException.class, () -> AlarmLimits.check(new ParsedRequest(List.of(), List.of(), null)));
    }

    private static AlarmEvent checked(AlarmEvent alarm) throws BadPayloadException {
        return AlarmLimits.check(ParsedRequest.of(List.of(alarm))).alarms().get(0);
    }

    private static AlarmEvent.Builder alarm(String fingerprint, String name) {
        return AlarmEvent.builder(fingerprint, name).startsAt(NOW);
    }
}
