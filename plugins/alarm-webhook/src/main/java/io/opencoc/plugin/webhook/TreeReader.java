package io.opencoc.plugin.webhook;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.JsonReader;
import io.opencoc.plugin.webhook.Node.Arr;
import io.opencoc.plugin.webhook.Node.Kind;
import io.opencoc.plugin.webhook.Node.Leaf;
import io.opencoc.plugin.webhook.Node.Obj;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON into a tree of bounded size. */
final class TreeReader {
    /** Values in one request: what a tree of them takes is some tens of megabytes at most. */
    static final int MAX_VALUES = 400_000;

    static final int MAX_DEPTH = 64;

    private final JsonReader json;
    private int values;
    private int depth;

    private TreeReader(JsonReader json) {
        this.json = json;
    }

    /** The whole body. */
    static Node read(JsonReader json) throws BadPayloadException {
        Node node = new TreeReader(json).value();
        json.end();
        return node;
    }

    private Node value() throws BadPayloadException {
        if (++values > MAX_VALUES) {
            throw json.problem("more than " + MAX_VALUES + " values in one request");
        }
        return switch (json.peek()) {
            case OBJECT -> object();
            case ARRAY -> array();
            case TEXT -> leaf(Kind.TEXT);
            case NUMBER -> leaf(Kind.NUMBER);
            case BOOLEAN -> leaf(Kind.BOOLEAN);
            case NULL -> {
                json.skip();
                yield Leaf.NULL;
            }
        };
    }

    private Leaf leaf(Kind kind) throws BadPayloadException {
        String text = json.text();
        return text == null ? Leaf.NULL : new Leaf(kind, text);
    }

    private Obj object() throws BadPayloadException {
        deeper();
        Map<String, Node> entries = new LinkedHashMap<>();
        int from = json.position();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.name();
            entries.put(name, value());
        }
        json.endObject();
        depth--;
        return new Obj(entries, from, json.position());
    }

    private Arr array() throws BadPayloadException {
        deeper();
        List<Node> elements = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            elements.add(value());
        }
        json.endArray();
        depth--;
        return new Arr(elements);
    }

    private void deeper() throws BadPayloadException {
        if (++depth > MAX_DEPTH) {
            throw json.problem("more than " + MAX_DEPTH + " objects and arrays within each other");
        }
    }
}
