package io.opencoc.plugin.grafana;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.JsonReader;
import io.opencoc.api.JsonReader.Kind;
import io.opencoc.api.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads alerts. A value of the wrong type spoils its alert only; text that is not JSON spoils the request. */
final class AlertReader {
    private static final int MAX_ALERTS = 10_000;
    /** Labels, annotations and values, of one alert each. */
    private static final int MAX_ENTRIES = 256;

    private final JsonReader json;
    private final byte[] body;

    AlertReader(JsonReader json, byte[] body) {
        this.json = json;
        this.body = body;
    }

    /** The next value, an array of alerts. */
    List<Alert> readAll() throws BadPayloadException {
        List<Alert> alerts = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            if (alerts.size() == MAX_ALERTS) {
                throw json.problem("more than " + MAX_ALERTS + " alerts in one request");
            }
            alerts.add(read(alerts.size()));
        }
        json.endArray();
        return alerts;
    }

    private Alert read(int index) throws BadPayloadException {
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
            String name = json.name();
            switch (name) {
                case "labels" -> entries(alert, name, alert.labels);
                case "annotations" -> entries(alert, name, alert.annotations);
                case "values" -> entries(alert, name, alert.values);
                case "status",
                        "startsAt",
                        "endsAt",
                        "fingerprint",
                        "generatorURL",
                        "dashboardURL",
                        "panelURL",
                        "silenceURL",
                        "imageURL",
                        "valueString" -> text(alert, name, name, alert.fields);
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
            } else if (field.equals("values") && json.peek() == Kind.NUMBER) {
                into.put(name, String.valueOf(json.text()));
            } else {
                text(alert, field + "." + JsonText.shown(name), name, into);
            }
        }
        json.endObject();
    }

    private void text(Alert alert, String place, String name, Map<String, String> into) throws BadPayloadException {
        Kind kind = json.peek();
        if (kind != Kind.TEXT && kind != Kind.NULL) {
            json.skip();
            alert.wrong(place + " must be a text");
            return;
        }
        String text = json.text();
        if (text == null || text.isEmpty()) {
            into.remove(name);
        } else {
            into.put(name, text);
        }
    }
}
