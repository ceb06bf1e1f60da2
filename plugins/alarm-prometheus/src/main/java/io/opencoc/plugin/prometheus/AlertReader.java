package io.opencoc.plugin.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.JsonReader;
import io.opencoc.api.JsonReader.Kind;
import io.opencoc.api.JsonText;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads one alert. A value of the wrong type spoils this alert only; text that is not JSON spoils the request. Of equal names the last
 * one counts, as for Alertmanager.
 */
final class AlertReader {
    /** Labels, and annotations, of one alert. */
    static final int MAX_ENTRIES = 256;

    private final JsonReader json;
    private final byte[] body;

    AlertReader(JsonReader json, byte[] body) {
        this.json = json;
        this.body = body;
    }

    Alert read(int index) throws BadPayloadException {
        Alert alert = new Alert(index);
        int from = json.position();
        if (json.peek() == Kind.OBJECT) {
            fields(alert);
        } else {
            json.skip();
            alert.wrong("it is not an object");
        }
        alert.raw = new String(body, from, json.position() - from, UTF_8);
        return alert;
    }

    private void fields(Alert alert) throws BadPayloadException {
        json.beginObject();
        while (json.hasNext()) {
            switch (json.name()) {
                case "labels" -> entries(alert, "labels", alert.labels);
                case "annotations" -> {
                    Map<String, String> annotations = new TreeMap<>();
                    entries(alert, "annotations", annotations);
                    alert.annotations = annotations;
                }
                case "status" -> alert.status = text(alert, "status");
                case "startsAt" -> alert.startsAt = text(alert, "startsAt");
                case "endsAt" -> alert.endsAt = text(alert, "endsAt");
                case "generatorURL" -> alert.generatorUrl = text(alert, "generatorURL");
                case "fingerprint" -> alert.fingerprint = text(alert, "fingerprint");
                default -> json.skip();
            }
        }
        json.endObject();
    }

    private void entries(Alert alert, String field, Map<String, String> into) throws BadPayloadException {
        Kind kind = json.peek();
        if (kind != Kind.OBJECT) {
            json.skip();
            if (kind != Kind.NULL) {
                alert.wrong(field + " must be an object");
            }
            return;
        }
        into.clear();
        int count = 0;
        json.beginObject();
        while (json.hasNext()) {
            String name = json.name();
            if (++count > MAX_ENTRIES) {
                alert.wrong("it has more than " + MAX_ENTRIES + " " + field);
                json.skip();
                continue;
            }
            Kind value = json.peek();
            if (value != Kind.TEXT && value != Kind.NULL) {
                alert.wrong(field + "." + JsonText.shown(name) + " must be a text");
                json.skip();
                continue;
            }
            String text = json.text();
            if (text == null || text.isEmpty()) {
                into.remove(name);
            } else {
                into.put(name, text);
            }
        }
        json.endObject();
    }

    private @Nullable String text(Alert alert, String field) throws BadPayloadException {
        Kind kind = json.peek();
        if (kind == Kind.TEXT || kind == Kind.NULL) {
            String text = json.text();
            return text == null || text.isEmpty() ? null : text;
        }
        json.skip();
        alert.wrong(field + " must be a text");
        return null;
    }
}
