package io.opencoc.plugin.sms;

import io.opencoc.api.HttpPort.Answer;
import io.opencoc.api.HttpPort.Request;
import io.opencoc.api.PluginContext;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Calls actions of Aliyun's short message service, and reads what it answers. */
final class AliyunApi {
    private static final String VERSION = "2017-05-25";

    private final AliyunSettings settings;
    private final PluginContext context;

    AliyunApi(AliyunSettings settings, PluginContext context) {
        this.settings = settings;
        this.context = context;
    }

    Uni<Answer> call(String action, Map<String, String> parameters) {
        return context.http().send(settings.rpc() ? rpc(action, parameters) : acs3(action, parameters));
    }

    private Request acs3(String action, Map<String, String> parameters) {
        SortedMap<String, String> query = new TreeMap<>(parameters);
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("host", Given.authority(settings.endpoint()));
        headers.put("x-acs-action", action);
        headers.put("x-acs-content-sha256", Digests.sha256Hex(""));
        headers.put("x-acs-date", now());
        headers.put("x-acs-signature-nonce", UUID.randomUUID().toString());
        headers.put("x-acs-version", VERSION);
        String authorization =
                new Acs3("POST", query, headers).authorization(settings.accessKeyId(), settings.accessKeySecret());
        headers.remove("host");
        headers.put("Authorization", authorization);
        headers.put("Accept", "application/json");
        return new Request("POST", address(Percent.joined(query)), headers, new byte[0]);
    }

    private Request rpc(String action, Map<String, String> parameters) {
        SortedMap<String, String> query = new TreeMap<>(parameters);
        query.put("Action", action);
        query.put("Version", VERSION);
        query.put("Format", "JSON");
        query.put("RegionId", "cn-hangzhou");
        query.put("AccessKeyId", settings.accessKeyId());
        query.put("SignatureMethod", "HMAC-SHA1");
        query.put("SignatureVersion", "1.0");
        query.put("SignatureNonce", UUID.randomUUID().toString());
        query.put("Timestamp", now());
        String signature = RpcSignature.of("GET", query, settings.accessKeySecret());
        return Request.get(address(Percent.joined(query) + "&Signature=" + Percent.encode(signature)));
    }

    private URI address(String query) {
        return URI.create(settings.endpoint() + "/?" + query);
    }

    private String now() {
        return context.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * What an answer with the code OK says.
     *
     * @throws io.opencoc.api.DeliveryException of any other answer
     */
    Map<String, String> accepted(Answer answer) {
        Map<String, String> said = Answers.read(context.http(), answer.body());
        String code = Answers.first(said, "Code");
        if (answer.status() == 200 && code.equals("OK")) {
            return said;
        }
        String words = Answers.first(said, "Message");
        String shown = code.isEmpty()
                ? "HTTP " + answer.status() + ": " + Clean.shown(answer.text())
                : Clean.shown(code + ": " + words);
        Refusal refusal = AliyunCodes.of(code, words, answer.status());
        Instant now = context.clock().instant();
        Duration pause = AliyunCodes.pause(code, words);
        throw pause == null ? refusal.failure(shown, answer, now) : refusal.failure(shown, pause);
    }
}
