package io.opencoc.plugin.sms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.Descriptor;
import io.opencoc.api.HttpPort.Answer;
import io.opencoc.api.HttpPort.Request;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.PluginContext;
import io.opencoc.api.Text;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Sends through Twilio's Messages API. */
final class TwilioChannel extends SmsChannel {
    private static final int LONGEST = 1_600;
    private static final Refusal SIGN_IN = Refusal.permanent("check 'accountSid', 'apiKeySid' and 'authToken'");
    private static final Refusal SENDER =
            Refusal.permanent("check 'from' and 'messagingServiceSid': the sender must be of this account");
    private static final Refusal NUMBER = Refusal.permanent("the recipient's number takes no text messages");
    private static final Map<String, Refusal> CODES = Map.ofEntries(
            entry("20003", SIGN_IN),
            entry("20404", SIGN_IN),
            entry("20005", Refusal.permanent("the account is not active")),
            entry("20429", Refusal.throttled("")),
            entry("14107", Refusal.throttled("")),
            entry("21211", NUMBER),
            entry("21614", NUMBER),
            entry("21408", Refusal.permanent("allow the recipient's country in Messaging, Settings, Geo permissions")),
            entry("21608", Refusal.permanent("a trial account sends to verified numbers only")),
            entry(
                    "21610",
                    Refusal.permanent("the recipient has unsubscribed by answering STOP: they can answer START")),
            entry("21212", SENDER),
            entry("21603", SENDER),
            entry("21606", SENDER),
            entry("21659", SENDER),
            entry("21703", SENDER),
            entry("21611", Refusal.throttled("the sender's queue is full")),
            entry("30001", Refusal.throttled("the sender's queue is full")),
            entry("21617", Refusal.permanent("lower 'maxSegments'")));

    TwilioChannel() {
        super(new Descriptor(
                "sms-twilio",
                new Text("SMS (Twilio)", "短信（Twilio）"),
                new Text(
                        "Sends text messages through Twilio. In its console: 1. get a number, or set up a messaging service;"
                                + " 2. allow the countries of your people under Messaging, Settings, Geo permissions;"
                                + " 3. enter the account SID with its auth token, or better an API key with its secret.",
                        "通过 Twilio 发送短信。在 Twilio 控制台：1. 购买号码，或创建 Messaging Service；"
                                + "2. 在 Messaging > Settings > Geo permissions 中允许接收人所在的国家；"
                                + "3. 在此填写 Account SID 和 Auth Token，建议改用 API Key 及其 Secret。"),
                TwilioSettings.SCHEMA,
                Set.of("authToken")));
    }

    @Override
    Uni<DeliveryReceipt> send(OutboundMessage message, Mobile to, Given given, PluginContext context) {
        TwilioSettings settings = TwilioSettings.of(given);
        TreeMap<String, String> form = new TreeMap<>();
        form.put("To", to.international());
        form.put(settings.service() ? "MessagingServiceSid" : "From", settings.sender());
        form.put("Body", SmsText.of(message, settings.segments(), LONGEST));
        URI address =
                URI.create(settings.endpoint() + "/2010-04-01/Accounts/" + settings.accountSid() + "/Messages.json");
        byte[] user = (settings.user() + ":" + settings.authToken()).getBytes(UTF_8);
        Request request = Request.post(address, "application/x-www-form-urlencoded", Percent.joined(form))
                .with("Authorization", "Basic " + Base64.getEncoder().encodeToString(user));
        return context.http().send(request).map(answer -> receipt(answer, context));
    }

    private static DeliveryReceipt receipt(Answer answer, PluginContext context) {
        Map<String, String> said = Answers.read(context.http(), answer.body());
        String code = Answers.first(said, "error_code", "code");
        String sid = Answers.first(said, "sid");
        if (answer.status() / 100 == 2 && code.isEmpty()) {
            return new DeliveryReceipt(sid, Clean.shown(Answers.first(said, "status") + ", " + sid));
        }
        String words = code.isEmpty()
                ? "HTTP " + answer.status() + ": " + answer.text()
                : code + ": " + Answers.first(said, "error_message", "message");
        Refusal refusal = CODES.get(code);
        if (refusal == null) {
            refusal = answer.status() == 401 ? SIGN_IN : Refusal.of(answer.status());
        }
        throw refusal.failure(Clean.shown(words), answer, context.clock().instant());
    }
}
