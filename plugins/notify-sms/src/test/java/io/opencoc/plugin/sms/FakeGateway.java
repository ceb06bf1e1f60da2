package io.opencoc.plugin.sms;

import io.opencoc.kernel.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** A gateway as companies have them: JSON with a bearer token, a form with a key, or all in the address. */
final class FakeGateway extends FakeProvider {
    static final String TOKEN = "t0ken/+&\"x";

    /** What it took. */
    record Sms(String to, String text) {}

    final List<Sms> sent = new CopyOnWriteArrayList<>();

    FakeGateway() throws IOException {}

    Map<String, String> json() {
        return Map.of(
                "url",
                address() + "/json",
                "headers",
                "Authorization: Bearer {secret}\n\nX-Request-Id: {id}",
                "secret",
                TOKEN,
                "successPattern",
                "\"code\":*0");
    }

    Map<String, String> form() {
        return Map.of(
                "url",
                address() + "/form",
                "contentType",
                "form",
                "body",
                "key={key}&to={national}&msg={text}",
                "key",
                TOKEN);
    }

    Map<String, String> query() {
        return Map.of("method", "GET", "url", address() + "/query?key={key}&to={digits}&msg={subject}", "key", TOKEN);
    }

    Map<String, String> text() {
        return Map.of(
                "method",
                "PUT",
                "url",
                address() + "/text/{digits}?key={key}",
                "contentType",
                "text",
                "body",
                "{text}",
                "key",
                TOKEN);
    }

    @Override
    Said judge(Got got) {
        return switch (got.path()) {
            case "/json" -> json(got);
            case "/form" -> {
                boolean form = got.method().equals("POST")
                        && got.header("content-type").equals("application/x-www-form-urlencoded");
                yield form
                        ? take(
                                got.form().get("key"),
                                got.form().get("to"),
                                got.form().get("msg"))
                        : Said.of(415, "");
            }
            case "/query" ->
                got.method().equals("GET") && got.body().isEmpty()
                        ? take(
                                got.query().get("key"),
                                got.query().get("to"),
                                got.query().get("msg"))
                        : Said.of(405, "");
            case "/text/8613800000001" -> take(got.query().get("key"), "8613800000001", got.body());
            default -> Said.of(404, "");
        };
    }

    private Said json(Got got) {
        boolean proper = got.method().equals("POST")
                && got.header("content-type").equals("application/json")
                && got.header("x-request-id").equals(Messages.ID);
        JsonNode body = Json.tree(got.body());
        if (!proper || body.size() != 2) {
            return Said.of(400, "{\"code\": 2}");
        }
        String token = got.header("authorization").replaceFirst("^Bearer ", "");
        return take(token, body.get("mobile").asString(), body.get("text").asString());
    }

    private Said take(String token, String to, String text) {
        if (!TOKEN.equals(token)) {
            return Said.of(403, "{\"code\": 1, \"token\": \"" + token + "\"}");
        }
        if (to == null || !to.matches("\\+?[0-9]{7,15}") || text == null || text.isEmpty() || text.length() > 1000) {
            return Said.of(400, "{\"code\": 2}");
        }
        sent.add(new Sms(to, text));
        return Said.of(200, "{\"code\": 0}");
    }
}
