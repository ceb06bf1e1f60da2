package io.opencoc.plugin.zabbix;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.JsonReader;
import io.opencoc.api.JsonReader.Kind;
import io.opencoc.api.JsonText;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The macros of one event, by the media type's names; a macro without a value is left out. */
final class Event {
    private static final int MAX_FIELDS = 256;
    private static final int MAX_TAGS = 256;
    /** Longer texts are no macros that Zabbix left as they were. */
    private static final int MAX_MACROS = 200;

    private final Map<String, String> fields = new TreeMap<>();
    /** Values of equal tags are joined with commas. */
    final Map<String, String> tags = new TreeMap<>();

    private Event() {}

    static Event read(JsonReader json) throws BadPayloadException {
        Event event = new Event();
        int count = 0;
        json.beginObject();
        while (json.hasNext()) {
            String name = json.name();
            if (++count > MAX_FIELDS) {
                throw json.problem("more than " + MAX_FIELDS + " fields");
            }
            if (name.equals("event_tags")) {
                event.readTags(json);
            } else {
                event.keep(name, text(json, name));
            }
        }
        json.endObject();
        json.end();
        return event;
    }

    /** Takes a field out; null when it has no value. */
    @Nullable
    String take(String name) {
        return fields.remove(name);
    }

    @Nullable
    String get(String name) {
        return fields.get(name);
    }

    /** What was not taken. */
    Map<String, String> rest() {
        return fields;
    }

    private void keep(String name, @Nullable String value) {
        if (value != null && !value.isBlank() && !isUnresolved(value)) {
            fields.put(name, value);
        }
    }

    /** Zabbix leaves a macro's name, or writes {@code *UNKNOWN*}, where there is no value. */
    private static boolean isUnresolved(String value) {
        if (value.contains("*UNKNOWN*") && value.replace("*UNKNOWN*", "").isBlank()) {
            return true;
        }
        return value.length() <= MAX_MACROS && value.matches("(\\{\\$?[A-Z0-9._]+}\\s*)+");
    }

    private void readTags(JsonReader json) throws BadPayloadException {
        if (json.peek() != Kind.ARRAY) {
            json.skip();
            return;
        }
        int count = 0;
        json.beginArray();
        while (json.hasNext()) {
            if (++count > MAX_TAGS) {
                throw json.problem("event_tags: more than " + MAX_TAGS + " tags");
            }
            readTag(json);
        }
        json.endArray();
    }

    private void readTag(JsonReader json) throws BadPayloadException {
        String tag = null;
        String value = null;
        json.beginObject();
        while (json.hasNext()) {
            switch (json.name()) {
                case "tag" -> tag = text(json, "event_tags.tag");
                case "value" -> value = text(json, "event_tags.value");
                default -> json.skip();
            }
        }
        json.endObject();
        if (tag != null && !tag.isBlank()) {
            tags.merge(tag, value == null ? "" : value, (a, b) -> a + ", " + b);
        }
    }

    private static @Nullable String text(JsonReader json, String name) throws BadPayloadException {
        Kind kind = json.peek();
        if (kind == Kind.OBJECT || kind == Kind.ARRAY) {
            throw json.problem(JsonText.shown(name) + " must be a text");
        }
        return json.text();
    }
}
