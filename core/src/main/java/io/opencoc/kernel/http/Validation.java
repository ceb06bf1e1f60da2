package io.opencoc.kernel.http;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import io.opencoc.kernel.json.Json;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Holds what came against the contract and names each wrong field. */
public final class Validation {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MOST_ERRORS = 20;
    /** How the contract's pattern begins for names, which stand in lists, messages and the trail: they must not break a line or turn it around. */
    private static final String ONE_LINE = "^(?=.*\\S)[^\\p{Cc}";

    private Validation() {}

    static Map<String, JsonNode> parameters(
            Contract.Operation operation, Map<String, String> path, MultiMap query, MultiMap headers) {
        List<Problem.FieldError> errors = new ArrayList<>();
        Map<String, JsonNode> out = new LinkedHashMap<>();
        for (Contract.Parameter p : operation.parameters()) {
            List<String> given =
                    switch (p.in()) {
                        case "path" -> path.containsKey(p.name()) ? List.of(path.get(p.name())) : List.of();
                        case "query" -> query.getAll(p.name());
                        default -> headers.getAll(p.name());
                    };
            if (given.size() > 1 && !p.array()) {
                errors.add(new Problem.FieldError(p.name(), "is given more than once"));
            }
            JsonNode value = value(p, given);
            if (value != null) {
                errors.addAll(check(p.schema().get(), value, p.name()));
                out.put(p.name(), value);
            } else if (p.required()) {
                errors.add(new Problem.FieldError(p.name(), "is missing"));
            }
        }
        for (String name : query.names()) {
            if (operation.parameters().stream()
                    .noneMatch(p -> p.in().equals("query") && p.name().equals(name))) {
                errors.add(new Problem.FieldError(name, "is not a parameter of this operation"));
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return out;
    }

    private static @Nullable JsonNode value(Contract.Parameter p, List<String> given) {
        if (given.isEmpty()) {
            return p.otherwise();
        }
        if (!p.array()) {
            return scalar(p.type(), given.getFirst());
        }
        ArrayNode array = NODES.arrayNode();
        given.forEach(g -> array.add(scalar(p.type(), g)));
        return array;
    }

    private static JsonNode scalar(String type, String text) {
        if (type.equals("integer") && text.matches("-?\\d{1,18}")) {
            return NODES.numberNode(Long.parseLong(text));
        }
        if (type.equals("boolean") && (text.equals("true") || text.equals("false"))) {
            return NODES.booleanNode(text.equals("true"));
        }
        return NODES.stringNode(text);
    }

    static JsonNode body(Schema schema, @Nullable Buffer buffer) {
        if (buffer == null || buffer.length() == 0) {
            throw Problem.invalid("body", "is missing");
        }
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(buffer.getBytes());
        } catch (JacksonException e) {
            String at = e.getLocation() == null
                    ? ""
                    : "line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": ";
            throw Problem.invalid("body", at + e.getOriginalMessage());
        }
        List<Problem.FieldError> errors = check(schema, json, "");
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return json;
    }

    /** What is wrong with the value, each at its place below the root. */
    public static List<Problem.FieldError> check(Schema schema, JsonNode value, String root) {
        List<Problem.FieldError> errors = new ArrayList<>();
        for (Error e : schema.validate(value)) {
            if (errors.size() < MOST_ERRORS) {
                errors.add(new Problem.FieldError(place(root, e), words(e)));
            }
        }
        refuseWhatCannotBeKept(value, root, errors);
        return errors;
    }

    private static String words(Error e) {
        String message = e.getMessage().replaceFirst("^[^:]*: ", "");
        return e.getKeyword().equals("pattern") && message.contains(ONE_LINE)
                ? "must be one line of text, without control characters or marks that nobody sees"
                : message;
    }

    /** JSON can say the character NUL and half a character, PostgreSQL can keep neither. */
    private static void refuseWhatCannotBeKept(JsonNode value, String at, List<Problem.FieldError> errors) {
        if (value.isString()) {
            String wrong = unkeepable(value.asString());
            if (wrong != null && errors.size() < MOST_ERRORS) {
                errors.add(new Problem.FieldError(at.isEmpty() ? "body" : at, "has " + wrong));
            }
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                refuseWhatCannotBeKept(value.get(i), at + "[" + i + "]", errors);
            }
        } else {
            value.properties().forEach(p -> {
                String wrong = unkeepable(p.getKey());
                String place = at + (at.isEmpty() ? "" : ".") + (wrong == null ? p.getKey() : "?");
                if (wrong != null && errors.size() < MOST_ERRORS) {
                    errors.add(new Problem.FieldError(place, "has " + wrong + " in its name"));
                }
                refuseWhatCannotBeKept(p.getValue(), place, errors);
            });
        }
    }

    private static @Nullable String unkeepable(String text) {
        if (text.indexOf('\0') >= 0) {
            return "the character NUL";
        }
        boolean half = text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        return half ? "half a character (a surrogate without its other half)" : null;
    }

    /** {@code /conditions/items/0/value} is {@code conditions.items[0].value}. */
    private static String place(String root, Error e) {
        StringBuilder out = new StringBuilder(root);
        String pointer = e.getInstanceLocation().toString();
        for (String part : pointer.split("/", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            if (part.matches("\\d+")) {
                out.append('[').append(part).append(']');
            } else {
                out.append(out.isEmpty() ? "" : ".")
                        .append(part.replace("~1", "/").replace("~0", "~"));
            }
        }
        Object property = e.getProperty();
        if (property != null && !e.getKeyword().equals("dependentRequired")) {
            out.append(out.isEmpty() ? "" : ".").append(property);
        }
        return out.isEmpty() ? "body" : out.toString();
    }
}
