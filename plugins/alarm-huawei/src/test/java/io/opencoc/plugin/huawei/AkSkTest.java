package io.opencoc.plugin.huawei;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.opencoc.api.HttpPort.Request;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AkSkTest {

    @Test
    void agreesWithTheVendorsOwnSigner() {
        int checked = 0;
        for (JsonNode v : Vectors.resource("huawei-aksk.json").get("cases")) {
            Map<String, String> query = new HashMap<>();
            v.get("query")
                    .properties()
                    .forEach(q -> query.put(q.getKey(), q.getValue().asString()));
            AkSk key = new AkSk(v.get("ak").asString(), v.get("sk").asString());
            Request signed = key.sign(
                    v.get("method").asString(),
                    URI.create("https://" + v.get("host").asString()),
                    v.get("path").asString(),
                    query,
                    v.get("headers").get("X-Project-Id").asString(),
                    v.get("headers").get("Content-Type").asString(),
                    v.get("body").asString().getBytes(UTF_8),
                    Instant.parse("2026-11-23T02:15:00Z"));
            assertEquals(v.get("authorization").asString(), signed.headers().get("Authorization"));
            assertEquals(
                    v.get("headers").get("X-Sdk-Date").asString(),
                    signed.headers().get("X-Sdk-Date"));
            assertFalse(signed.url().getRawPath().endsWith("/"), "only what is signed ends with a slash");
            checked++;
        }
        assertEquals(2, checked);
        assertEquals("a", new AkSk("a", "secret").toString());
    }
}
