package io.opencoc.plugin.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.HttpPort.Answer;
import io.opencoc.api.HttpPort.Request;
import io.opencoc.api.JsonText;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.PluginContext;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Huawei Cloud's notification service. It publishes to topics, not to numbers, and takes messages that nobody has subscribed to: so each
 * person has a topic, and before each message it is looked whether the number has confirmed the subscription.
 */
record Smn(HuaweiSettings settings, String projectId, String topic, int segments, PluginContext context) {
    private static final int LONGEST = 490;
    private static final int LONGEST_SUBJECT = 120;
    private static final int PAGE = 100;
    /** Confirmed, or in no need of it. */
    private static final Set<String> CONFIRMED = Set.of("1", "2");

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    static Smn of(Given given, HuaweiSettings settings, PluginContext context) {
        String topic = given.optional("topic", "opencoc-{mobile}");
        if (!topic.contains("{mobile}")) {
            throw given.wrong("topic", "has no {mobile}: each person needs a topic of their own");
        }
        return new Smn(
                settings,
                given.required("projectId", "the id of the project"),
                topic,
                given.number("maxSegments", 2, 1, 7),
                context);
    }

    Uni<DeliveryReceipt> send(OutboundMessage message, Mobile to) {
        String name = topic.replace("{mobile}", to.digits());
        String urn = "urn:smn:" + settings.region() + ":" + projectId + ":" + name;
        String path = "/v2/" + projectId + "/notifications/topics/" + Percent.encode(urn);
        SortedMap<String, String> page = new TreeMap<>(Map.of("limit", String.valueOf(PAGE), "offset", "0"));
        return call("GET", path + "/subscriptions", page, "")
                .invoke(answer -> confirmed(accepted(answer, name), name, to))
                .chain(() -> call("POST", path + "/publish", new TreeMap<>(), body(message)))
                .map(answer -> {
                    String id = Answers.first(accepted(answer, name), "message_id");
                    return new DeliveryReceipt(id, Clean.shown("HTTP " + answer.status() + ", message_id " + id));
                });
    }

    private String body(OutboundMessage message) {
        String subject = Clean.line(message.subject(), LONGEST_SUBJECT);
        return "{\"subject\":" + JsonText.quoted(plain(subject.isEmpty() ? "OpenCOC" : subject)) + ",\"message\":"
                + JsonText.quoted(plain(SmsText.of(message, segments, LONGEST))) + "}";
    }

    /** Without brackets, which the service does not take in text messages. */
    private static String plain(String text) {
        return text.replace('[', '(').replace(']', ')').replace('【', '(').replace('】', ')');
    }

    private Uni<Answer> call(String method, String path, SortedMap<String, String> query, String body) {
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("host", Given.authority(settings.endpoint()));
        headers.put("x-project-id", projectId);
        headers.put("x-sdk-date", DATE.format(context.clock().instant()));
        String authorization =
                new AkSk(method, path, query, headers, body).authorization(settings.accessKey(), settings.secretKey());
        headers.remove("host");
        headers.put("Authorization", authorization);
        headers.put("Content-Type", "application/json");
        String tail = query.isEmpty() ? "" : "?" + Percent.joined(query);
        URI address = URI.create(settings.endpoint() + path + tail);
        return context.http().send(new Request(method, address, headers, body.getBytes(UTF_8)));
    }

    private static void confirmed(Map<String, String> said, String name, Mobile to) {
        for (int i = 0; i < PAGE; i++) {
            String place = "subscriptions." + i + ".";
            if (Answers.first(said, place + "protocol").equals("sms")
                    && to.is(Answers.first(said, place + "endpoint"))) {
                if (CONFIRMED.contains(Answers.first(said, place + "status"))) {
                    return;
                }
                throw DeliveryException.permanent("SMN: the number has not confirmed the subscription of the topic "
                        + name + ": request the confirmation again, and confirm it on the phone");
            }
        }
        throw DeliveryException.permanent("SMN: the topic " + name
                + " has no SMS subscription of this number: add it, and confirm it on the phone");
    }

    private Map<String, String> accepted(Answer answer, String name) {
        Map<String, String> said = Answers.read(context.http(), answer.body());
        if (answer.status() / 100 == 2) {
            return said;
        }
        String code = Answers.first(said, "error.code", "error_code", "code");
        String words = Answers.first(said, "error.message", "error_msg", "message");
        String shown =
                Clean.shown("HTTP " + answer.status() + ": " + (code.isEmpty() ? answer.text() : code + " " + words));
        throw refusal(answer.status(), name)
                .failure(shown, answer, context.clock().instant());
    }

    private static Refusal refusal(int status, String name) {
        return switch (status) {
            case 401 -> Refusal.permanent("check 'accessKey' and 'secretKey', and the clock of this server");
            case 403 -> Refusal.permanent("the IAM user may not: grant SMN rights in the region");
            case 404 -> Refusal.permanent("create the topic " + name + " in the region, or check 'projectId'");
            default -> Refusal.of(status);
        };
    }
}
