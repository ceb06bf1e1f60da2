package io.opencoc.plugin.huawei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.contract.RecordedRequest;
import io.opencoc.api.contract.TestContext;
import io.opencoc.kernel.json.JacksonJsonReader;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SubscriptionTest {
    private static final Map<String, String> DAY = Map.of("maxAgeMinutes", "1440");
    private static final String CONFIRM =
            "GET https://console.huaweicloud.com/smn/subscription/confirm?token=demo-token&";

    private final CesSource source = new CesSource(new Subscription(new Certificates()));
    private FakeSmn smn;

    @BeforeEach
    void start() throws Exception {
        smn = new FakeSmn();
    }

    @AfterEach
    void stop() {
        smn.close();
    }

    @Test
    void whatIsSignedIsWhatTheVectorsSay() throws Exception {
        int checked = 0;
        for (JsonNode vector : Vectors.smn().get("cases")) {
            if (vector.has("canonical_string")) {
                Envelope envelope = Envelope.read(Vectors.request(vector.get("envelope"), Map.of()));
                assertEquals(vector.get("canonical_string").asString(), Signature.canonical(envelope));
                checked++;
            }
        }
        assertEquals(3, checked);
    }

    @Test
    void takesWhatSmnSignedAndRefusesWhatSomebodyChanged() {
        for (JsonNode vector : Vectors.smn().get("cases")) {
            Throwable failure = prepare(vector.get("envelope"), DAY);
            if (vector.get("expected").asString().equals("valid")) {
                assertNull(failure);
            } else {
                refused(failure, "signature does not fit");
            }
        }
        assertEquals(
                1,
                smn.asked.stream()
                        .filter(a -> a.equals("GET " + FakeSmn.CERTIFICATE))
                        .count(),
                "the certificate is kept");
    }

    @Test
    void anyChangedFieldSpoilsTheSignature() {
        for (String field : List.of("message", "message_id", "subject", "timestamp", "topic_urn")) {
            ObjectNode envelope = notification();
            String value = envelope.get(field).asString();
            envelope.put(field, field.equals("timestamp") ? "2026-11-23T02:15:04Z" : value + "x");
            refused(prepare(envelope, DAY), "signature does not fit");
        }
        for (String signature : List.of("", "AAAA", "***", "x".repeat(5000))) {
            refused(prepare(notification().put("signature", signature), DAY), "signature");
        }
        refused(prepare(notification().put("signature_version", "v2"), DAY), "signature_version");
    }

    @Test
    void fetchesNoCertificateFromAnywhereElse() {
        String path = "/smn/SMN_x.pem";
        for (String url : List.of(
                "https://evil.example" + path,
                "http://smn.cn-north-4.myhuaweicloud.com" + path,
                "https://smn.cn-north-4.myhuaweicloud.com:8443" + path,
                "https://smn.cn-north-4.myhuaweicloud.com@evil.example" + path,
                "https://smn.cn-north-4.myhuaweicloud.com.evil.example" + path,
                "https://smn.a.b.myhuaweicloud.com" + path,
                "https://evil-smn.cn-north-4.myhuaweicloud.com" + path,
                "https://smn..myhuaweicloud.com" + path,
                "https://smn.cn-north-4.myhuaweicloud.com" + path + "?x=1",
                "https://smn.cn-north-4.myhuaweicloud.com/smn/SMN_x",
                "file:///etc/passwd.pem",
                "not an address",
                "")) {
            refused(prepare(notification().put("signing_cert_url", url), DAY), "signing_cert_url");
        }
        assertEquals(List.of(), smn.asked);
    }

    @Test
    void theAllowedHostsAreASetting() {
        Map<String, String> other = new HashMap<>(DAY);
        other.put("certificateHosts", "smn.private.example");
        refused(prepare(notification(), other), "signing_cert_url");
        other.put("certificateHosts", "smn.private.example , SMN.cn-north-4.myhuaweicloud.com");
        assertNull(prepare(notification(), other));
    }

    @Test
    void anOldMessageIsNotTakenAgain() {
        refused(prepare(notification(), Map.of()), "more than 60 min old");
        refused(prepare(notification().put("timestamp", "2026-11-23T12:06:00Z"), Map.of()), "5 min ahead");
        refused(prepare(notification().put("timestamp", "yesterday"), Map.of()), "timestamp \"yesterday\"");
        assertEquals(List.of(), smn.asked, "and nothing is fetched for it");
    }

    @Test
    void aCertificateThatHasRunOutProvesNothing() {
        Instant later = Instant.parse("2037-01-01T00:00:00Z");
        RecordedRequest r = Vectors.request(notification().put("timestamp", "2037-01-01T00:00:00Z"), Map.of());
        refused(
                prepare(new RecordedRequest(
                        "POST", "", Map.of(), Map.of(), Map.of(), r.body(), later, JacksonJsonReader::new)),
                "not valid now");
    }

    @Test
    void whenTheCertificateCannotBeHadTheSenderTriesAgain() {
        smn.failWith = 503;
        assertTrue(prepare(notification(), DAY) instanceof IOException);
        smn.failWith = 404;
        assertTrue(prepare(notification(), DAY) instanceof IOException, "for ten seconds nobody asks again");
        assertEquals(1, smn.asked.size());
    }

    @Test
    void confirmsASubscriptionOnceItIsProven() throws Exception {
        ObjectNode envelope = (ObjectNode) Vectors.envelope(Vectors.SUBSCRIPTION);
        assertNull(prepare(envelope, DAY));
        assertEquals(2, smn.asked.size());
        assertTrue(smn.asked.get(1).startsWith(CONFIRM), smn.asked.toString());
        assertEquals(ParsedRequest.of(List.of()), source.parse(Vectors.request(envelope, DAY)));
        refused(prepare(envelope.put("message", "changed"), DAY), "signature does not fit");
        assertEquals(2, smn.asked.size(), "what is forged confirms nothing");
    }

    @Test
    void confirmsNowhereElse() {
        Map<String, String> unproven = Map.of("verifySignature", "false");
        ObjectNode envelope = (ObjectNode) Vectors.envelope(Vectors.SUBSCRIPTION);
        for (String url : List.of(
                "https://evil.example/smn/subscription/confirm?token=secret",
                "http://console.huaweicloud.com/smn/subscription/confirm?token=secret",
                "https://console.huaweicloud.com/smn/subscription/../admin?token=secret",
                "https://console.huaweicloud.com/?token=secret")) {
            Throwable failure = prepare(envelope.put("subscribe_url", url), unproven);
            refused(failure, "subscribe_url");
            assertFalse(String.valueOf(failure.getMessage()).contains("secret"));
        }
        assertEquals(List.of(), smn.asked);
        smn.failWith = 500;
        envelope.put("subscribe_url", "https://console.huaweicloud.com/smn/subscription/confirm?token=x");
        Throwable failure = prepare(envelope, unproven);
        assertTrue(failure instanceof IOException);
        assertEquals(
                "console.huaweicloud.com did not confirm the subscription: 500 SMN.0001 not now", failure.getMessage());
    }

    @Test
    void theEndOfASubscriptionIsTold() throws Exception {
        JsonNode envelope = Vectors.envelope(Vectors.UNSUBSCRIPTION);
        assertNull(prepare(envelope, DAY));
        ParsedRequest parsed = source.parse(Vectors.request(envelope, DAY));
        assertEquals(200, parsed.accepted().status());
        assertTrue(parsed.problems().get(0).contains("ops-alarms\" was taken back"), parsed.toString());
        assertEquals(1, smn.asked.size(), "nothing is subscribed again");
    }

    @Test
    void onlyTheNamedTopicsMaySend() {
        Map<String, String> settings = new HashMap<>(DAY);
        settings.put("topics", "urn:smn:cn-north-4:1:other\nurn:smn:x:y:z");
        refused(prepare(notification(), settings), "not one of the topics");
        settings.put("topics", "urn:x, " + notification().get("topic_urn").asString());
        assertNull(prepare(notification(), settings));
    }

    @Test
    void withoutTheCheckNothingIsFetched() {
        assertNull(source.prepare(
                Vectors.request(Vectors.envelope(Vectors.FORGED), Map.of("verifySignature", "false")),
                TestContext.calling(Map.of("verifySignature", "false"), smn.http())));
        assertEquals(List.of(), smn.asked);
    }

    @Test
    void headerAndBodyMustAgree() {
        RecordedRequest request = Vectors.request(notification(), DAY);
        refused(prepare(request.with("X-SMN-MESSAGE-TYPE", "SubscriptionConfirmation")), "X-SMN-MESSAGE-TYPE");
        assertNull(prepare(request.with("x-smn-message-type", "Notification")));
        refused(prepare(notification().put("type", "Other"), DAY), "type \"Other\"");
    }

    private static ObjectNode notification() {
        return (ObjectNode) Vectors.envelope(Vectors.NOTIFICATION);
    }

    private @Nullable Throwable prepare(JsonNode envelope, Map<String, String> settings) {
        return prepare(Vectors.request(envelope, settings));
    }

    /** What it fails with; null when the request may be read. */
    private @Nullable Throwable prepare(RecordedRequest request) {
        Uni<Void> preparing = source.prepare(request, TestContext.calling(request.values(), smn.http()));
        return preparing == null
                ? null
                : preparing
                        .onItemOrFailure()
                        .transform((done, failure) -> java.util.Optional.ofNullable(failure))
                        .await()
                        .atMost(Duration.ofSeconds(20))
                        .orElse(null);
    }

    private static void refused(@Nullable Throwable failure, String why) {
        assertTrue(failure instanceof BadPayloadException, () -> "" + failure);
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.contains(why), message);
        assertFalse(message.contains("\n"), message);
    }
}
