package io.opencoc.kernel.trace;

import io.opencoc.kernel.json.Json;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What changed between two states of a thing, as the trail keeps it: by field, cut to a bounded size, with secrets masked by their names. */
public final class Changes {
    /** More than the largest policy has: where a change stands in it must not decide whether it is seen. */
    private static final int LONGEST = 8_000;

    private static final int MOST_FIELDS = 100;
    /** Of what is new or gone the line itself says these: its resource and its time. */
    private static final Set<String> SAID_ANYWAY = Set.of("id", "createdAt");
    /** Parts of names under which secrets stand; what is only a reference to one stays readable. */
    private static final Set<String> SECRET =
            Set.of("password", "secret", "token", "key", "credential", "authorization");

    private Changes() {}

    /**
     * The fields that differ.
     *
     * @param before a record or map; null when the thing is new
     * @param after null when it is gone
     */
    public static ObjectNode between(@Nullable Object before, @Nullable Object after) {
        JsonNode was = tree(before);
        JsonNode is = tree(after);
        Set<String> names = new TreeSet<>();
        was.propertyNames().forEach(names::add);
        is.propertyNames().forEach(names::add);
        if (before == null || after == null) {
            names.removeAll(SAID_ANYWAY);
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            JsonNode a = was.path(name);
            JsonNode b = is.path(name);
            if (!a.equals(b) && out.size() < MOST_FIELDS) {
                ObjectNode change = out.putObject(name);
                put(change, "before", name, a);
                put(change, "after", name, b);
            }
        }
        return out;
    }

    private static JsonNode tree(@Nullable Object state) {
        return state == null ? JsonNodeFactory.instance.objectNode() : Json.MAPPER.valueToTree(state);
    }

    private static void put(ObjectNode change, String side, String name, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return;
        }
        JsonNode shown = masked(name, value);
        String text = shown.isString() ? shown.asString() : shown.toString();
        if (text.length() > LONGEST) {
            change.put(side, text.substring(0, LONGEST) + "…");
        } else {
            change.set(side, shown);
        }
    }

    private static JsonNode masked(String name, JsonNode value) {
        if (isSecret(name) && !value.isBoolean()) {
            return JsonNodeFactory.instance.stringNode("***");
        }
        if (value.isObject()) {
            ObjectNode out = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(e -> out.set(e.getKey(), masked(e.getKey(), e.getValue())));
            return out;
        }
        if (value.isArray()) {
            var out = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> out.add(masked("", item)));
            return out;
        }
        return value;
    }

    static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SECRET.stream().anyMatch(lower::endsWith);
    }
}
