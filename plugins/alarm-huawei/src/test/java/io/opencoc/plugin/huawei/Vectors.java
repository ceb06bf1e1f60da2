package io.opencoc.plugin.huawei;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.contract.RecordedRequest;
import io.opencoc.kernel.json.JacksonJsonReader;
import io.opencoc.kernel.json.Json;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Recorded samples, and requests made of them. */
final class Vectors {
    /** Within the life of the test certificate. */
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    static final int NOTIFICATION = 0;
    static final int SUBSCRIPTION = 1;
    static final int UNSUBSCRIPTION = 2;
    static final int FORGED = 3;

    private Vectors() {}

    static JsonNode resource(String name) {
        try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream("/" + name), name)) {
            return Json.tree(new String(in.readAllBytes(), UTF_8));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode smn() {
        return resource("smn-signed-envelopes.json");
    }

    static JsonNode envelope(int index) {
        return smn().get("cases").get(index).get("envelope").deepCopy();
    }

    static RecordedRequest request(JsonNode envelope, Map<String, String> settings) {
        return new RecordedRequest(
                "POST",
                "",
                Map.of(),
                Map.of(),
                settings,
                envelope.toString().getBytes(UTF_8),
                NOW,
                JacksonJsonReader::new);
    }

    /** A notification that carries this, not signed. */
    static RecordedRequest carrying(String message) {
        return request(
                Json.MAPPER
                        .createObjectNode()
                        .put("type", "Notification")
                        .put("subject", "[Alarm] something")
                        .put("timestamp", "2026-11-23T11:59:00Z")
                        .put("topic_urn", "urn:smn:cn-north-4:p:t")
                        .put("message", message),
                Map.of());
    }
}
