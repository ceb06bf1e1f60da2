package io.opencoc.plugin.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.opencoc.kernel.json.JacksonJsonReader;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    @Test
    void agreesWithAlertmanager() throws Exception {
        JacksonJsonReader r = new JacksonJsonReader(
                Requests.resource("alertmanager-fingerprint.json").getBytes(UTF_8));
        int cases = 0;
        r.beginObject();
        while (r.hasNext()) {
            if (!r.name().equals("cases")) {
                r.skip();
                continue;
            }
            r.beginArray();
            while (r.hasNext()) {
                TreeMap<String, String> labels = new TreeMap<>();
                String expected = null;
                r.beginObject();
                while (r.hasNext()) {
                    if (r.name().equals("fingerprint")) {
                        expected = r.text();
                        continue;
                    }
                    r.beginObject();
                    while (r.hasNext()) {
                        labels.put(r.name(), String.valueOf(r.text()));
                    }
                    r.endObject();
                }
                r.endObject();
                assertEquals(expected, Fingerprint.of(labels), labels.toString());
                cases++;
            }
            r.endArray();
        }
        assertEquals(3, cases);
    }

    @Test
    void aRealAlertmanagersAlertHasItsFingerprint() throws Exception {
        // captured from Alertmanager 0.25, which computed dd6b607df7d3ef16
        assertEquals(
                "dd6b607df7d3ef16",
                Requests.only(Requests.post("", Requests.resource("webhook-firing.json")))
                        .fingerprint());
    }

    @Test
    void hashesBytesInTheOrderOfBytes() {
        assertNotEquals(
                Fingerprint.of(new TreeMap<>(Map.of("a", "é"))), Fingerprint.of(new TreeMap<>(Map.of("a", "è"))));
        // U+FF5E sorts before U+1F525 by bytes, after it by UTF-16 units
        TreeMap<String, String> labels = new TreeMap<>(Map.of("～", "1", "🔥", "2"));
        assertEquals("🔥", labels.firstKey());
        long hash = 0xcbf29ce484222325L;
        for (String part : new String[] {"～", "1", "🔥", "2"}) {
            for (byte b : part.getBytes(UTF_8)) {
                hash = (hash ^ (b & 0xFF)) * 0x100000001b3L;
            }
            hash = (hash ^ 0xFF) * 0x100000001b3L;
        }
        assertEquals("%016x".formatted(hash), Fingerprint.of(labels));
    }
}
