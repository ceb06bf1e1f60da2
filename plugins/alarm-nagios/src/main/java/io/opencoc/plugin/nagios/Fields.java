package io.opencoc.plugin.nagios;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.JsonReader;
import io.opencoc.api.JsonReader.Kind;
import io.opencoc.api.JsonText;
import java.net.URLDecoder;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of a notification, from a form or from flat JSON; without empty ones. Of equal names the last one counts. */
final class Fields {
    private static final int MAX_FIELDS = 128;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Map<String, String> values = new TreeMap<>();
    private int count;

    private Fields() {}

    static Fields read(InboundRequest request) throws BadPayloadException {
        Fields fields = new Fields();
        String type = request.header("Content-Type");
        if (type != null && type.strip().toLowerCase(Locale.ROOT).startsWith(FORM)) {
            fields.form(new String(request.body(), UTF_8));
        } else {
            fields.json(request.json());
        }
        return fields;
    }

    /** Takes a field out; null when it has no value. */
    @Nullable
    String take(String name) {
        return values.remove(name);
    }

    /** What was not taken. */
    Map<String, String> rest() {
        return values;
    }

    private void form(String body) throws BadPayloadException {
        int from = 0;
        while (from < body.length()) {
            int end = body.indexOf('&', from);
            end = end < 0 ? body.length() : end;
            String pair = body.substring(from, end);
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String name = decoded(pair.substring(0, equals), "a field's name");
                keep(name, decoded(pair.substring(equals + 1), name));
            }
            from = end + 1;
        }
    }

    private static String decoded(String text, String field) throws BadPayloadException {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadPayloadException(
                    JsonText.shown(field) + " is not encoded as a form: use curl --data-urlencode");
        }
    }

    private void json(JsonReader json) throws BadPayloadException {
        json.beginObject();
        while (json.hasNext()) {
            String name = json.name();
            Kind kind = json.peek();
            if (kind == Kind.OBJECT || kind == Kind.ARRAY) {
                throw json.problem(JsonText.shown(name) + " must be a text");
            }
            keep(name, json.text());
        }
        json.endObject();
        json.end();
    }

    private void keep(String name, @Nullable String value) throws BadPayloadException {
        if (++count > MAX_FIELDS) {
            throw new BadPayloadException("more than " + MAX_FIELDS + " fields");
        }
        if (value == null || value.isBlank()) {
            values.remove(name);
        } else {
            values.put(name, value);
        }
    }
}
