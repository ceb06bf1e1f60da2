package io.opencoc.plugin.grafana;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.contract.RecordedRequest;
import io.opencoc.api.contract.TestContext;
import io.opencoc.api.contract.TestHttp;
import io.opencoc.kernel.json.JacksonJsonReader;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
    private static final String SECRET = "s3cret-of-grafana";
    private static final Map<String, String> SIGNED = Map.of("hmacSecret", SECRET);
    private static final Map<String, String> UNSTAMPED = Map.of("hmacSecret", SECRET, "requireTimestamp", "false");
    private static final String BODY = "{\"status\":\"firing\"}";
    private static final long NOW = RecordedRequest.RECEIVED_AT.getEpochSecond();

    @Test
    void theVectorsComeOutBitForBit() throws Exception {
        Map<String, String> vector = new HashMap<>();
        JacksonJsonReader json =
                new JacksonJsonReader(Requests.resource("grafana-hmac.json").getBytes(UTF_8));
        json.beginObject();
        while (json.hasNext()) {
            vector.put(json.name(), String.valueOf(json.text()));
        }
        String secret = vector.get("secret");
        byte[] body = vector.get("body").getBytes(UTF_8);
        assertEquals(vector.get("hmac_body_hex"), HexFormat.of().formatHex(Signature.of(secret, null, body)));
        String timestamp = vector.get("timestamp");
        assertEquals(vector.get("hmac_ts_body_hex"), HexFormat.of().formatHex(Signature.of(secret, timestamp, body)));
        RecordedRequest request = request()
                .with(Signature.HEADER, vector.get("hmac_ts_body_hex"))
                .with(Signature.TIMESTAMP_HEADER, timestamp);
        Map<String, String> settings = Map.of("hmacSecret", secret);
        assertNull(prepare(at(request, Instant.ofEpochSecond(Long.parseLong(timestamp))), settings));
    }

    @Test
    void withoutASecretNothingIsAsked() {
        assertNull(prepare(request(), Map.of()));
        assertNull(prepare(request().with(Signature.HEADER, "nonsense"), Map.of()));
    }

    @Test
    void aSignedRequestPasses() {
        assertNull(prepare(signed(NOW), SIGNED));
        assertNull(prepare(signed(NOW - 300), SIGNED));
        assertNull(prepare(signed(NOW + 300), SIGNED));
    }

    @Test
    void anUnsignedRequestGets401() {
        assertEquals("header X-Grafana-Alerting-Signature is missing: requests must be signed", refused(request()));
        assertTrue(refused(request().with(Signature.HEADER, sign(null, BODY))).startsWith("the timestamp header is"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0", "zz", "=", "\u0000"})
    void aWrongSignatureGets401(String wrong) {
        String problem = "header X-Grafana-Alerting-Signature is not the signature of this request";
        assertEquals(problem, refused(signed(NOW).with(Signature.HEADER, wrong)));
        assertEquals(problem, refused(signed(NOW).with(Signature.HEADER, wrong.repeat(64))));
        assertEquals(problem, refused(signed(NOW).with(Signature.HEADER, sign(null, BODY))));
        assertEquals(problem, refused(signed(NOW).with("{\"status\":\"resolved\"}".getBytes(UTF_8))));
        assertEquals(problem, refused(signed(NOW).with(Signature.TIMESTAMP_HEADER, "" + (NOW + 1))));
        assertFalse(refused(signed(NOW).with(Signature.HEADER, wrong)).contains(SECRET));
    }

    @Test
    void anOldRequestOrOneOfTheFutureGets401() {
        String problem = "the timestamp is more than 5 minutes from this server's clock";
        for (long time : new long[] {NOW - 301, NOW + 301, 0, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertEquals(problem, refused(signed(time)));
        }
        for (String time : new String[] {"now", "1.5", "99999999999999999999"}) {
            RecordedRequest request =
                    request().with(Signature.HEADER, sign(time, BODY)).with(Signature.TIMESTAMP_HEADER, time);
            assertEquals("the timestamp is not a number of seconds", refused(request));
        }
    }

    @Test
    void withoutATimestampOnlyWhereThatIsSet() {
        RecordedRequest plain = request().with(Signature.HEADER, sign(null, BODY));
        assertNull(prepare(plain, UNSTAMPED));
        assertNull(prepare(signed(NOW), UNSTAMPED));
        assertNotNull(prepare(signed(NOW - 301), UNSTAMPED), "a timestamp that is there counts");
        assertNotNull(prepare(request(), UNSTAMPED), "unsigned");
    }

    @Test
    void theTimestampsHeaderIsAsNamed() {
        Map<String, String> settings = Map.of("hmacSecret", SECRET, "timestampHeader", "X-When");
        assertNotNull(prepare(signed(NOW), settings));
        assertNull(
                prepare(request().with(Signature.HEADER, sign("" + NOW, BODY)).with("x-when", "" + NOW), settings));
    }

    private static RecordedRequest request() {
        return RecordedRequest.post("", BODY.getBytes(UTF_8), JacksonJsonReader::new);
    }

    private static RecordedRequest at(RecordedRequest r, Instant time) {
        return new RecordedRequest(
                r.method(), r.path(), r.headers(), r.parameters(), r.values(), r.body(), time, r.reader());
    }

    private static RecordedRequest signed(long time) {
        return request().with(Signature.HEADER, sign("" + time, BODY)).with(Signature.TIMESTAMP_HEADER, "" + time);
    }

    private static String sign(@Nullable String timestamp, String body) {
        return HexFormat.of().formatHex(Signature.of(SECRET, timestamp, body.getBytes(UTF_8)));
    }

    private static @Nullable Uni<Void> prepare(RecordedRequest request, Map<String, String> settings) {
        return Requests.SOURCE.prepare(
                request.to(settings), TestContext.calling(settings, new TestHttp(JacksonJsonReader::new)));
    }

    private static String refused(RecordedRequest request) {
        Uni<Void> answer = prepare(request, SIGNED);
        assertNotNull(answer, "it passed");
        BadPayloadException e = (BadPayloadException)
                assertThrows(Exception.class, () -> answer.await().indefinitely())
                        .getCause();
        assertNotNull(e);
        assertNotNull(e.answer());
        assertEquals(401, e.answer().status());
        assertEquals(e.getMessage() + "\n", e.answer().body());
        return String.valueOf(e.getMessage());
    }
}
