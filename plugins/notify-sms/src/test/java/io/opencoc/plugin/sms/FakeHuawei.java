package io.opencoc.plugin.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.kernel.json.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Huawei Cloud's SMN (access keys, one topic with subscriptions) and its message service (WSSE, one template with two variables). */
final class FakeHuawei extends FakeProvider {
    static final String SECRET = "SKdemoSecret0000000000000000";
    private static final String TOPIC = "urn:smn:cn-north-4:p0123456789:opencoc-8613800000001";
    private static final Pattern TOPICS =
            Pattern.compile("/v2/p0123456789/notifications/topics/([^/]+)/(subscriptions|publish)");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern WSSE = Pattern.compile(
            "UsernameToken Username=\"([^\"]+)\",PasswordDigest=\"([^\"]+)\",Nonce=\"([^\"]+)\",Created=\"([^\"]+)\"");

    /** What was published, and what was sent. */
    final List<JsonNode> published = new CopyOnWriteArrayList<>();

    final List<TreeMap<String, String>> sent = new CopyOnWriteArrayList<>();
    /** Of the topic's one SMS subscription: 0 not confirmed, 1 confirmed. */
    volatile int subscription = 1;

    volatile String endpoint = "+8613800000001";
    /** How the message service wants digests. */
    volatile boolean hex;

    private final Instant now;

    FakeHuawei(Instant now) throws IOException {
        this.now = now;
    }

    Map<String, String> smn() {
        return Map.of(
                "endpoint",
                address(),
                "accessKey",
                "AKDEMO0000000000",
                "secretKey",
                SECRET,
                "projectId",
                "p0123456789");
    }

    Map<String, String> msgsms() {
        return Map.of(
                "service", "msgsms",
                "endpoint", address(),
                "accessKey", "AKDEMO0000000000",
                "secretKey", SECRET,
                "sender", "8823000000000",
                "templateId", "0123456789abcdef0123456789abcdef",
                "templateValues", "level, subject",
                "signName", "OpsSign");
    }

    @Override
    Said judge(Got got) {
        if (got.path().equals("/sms/batchSendSms/v1")) {
            return batchSendSms(got);
        }
        if (!signed(got)) {
            return Said.of(
                    401,
                    "{\"error_msg\":\"Incorrect IAM authentication information: verify aksk signature fail\",\"error_code\":\"APIGW.0301\"}");
        }
        Matcher topic = TOPICS.matcher(got.path());
        if (!topic.matches() || !URLDecoder.decode(topic.group(1), UTF_8).equals(TOPIC)) {
            return Said.of(
                    404, "{\"request_id\":\"r\",\"code\":\"SMN.0013\",\"message\":\"The topic does not exist.\"}");
        }
        return topic.group(2).equals("publish") ? publish(got) : subscriptions(got);
    }

    private boolean signed(Got got) {
        Matcher fields = Pattern.compile(
                        "SDK-HMAC-SHA256 Access=AKDEMO0000000000, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})")
                .matcher(got.header("authorization"));
        if (!fields.matches()
                || !Arrays.asList(fields.group(1).split(";")).containsAll(List.of("host", "x-sdk-date"))) {
            return false;
        }
        String date = got.header("x-sdk-date");
        if (Duration.between(Instant.from(DATE.parse(date)), now).abs().toMinutes() > 15) {
            return false;
        }
        StringBuilder headers = new StringBuilder();
        for (String name : fields.group(1).split(";")) {
            headers.append(name).append(':').append(got.header(name)).append('\n');
        }
        // from the path as it means, whatever its encoding was on the way
        StringBuilder path = new StringBuilder();
        for (String part : got.path().substring(1).split("/")) {
            path.append('/').append(encoded(URLDecoder.decode(part, UTF_8)));
        }
        String canonical = got.method() + "\n" + path + "/\n" + canonical(got.query()) + "\n" + headers + "\n"
                + fields.group(1) + "\n" + sha256(got.body());
        byte[] hmac = hmac("HmacSHA256", SECRET, "SDK-HMAC-SHA256\n" + date + "\n" + sha256(canonical));
        return HexFormat.of().formatHex(hmac).equals(fields.group(2));
    }

    private Said subscriptions(Got got) {
        int limit = Integer.parseInt(got.query().getOrDefault("limit", "100"));
        if (!got.method().equals("GET") || limit < 1 || limit > 100) {
            return Said.of(400, "{\"code\":\"SMN.0002\",\"message\":\"limit is invalid\"}");
        }
        return Said.of(
                200,
                "{\"request_id\":\"r\",\"subscription_count\":2,\"subscriptions\":[{\"protocol\":\"email\",\"endpoint\":\"8613800000001\","
                        + "\"status\":1},{\"protocol\":\"sms\",\"endpoint\":\"" + endpoint + "\",\"status\":"
                        + subscription + "}]}");
    }

    private Said publish(Got got) {
        JsonNode body = Json.tree(got.body());
        String message = body.path("message").asString("");
        boolean fine = got.method().equals("POST")
                && got.header("content-type").startsWith("application/json")
                && !message.isEmpty()
                && message.length() <= 490
                && body.path("subject").asString("").length() <= 512
                && !message.matches("(?s).*[\\[\\]【】].*");
        if (!fine) {
            return Said.of(400, "{\"request_id\":\"r\",\"code\":\"SMN.0030\",\"message\":\"The message is invalid.\"}");
        }
        published.add(body);
        return Said.of(200, "{\"request_id\":\"r\",\"message_id\":\"m-" + published.size() + "\"}");
    }

    private Said batchSendSms(Got got) {
        if (!got.header("authorization").equals("WSSE realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\"")) {
            return Said.of(401, "{\"code\":\"E000001\",\"description\":\"Authorization is missing.\"}");
        }
        Matcher wsse = WSSE.matcher(got.header("x-wsse"));
        if (!wsse.matches()) {
            return Said.of(401, "{\"code\":\"E000020\",\"description\":\"X-WSSE is missing.\"}");
        }
        boolean known = wsse.group(1).equals("AKDEMO0000000000")
                && wsse.group(2).equals(digest(wsse.group(3) + wsse.group(4) + SECRET))
                && Duration.between(Instant.parse(wsse.group(4)), now).abs().toHours() < 24;
        if (!known) {
            return Said.of(401, "{\"code\":\"E000111\",\"description\":\"The app_key or app_secret is incorrect.\"}");
        }
        TreeMap<String, String> form = got.form();
        boolean whole = form.getOrDefault("from", "").equals("8823000000000")
                && form.getOrDefault("to", "").matches("\\+[0-9]{7,15}")
                && form.getOrDefault("templateId", "").length() == 32;
        JsonNode values = Json.tree(form.getOrDefault("templateParas", "[]"));
        if (!whole || values.size() != 2) {
            return Said.of(400, "{\"code\":\"E000000\",\"description\":\"System error.\"}");
        }
        for (JsonNode value : values) {
            if (value.asString().isEmpty()
                    || value.asString().length() > 20
                    || value.asString().contains(".")) {
                return Said.of(200, result("E000510", "E200028"));
            }
        }
        sent.add(form);
        return Said.of(200, result("000000", "000000"));
    }

    static String result(String code, String status) {
        return "{\"code\":\"" + code + "\",\"description\":\"see status\",\"result\":[{\"originTo\":\"+8613800000001\","
                + "\"from\":\"8823000000000\",\"smsMsgId\":\"id-1\",\"status\":\"" + status + "\"}]}";
    }

    private String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            byte[] digest = hex ? HexFormat.of().formatHex(hash).getBytes(UTF_8) : hash;
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
