package io.opencoc.plugin.webhook;

import io.opencoc.api.BadPayloadException;
import io.opencoc.plugin.webhook.Expression.At;
import io.opencoc.plugin.webhook.Expression.Literal;
import io.opencoc.plugin.webhook.Node.Leaf;
import io.opencoc.plugin.webhook.Node.Obj;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is kept of an alarm beside its fields: {@code env = labels.env, team, *}. The star, which also stands for an empty setting, is everything that has
 * become no field, each value under its path; {@code -} is nothing. Immutable.
 */
record Additional(List<Entry> entries, boolean rest) {
    /** How many the server keeps. */
    static final int MAX_ENTRIES = 64;

    private static final int MAX_VALUE = 1024;

    /** One that is named. */
    record Entry(String name, Expression value) {}

    static Additional parse(String setting, String text) throws BadPayloadException {
        if (text.isBlank() || text.strip().equals("*")) {
            return new Additional(List.of(), true);
        }
        if (text.strip().equals("-")) {
            return new Additional(List.of(), false);
        }
        Cursor in = new Cursor(setting, text);
        List<Entry> entries = new ArrayList<>();
        boolean rest = false;
        for (in.skipBlanks(); !in.atEnd(); in.skipBlanks()) {
            int start = in.at();
            if (in.take("*")) {
                rest = true;
            } else if (entries.size() == MAX_ENTRIES) {
                throw in.wrong("more than " + MAX_ENTRIES + " entries");
            } else {
                entries.add(entry(in, start));
            }
            in.skipBlanks();
            if (!in.atEnd() && !in.take(",") && !in.take(";")) {
                throw in.wrong("expected ',' or the end but found " + in.found());
            }
        }
        return new Additional(List.copyOf(entries), rest);
    }

    private static Entry entry(Cursor in, int start) throws BadPayloadException {
        Expression first = ExpressionParser.choices(in);
        String written = in.since(start).strip();
        boolean named = in.take("=");
        if (first instanceof At at) {
            return new Entry(at.path().toString(), named ? ExpressionParser.choices(in) : first);
        }
        if (named && first instanceof Literal literal) {
            return new Entry(literal.leaf().text(), ExpressionParser.choices(in));
        }
        throw in.wrong(start, "expected a path, or a name and '=', but found " + JsonText.shown(written));
    }

    /**
     * Collects them.
     *
     * @param used values that have become fields
     * @param into gets them; has at most {@value #MAX_ENTRIES} then
     */
    void collect(Obj alarm, Node root, Set<Node> used, Map<String, String> into) {
        for (Entry entry : entries) {
            Node node = entry.value.find(alarm, root, false);
            if (node != null && into.size() < MAX_ENTRIES) {
                into.put(entry.name, JsonText.plain(node, MAX_VALUE));
                used.add(node);
            }
        }
        if (rest) {
            flatten("", alarm, used, into);
        }
    }

    private static void flatten(String path, Obj object, Set<Node> used, Map<String, String> into) {
        for (Map.Entry<String, Node> entry : object.entries().entrySet()) {
            Node node = entry.getValue();
            if (into.size() >= MAX_ENTRIES) {
                return;
            }
            if (node.isAbsent() || used.contains(node)) {
                continue;
            }
            String name = Path.step(path, entry.getKey(), path.isEmpty());
            if (node instanceof Obj inner) {
                flatten(name, inner, used, into);
            } else {
                into.putIfAbsent(name, node instanceof Leaf leaf ? leaf.text() : JsonText.plain(node, MAX_VALUE));
            }
        }
    }
}
