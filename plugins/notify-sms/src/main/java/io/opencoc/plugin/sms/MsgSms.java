package io.opencoc.plugin.sms;

import static java.util.Map.entry;

import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.HttpPort.Answer;
import io.opencoc.api.HttpPort.Request;
import io.opencoc.api.JsonText;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.PluginContext;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Huawei Cloud's message service: batchSendSms to one number, by a template. */
record MsgSms(
        HuaweiSettings settings,
        String sender,
        String templateId,
        List<String> values,
        int longest,
        @Nullable String signName,
        boolean hex,
        PluginContext context) {
    private static final String OK = "000000";
    private static final String SEE_STATUS = "E000510";
    private static final Refusal KEY = Refusal.permanent("check 'accessKey', 'secretKey' and 'digest'");
    private static final Map<String, Refusal> CODES = Map.ofEntries(
            entry("E000000", Refusal.transientOne("when it stays so, check 'templateValues'")),
            entry("E000001", KEY),
            entry("E000020", KEY),
            entry("E000021", KEY),
            entry("E000022", KEY),
            entry("E000023", KEY),
            entry("E000111", KEY),
            entry("E000112", Refusal.permanent("the application is frozen")),
            entry(
                    "E200028",
                    Refusal.permanent(
                            "a value breaks the rule of its variable, as addresses and dots do: choose another kind of variable")),
            entry("E200037", Refusal.permanent("a value holds a word that may not be sent")));

    static MsgSms of(Given given, HuaweiSettings settings, PluginContext context) {
        return new MsgSms(
                settings,
                given.required("sender", "the channel number of the signature"),
                given.required("templateId", "the id of the template"),
                Arrays.stream(given.optional("templateValues", "subject").split(","))
                        .map(String::strip)
                        .toList(),
                given.number("maxParameter", 20, 5, 500),
                given.optional("signName"),
                given.optional("digest", "raw").equals("hex"),
                context);
    }

    Uni<DeliveryReceipt> send(OutboundMessage message, Mobile to) {
        SortedMap<String, String> form = new TreeMap<>();
        form.put("from", sender);
        form.put("to", to.international());
        form.put("templateId", templateId);
        form.put(
                "templateParas",
                values.stream()
                        .map(value -> JsonText.quoted(value(value, message)))
                        .collect(Collectors.joining(",", "[", "]")));
        if (signName != null) {
            form.put("signature", signName);
        }
        String nonce = UUID.randomUUID().toString().replace("-", "");
        String created =
                context.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
        URI address = URI.create(settings.endpoint() + "/sms/batchSendSms/v1");
        Request request = Request.post(address, "application/x-www-form-urlencoded", Percent.joined(form))
                .with("Authorization", Wsse.AUTHORIZATION)
                .with("X-WSSE", new Wsse(nonce, created, hex).header(settings.accessKey(), settings.secretKey()));
        return context.http().send(request).map(this::receipt);
    }

    private String value(String name, OutboundMessage message) {
        return switch (name) {
            case "level" -> TemplateValues.level(message, longest);
            case "link" -> TemplateValues.lastPart(message, longest);
            default -> TemplateValues.subject(message, longest);
        };
    }

    private DeliveryReceipt receipt(Answer answer) {
        Map<String, String> said = Answers.read(context.http(), answer.body());
        String code = Answers.first(said, "code");
        String status = Answers.first(said, "result.0.status");
        String id = Answers.first(said, "result.0.smsMsgId");
        if (answer.status() == 200 && code.equals(OK) && (status.isEmpty() || status.equals(OK))) {
            return new DeliveryReceipt(id, Clean.shown(OK + ", smsMsgId " + id));
        }
        boolean number = (code.equals(SEE_STATUS) || code.equals(OK)) && !status.isEmpty();
        String decisive = number ? status : code;
        String words = code.isEmpty()
                ? "HTTP " + answer.status() + ": " + answer.text()
                : (number ? status + ": " : code + ": ") + Answers.first(said, "description");
        Refusal refusal = CODES.get(decisive);
        if (refusal == null) {
            refusal = answer.status() == 200 ? Refusal.transientOne("") : Refusal.of(answer.status());
        }
        throw refusal.failure(Clean.shown(words), answer, context.clock().instant());
    }
}
