package io.opencoc.plugin.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The signatures, bit for bit. */
class VectorsTest {

    @Test
    void aliyunV3() throws IOException {
        JsonNode v = vector("aliyun-acs3.json");
        Acs3 signature = new Acs3("POST", texts(v.get("query")), texts(v.get("headers")));
        assertEquals(v.get("canonical_request").asString(), signature.canonicalRequest());
        assertEquals(v.get("string_to_sign").asString(), signature.stringToSign());
        assertEquals(
                v.get("authorization").asString(),
                signature.authorization(
                        v.get("access_key_id").asString(),
                        v.get("access_key_secret").asString()));
    }

    @Test
    void aliyunV2() throws IOException {
        JsonNode v = vector("aliyun-rpc-v2.json");
        assertEquals(v.get("string_to_sign").asString(), RpcSignature.stringToSign("GET", texts(v.get("params"))));
        assertEquals(
                v.get("signature").asString(),
                RpcSignature.of(
                        "GET",
                        texts(v.get("params")),
                        v.get("access_key_secret").asString()));
    }

    @Test
    void huaweiMessageService() throws IOException {
        JsonNode v = vector("huawei-wsse.json");
        String nonce = v.get("nonce").asString();
        String created = v.get("created").asString();
        String secret = v.get("app_secret").asString();
        assertEquals(v.get("digest_raw_base64").asString(), new Wsse(nonce, created, false).digest(secret));
        assertEquals(v.get("digest_hex_base64_variant").asString(), new Wsse(nonce, created, true).digest(secret));
        assertEquals(
                "UsernameToken Username=\"k\",PasswordDigest=\"sjUBi3Erp6fjBlDJpHKVfNtrg8/JmhQSRtwnOewaeBQ=\","
                        + "Nonce=\"66C92B11FF8A425FB8D4CCFE0ED9ED1F\",Created=\"2026-11-23T02:15:00Z\"",
                new Wsse(nonce, created, false).header("k", secret));
    }

    @Test
    void huaweiAccessKeys() throws IOException {
        JsonNode all = vector("huawei-aksk.json");
        int checked = 0;
        for (String group : new String[] {"cases", "cases_content_type_signed"}) {
            for (JsonNode v : all.get(group)) {
                TreeMap<String, String> headers = new TreeMap<>();
                headers.put("host", v.get("host").asString());
                texts(v.get("headers")).forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
                // which headers are signed, the vector says
                headers.keySet().retainAll(signed(v.get("authorization").asString()));
                AkSk signature = new AkSk(
                        v.get("method").asString(),
                        v.get("path").asString(),
                        texts(v.get("query")),
                        headers,
                        v.get("body").asString());
                assertEquals(v.get("canonical_request").asString(), signature.canonicalRequest());
                assertEquals(v.get("string_to_sign").asString(), signature.stringToSign());
                assertEquals(
                        v.get("authorization").asString(),
                        signature.authorization(
                                v.get("ak").asString(), v.get("sk").asString()));
                checked++;
            }
        }
        assertEquals(4, checked);
    }

    @Test
    void percentEncodingLeavesOnlyTheUnreserved() {
        assertEquals("aZ09-._~%20%2B%2A%2F%3A%25%E8%BF%90%F0%9F%94%A5", Percent.encode("aZ09-._~ +*/:%运🔥"));
    }

    private static Set<String> signed(String authorization) {
        String list = authorization.replaceAll(".*SignedHeaders=([^,]*),.*", "$1");
        assertTrue(list.contains("host"), list);
        return new TreeSet<>(Set.of(list.split(";")));
    }

    private static TreeMap<String, String> texts(JsonNode object) {
        TreeMap<String, String> texts = new TreeMap<>();
        object.properties().forEach(p -> texts.put(p.getKey(), p.getValue().asString()));
        return texts;
    }

    private static JsonNode vector(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(VectorsTest.class.getResourceAsStream("/" + name))) {
            return Json.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
