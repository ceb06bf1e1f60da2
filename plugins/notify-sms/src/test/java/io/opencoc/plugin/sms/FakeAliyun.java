package io.opencoc.plugin.sms;

import io.opencoc.kernel.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Aliyun's SendSms and QuerySendDetails: both signatures, required parameters, one approved template with limits of its values. */
final class FakeAliyun extends FakeProvider {
    static final String SECRET = "SKdemo";
    private static final int LONGEST = 35;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final Set<String> SIGNED = Set.of(
            "host", "x-acs-action", "x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce", "x-acs-version");

    /** A message that it took. */
    record Sms(String number, String values, String outId, Instant at, int status) {}

    final List<Sms> sent = new CopyOnWriteArrayList<>();
    final List<String> queries = new CopyOnWriteArrayList<>();
    private final Set<String> nonces = ConcurrentHashMap.newKeySet();
    volatile Instant now;
    /** Takes the message, and then the connection breaks. */
    volatile boolean breaksAfterTaking;
    /** What it says of a query; null for the receipts. */
    volatile @Nullable Said toQueries;

    FakeAliyun(Instant now) throws IOException {
        this.now = now;
    }

    Map<String, String> settings() {
        return Map.of(
                "endpoint", address(),
                "accessKeyId", "LTAIdemo",
                "accessKeySecret", SECRET,
                "signName", "运维",
                "templateCode", "SMS_000000001",
                "levelParameter", "level",
                "linkParameter", "link");
    }

    @Override
    Said judge(Got got) {
        TreeMap<String, String> query = got.query();
        String action = query.containsKey("Action") ? query.get("Action") : got.header("x-acs-action");
        String wrong = query.containsKey("Signature") ? rpc(got, query) : acs3(got, query);
        if (!wrong.isEmpty()) {
            return error(
                    wrong.equals("InvalidAccessKeyId.NotFound") ? 404 : 400,
                    wrong,
                    "Specified signature is not matched.");
        }
        return switch (action) {
            case "SendSms" -> sendSms(query);
            case "QuerySendDetails" -> querySendDetails(query);
            default -> error(404, "InvalidAction.NotFound", "Specified api is not found.");
        };
    }

    private String acs3(Got got, TreeMap<String, String> query) {
        TreeMap<String, String> fields = new TreeMap<>();
        for (String part : got.header("authorization")
                .replaceFirst("^ACS3-HMAC-SHA256 ", "")
                .split(",")) {
            String[] pair = part.split("=", 2);
            fields.put(pair[0], pair.length < 2 ? "" : pair[1]);
        }
        if (!"LTAIdemo".equals(fields.get("Credential"))) {
            return "InvalidAccessKeyId.NotFound";
        }
        String signed = fields.getOrDefault("SignedHeaders", "");
        if (!SIGNED.equals(Set.of(signed.split(";")))
                || !got.header("x-acs-version").equals("2017-05-25")) {
            return "IncompleteSignature";
        }
        if (Duration.between(Instant.parse(got.header("x-acs-date")), now).abs().toMinutes() > 15) {
            return "InvalidTimeStamp.Expired";
        }
        if (!nonces.add(got.header("x-acs-signature-nonce"))) {
            return "SignatureNonceUsed";
        }
        StringBuilder headers = new StringBuilder();
        for (String name : signed.split(";")) {
            headers.append(name).append(':').append(got.header(name)).append('\n');
        }
        String hash = sha256(got.body());
        String canonical = got.method() + "\n" + got.path() + "\n" + canonical(query) + "\n" + headers + "\n" + signed
                + "\n" + hash;
        byte[] hmac = hmac("HmacSHA256", SECRET, "ACS3-HMAC-SHA256\n" + sha256(canonical));
        boolean same = HexFormat.of().formatHex(hmac).equals(fields.get("Signature"))
                && hash.equals(got.header("x-acs-content-sha256"));
        return same ? "" : "SignatureDoesNotMatch";
    }

