package io.opencoc.plugin.huawei;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.JsonReader;
import io.opencoc.api.JsonReader.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object as texts; nested values as JSON, but for those objects whose fields count as the object's own. */
final class Fields {
    private static final int MOST = 256;

    /** Of the object itself. */
    final Map<String, String> own = new LinkedHashMap<>();
    /** Of the objects in it that were opened. */
    final Map<String, String> nested = new LinkedHashMap<>();

    /**
     * Reads an object to its end.
     *
     * @param open names of objects in it whose fields are taken out
     */
    static Fields read(JsonReader json, Set<String> open) throws BadPayloadException {
        Fields fields = new Fields();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.name();
            if (open.contains(name) && json.peek() == Kind.OBJECT) {
                json.beginObject();
                while (json.hasNext()) {
                    put(fields.nested, json.name(), json);
                }
                json.endObject();
            } else {
                put(fields.own, name, json);
            }
        }
        json.endObject();
        return fields;
    }

    private static void put(Map<String, String> into, String name, JsonReader json) throws BadPayloadException {
        if (into.size() >= MOST && !into.containsKey(name)) {
            json.skip();
            return;
        }
        Kind kind = json.peek();
        String value = kind == Kind.OBJECT || kind == Kind.ARRAY ? json.raw() : json.text();
        if (value != null) {
            into.put(name, value);
        }
    }

    /** A field of its own, else one of the opened objects; null when it is absent or blank. */
    @Nullable
    String get(String name) {
        return Texts.first(own.get(name), nested.get(name));
    }

    /** All but the named ones, by name; where both have one, the opened object's. */
    Map<String, String> others(Set<String> except) {
        Map<String, String> others = new TreeMap<>(own);
        others.putAll(nested);
        others.keySet().removeAll(except);
        others.values().removeIf(String::isBlank);
        return others;
    }
}
