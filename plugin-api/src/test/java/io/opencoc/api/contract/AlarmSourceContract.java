package io.opencoc.api.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmSource;
import io.opencoc.api.AlarmStatus;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.JsonReader;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.Text;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link AlarmSource} must hold. */
public abstract class AlarmSourceContract {
    private static final IntegrationPoint POINT =
            new IntegrationPoint(URI.create("https://coc.example.com/hooks/k3y"), "k3y");
    private static final String NAME = "Contract <b>\"告警\"</b> 🔥 \\ & '";

    /** The source to check. */
    protected abstract AlarmSource source();

    /** A reader over JSON, as the server would give it. */
    protected JsonReader reader(byte[] body) {
        return new TestJson(body);
    }

    /** Settings of the integration that requests go to; those with which the source's sample is understood. */
    protected Map<String, String> settings() {
        return Map.of();
    }

    /** A request as a sender would make it, for tests beside these. */
    protected final RecordedRequest post(String path, String body) {
        return RecordedRequest.post(path, body.getBytes(UTF_8), this::reader).to(settings());
    }

    @Test
    void describesItself() throws Exception {
        DescriptorChecks.check(source().descriptor(), source().descriptor(), this::reader);
    }

    @Test
    void saysHowToConnect() {
        Text text = source().instructions(POINT);
        DescriptorChecks.checkText(text, 10_000);
        assertTrue(text.en().contains("k3y") && text.zh().contains("k3y"), "the instructions name the address");
    }

    @Test
    void itsSampleFiresExactlyOneAlarm() throws Exception {
        AlarmEvent alarm = onlyAlarm(sample(true));
        assertEquals(NAME, alarm.name());
        assertEquals(AlarmStatus.ALARM, alarm.status());
        assertEquals(null, alarm.endsAt(), "what fires has no end");
        assertFalse(alarm.fingerprint().isBlank());
        assertTrue(alarm.fingerprint().length() <= 128);
        assertFalse(alarm.raw().isBlank(), "what was sent is kept");
        assertNotNull(alarm.level());
    }

    @Test
    void itsSampleRecoversTheSameAlarm() throws Exception {
        AlarmEvent recovered = onlyAlarm(sample(false));
        assertEquals(AlarmStatus.OK, recovered.status());
        assertNotNull(recovered.endsAt(), "what recovered has an end");
        assertEquals(onlyAlarm(sample(true)).fingerprint(), recovered.fingerprint());
    }

    @Test
    void differentAlarmsHaveDifferentFingerprints() throws Exception {
        AlarmSource source = source();
        AlarmEvent other = onlyAlarm(RecordedRequest.of(source.sample(POINT, "Another", true), this::reader)
                .to(settings()));
        assertFalse(other.fingerprint().equals(onlyAlarm(sample(true)).fingerprint()));
    }

    @Test
    void parsingIsPure() throws Exception {
        RecordedRequest request = sample(true);
        byte[] before = request.body().clone();
        AlarmSource source = source();
        ParsedRequest first = source.parse(request);
        List<ParsedRequest> others = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> parseOrFail(source, request))
                .toList();
        others.forEach(other -> assertEquals(first, other, "the same input gives the same result, on any thread"));
        assertArrayEquals(before, request.body(), "the body is not touched");
    }

    @Test
    void truncatedInputIsRefusedCleanly() {
        RecordedRequest request = sample(true);
        AlarmSource source = source();
        for (int length = 0; length < request.body().length; length++) {
            parse(source, request.with(Arrays.copyOf(request.body(), length)));
        }
    }

    @Test
    void damagedInputIsRefusedCleanly() {
        Random random = new Random(20261123);
        RecordedRequest request = sample(true);
        AlarmSource source = source();
        for (int round = 0; round < 5000; round++) {
            byte[] body = request.body().clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                body[random.nextInt(body.length)] = random.nextBoolean()
                        ? (byte) random.nextInt(256)
                        : (byte) "{}[]\",:0\\u".charAt(random.nextInt(10));
            }
            parse(source, request.with(body));
        }
    }

    @Test
    void strangeInputIsRefusedCleanly() {
        Random random = new Random(42);
        RecordedRequest request = sample(true);
        AlarmSource source = source();
        for (String text : List.of(
                "", " ", "null", "true", "0", "\"x\"", "[]", "{}", "[[]]", "[null]", "[{}]", "{\"a\":", "\uFEFF")) {
            parse(source, request.with(text.getBytes(UTF_8)));
        }
        parse(source, request.with("[".repeat(100_000).getBytes(UTF_8)));
        parse(source, request.with("{\"a\":".repeat(100_000).getBytes(UTF_8)));
        for (int round = 0; round < 500; round++) {
            byte[] body = new byte[random.nextInt(500)];
            random.nextBytes(body);
            parse(source, request.with(body));
        }
        for (String method : List.of("GET", "PUT", "DELETE", "OPTIONS", "X")) {
            for (String path : List.of("", "/", "/x", "/" + "y".repeat(5000), "/<script>\r\n")) {
                parse(
                        source,
                        new RecordedRequest(
                                method,
                                path,
                                Map.of(),
                                Map.of(),
                                settings(),
                                request.body(),
                                RecordedRequest.RECEIVED_AT,
                                this::reader));
            }
        }
    }

    private RecordedRequest sample(boolean firing) {
        return RecordedRequest.of(source().sample(POINT, NAME, firing), this::reader)
                .to(settings());
    }

    private AlarmEvent onlyAlarm(RecordedRequest request) throws BadPayloadException {
        ParsedRequest parsed = source().parse(request);
        assertEquals(List.of(), parsed.problems());
        assertEquals(1, parsed.alarms().size());
        assertTrue(parsed.accepted().status() < 300, "a good request is answered with success");
        return parsed.alarms().get(0);
    }

    private static ParsedRequest parseOrFail(AlarmSource source, RecordedRequest request) {
        ParsedRequest parsed = parse(source, request);
        return parsed == null ? fail("the sample is refused") : parsed;
    }

    /** The result, or null for a clean refusal; whatever else it throws fails the test. */
    private static @Nullable ParsedRequest parse(AlarmSource source, RecordedRequest request) {
        try {
            return source.parse(request);
        } catch (BadPayloadException e) {
            String message = String.valueOf(e.getMessage());
            assertFalse(message.isBlank(), "a refusal says why");
            assertFalse(message.contains("\n"), () -> "in one line: " + message);
            return null;
        } catch (RuntimeException | Error e) {
            String body = new String(request.body(), 0, Math.min(2000, request.body().length), UTF_8);
            return fail("parse threw on " + request.method() + " " + request.path() + " " + body, e);
        }
    }
}