    private String rpc(Got got, TreeMap<String, String> query) {
        String signature = String.valueOf(query.remove("Signature"));
        String text = got.method() + "&%2F&" + encoded(canonical(query));
        boolean same = signature.equals(Base64.getEncoder().encodeToString(hmac("HmacSHA1", SECRET + "&", text)));
        boolean whole = query.keySet()
                .containsAll(Set.of(
                        "AccessKeyId",
                        "Version",
                        "SignatureMethod",
                        "SignatureVersion",
                        "SignatureNonce",
                        "Timestamp"));
        return same && whole && nonces.add(query.get("SignatureNonce")) ? "" : "SignatureDoesNotMatch";
    }

    private Said sendSms(TreeMap<String, String> query) {
        String number = query.getOrDefault("PhoneNumbers", "");
        if (!number.matches("1[0-9]{10}|[1-9][0-9]{6,14}") || number.startsWith("861")) {
            return error(200, "isv.MOBILE_NUMBER_ILLEGAL", number + "非法的手机号码");
        }
        if (!"运维".equals(query.get("SignName"))) {
            return error(200, "isv.SMS_SIGNATURE_ILLEGAL", "该账号下找不到对应签名");
        }
        if (!"SMS_000000001".equals(query.get("TemplateCode"))) {
            return error(200, "isv.SMS_TEMPLATE_ILLEGAL", "该账号下找不到对应模板");
        }
        JsonNode values = Json.tree(query.getOrDefault("TemplateParam", "{}"));
        for (String name : List.of("subject", "level", "link")) {
            String value = values.path(name).asString("");
            if (value.isEmpty()) {
                return error(200, "isv.TEMPLATE_MISSING_PARAMETERS", "模板变量缺少对应参数值");
            }
            if (value.contains("://")) {
                return error(200, "isv.PARAM_NOT_SUPPORT_URL", "变量不支持传入URL");
            }
            if (value.length() > LONGEST) {
                return error(200, "isv.PARAM_LENGTH_LIMIT", "参数超过长度限制");
            }
        }
        sent.add(new Sms(number, values.toString(), query.getOrDefault("OutId", ""), now, 1));
        return breaksAfterTaking
                ? Said.BROKEN
                : Said.of(
                        200,
                        "{\"Code\":\"OK\",\"Message\":\"OK\",\"BizId\":\"9006^" + sent.size()
                                + "\",\"RequestId\":\"F6\"}");
    }

    private Said querySendDetails(TreeMap<String, String> query) {
        queries.add(query.get("SendDate") + " page " + query.get("CurrentPage"));
        Said mine = toQueries;
        if (mine != null) {
            return mine;
        }
        int size = Integer.parseInt(query.getOrDefault("PageSize", "0"));
        int page = Integer.parseInt(query.getOrDefault("CurrentPage", "0"));
        if (size < 1
                || size > 50
                || page < 1
                || !query.getOrDefault("SendDate", "").matches("[0-9]{8}")) {
            return error(200, "isv.INVALID_PARAMETERS", "参数异常");
        }
        List<Sms> found = new ArrayList<>(sent.stream()
                .filter(s -> s.number.equals(query.get("PhoneNumber")))
                .filter(s -> DAY.format(s.at.atZone(ZoneId.of("Asia/Shanghai"))).equals(query.get("SendDate")))
                .toList());
        ObjectNode answer = Json.MAPPER
                .createObjectNode()
                .put("Code", "OK")
                .put("Message", "OK")
                .put("TotalCount", found.size());
        ArrayNode list = answer.putObject("SmsSendDetailDTOs").putArray("SmsSendDetailDTO");
        found.stream().skip((long) size * (page - 1)).limit(size).forEach(s -> list.addObject()
                .put("OutId", s.outId)
                .put("SendStatus", s.status)
                .put("ErrCode", s.status == 3 ? "DELIVERED" : "")
                .put("PhoneNum", s.number)
                .put("Content", "【运维】" + s.values));
        return Said.of(200, answer.toString());
    }

    static Said error(int status, String code, String message) {
        return Said.of(
                status,
                Json.MAPPER
                        .createObjectNode()
                        .put("Code", code)
                        .put("Message", message)
                        .put("RequestId", "F6")
                        .toString());
    }
}
