package io.opencoc.plugin.webhook;

import io.opencoc.plugin.webhook.Node.Arr;
import io.opencoc.plugin.webhook.Node.Kind;
import io.opencoc.plugin.webhook.Node.Leaf;
import io.opencoc.plugin.webhook.Node.Obj;
import java.util.List;
import java.util.Map;

/** Text for JSON and for messages. */
final class JsonText {
    private static final int MAX_SHOWN = 80;
    private static final int MAX_NAMES = 20;

    private JsonText() {}

    /** The text as a JSON string with its quotes. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        quote(text, out);
        return out.toString();
    }

    /** What somebody wrote, quoted and cut, for a message. */
    static String shown(String text) {
        return quoted(text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text);
    }

    /** The names in an object, for a message that says what one could have meant. */
    static String names(Obj object) {
        if (object.entries().isEmpty()) {
            return "nothing";
        }
        StringBuilder out = new StringBuilder();
        int count = 0;
        for (String name : object.entries().keySet()) {
            if (++count > MAX_NAMES) {
                return out.append(", … (")
                        .append(object.entries().size())
                        .append(" in all)")
                        .toString();
            }
            out.append(count == 1 ? "" : ", ")
                    .append(name.length() > MAX_SHOWN ? shown(name) : Path.step("", name, true));
        }
        return out.toString();
    }

    /** A value as compact JSON, which ends early once it is longer than the limit. */
    static String compact(Node node, int limit) {
        StringBuilder out = new StringBuilder();
        write(node, out, limit);
        return out.toString();
    }

    private static void write(Node node, StringBuilder out, int limit) {
        switch (node) {
            case Leaf leaf -> {
                switch (leaf.kind()) {
                    case TEXT -> quote(leaf.text(), out);
                    case NULL -> out.append("null");
                    default -> out.append(leaf.text());
                }
            }
            case Obj object -> {
                String before = "{";
                for (Map.Entry<String, Node> entry : object.entries().entrySet()) {
                    if (out.length() > limit) {
                        return;
                    }
                    quote(entry.getKey(), out.append(before));
                    write(entry.getValue(), out.append(':'), limit);
                    before = ",";
                }
                out.append(object.entries().isEmpty() ? "{}" : "}");
            }
            case Arr array -> {
                String before = "[";
                for (Node element : array.elements()) {
                    if (out.length() > limit) {
                        return;
                    }
                    write(element, out.append(before), limit);
                    before = ",";
                }
                out.append(array.elements().isEmpty() ? "[]" : "]");
            }
        }
    }

    /** A list of texts as a JSON array. */
    static String array(List<String> texts) {
        return compact(new Arr(texts.stream().<Node>map(Leaf::text).toList()), Integer.MAX_VALUE);
    }

    /** The text that a value becomes in a field: a single value as it is, anything else as JSON. */
    static String plain(Node node, int limit) {
        return node instanceof Leaf leaf && leaf.kind() != Kind.NULL ? leaf.text() : compact(node, limit);
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c >= 0x7F && c < 0xA0 || c == 0x2028 || c == 0x2029 || loneSurrogate(text, i)) {
                out.append("\\u").append(Integer.toHexString(0x10000 + c), 1, 5);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static boolean loneSurrogate(String text, int at) {
        char c = text.charAt(at);
        return Character.isHighSurrogate(c)
                        && (at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1)))
                || Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
