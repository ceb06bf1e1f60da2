package io.opencoc.plugin.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.Descriptor;
import io.opencoc.api.HttpPort.Answer;
import io.opencoc.api.HttpPort.Request;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.PluginContext;
import io.opencoc.api.Text;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Sends through any gateway that takes a message as one HTTP request. */
final class GatewayChannel extends SmsChannel {
    private static final int LONGEST = 2_000;

    GatewayChannel() {
        super(new Descriptor(
                "sms-http",
                new Text("SMS (HTTP gateway)", "短信（HTTP 网关）"),
                new Text(
                        "Sends text messages through a gateway of your own. In address, headers and body these stand for values:"
                                + " {mobile} +8613800000001, {digits} 8613800000001, {national} 13800000001, {text}, {subject}, {link}, {id}"
                                + " the same at each try, {key} and {secret}. They are escaped for the content type; in JSON put them between"
                                + " quotes. A gateway inside must be allowed by the operator in plugins.allowedHosts.",
                        "通过自有网关发送短信。地址、请求头和请求体中可使用占位符："
                                + "{mobile} +8613800000001、{digits} 8613800000001、{national} 13800000001、{text} 正文、{subject} 主题、{link} 链接、"
                                + "{id} 消息 ID（重试时不变）、{key} 和 {secret}。取值按内容类型转义；JSON 中请写在引号内。"
                                + "内网网关须由管理员加入 plugins.allowedHosts。"),
                GatewaySettings.SCHEMA,
                Set.of("key", "secret")));
    }

    @Override
    Uni<DeliveryReceipt> send(OutboundMessage message, Mobile to, Given given, PluginContext context) {
        GatewaySettings settings = GatewaySettings.of(given);
        Map<String, String> values = values(message, to, settings);
        return context.http().send(request(settings, values, given)).map(answer -> receipt(answer, settings, context));
    }

    private static Map<String, String> values(OutboundMessage message, Mobile to, GatewaySettings settings) {
        Map<String, String> values = new HashMap<>();
        String link = SmsText.link(message);
        values.put("mobile", to.international());
        values.put("digits", to.digits());
        values.put("national", to.domestic());
        values.put("text", SmsText.of(message, settings.segments(), LONGEST));
        values.put("subject", TemplateValues.subject(message, 200));
        values.put("link", link == null ? "" : link);
        values.put("id", Clean.line(message.id(), 100));
        values.put("key", settings.key());
        values.put("secret", settings.secret());
        return values;
    }

    private static Request request(GatewaySettings settings, Map<String, String> values, Given given) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        settings.headers().forEach((name, value) -> {
            String filled = Placeholders.fill(value, values, UnaryOperator.identity(), unknown(given, "headers"));
            if (!filled.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
                throw given.wrong("headers", "gives the header " + name + " characters that headers cannot hold");
            }
            headers.put(name, filled);
        });
        String address = Placeholders.fill(settings.url(), values, Percent::encode, unknown(given, "url"));
        byte[] body = new byte[0];
        if (!settings.method().equals("GET")) {
            body = Placeholders.fill(settings.body(), values, settings.type().escape, unknown(given, "body"))
                    .getBytes(UTF_8);
            headers.putIfAbsent("Content-Type", settings.type().header);
        }
        try {
            return new Request(settings.method(), new URI(address), headers, body);
        } catch (URISyntaxException e) {
            throw given.wrong("url", "is not an address once its values are filled in");
        }
    }

    private static Function<String, RuntimeException> unknown(Given given, String setting) {
        return place -> given.wrong(setting, "holds {" + place + "}, which stands for nothing");
    }

    private static DeliveryReceipt receipt(Answer answer, GatewaySettings settings, PluginContext context) {
        String body = answer.text();
        String shown = Clean.shown("HTTP " + answer.status() + ": " + settings.masked(body));
        if (!settings.success(answer.status())) {
            Refusal refusal = Refusal.of(answer.status());
            throw refusal.failure(shown, answer, context.clock().instant());
        }
        if (!settings.pattern().isEmpty() && !Wildcard.found(settings.pattern(), body)) {
            throw Refusal.transientOne("the answer does not hold what 'successPattern' wants")
                    .failure(shown, answer, context.clock().instant());
        }
        return new DeliveryReceipt("", shown);
    }
}
