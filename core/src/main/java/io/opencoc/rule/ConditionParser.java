package io.opencoc.rule;

import io.opencoc.kernel.http.Problem.FieldError;
import io.opencoc.kernel.json.Wire;
import io.opencoc.rule.Condition.Join;
import io.opencoc.rule.Condition.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a condition from JSON and names each place that is wrong. For one condition. */
final class ConditionParser {
    private static final int DEEPEST = 5;
    private static final int MOST_COMPARISONS = 200;
    private static final int MOST_ITEMS = 50;
    private static final int MOST_VALUES = 200;
    private static final int LONGEST_VALUE = 1_000;
    private static final int LONGEST_KEY = 200;
    private static final int MOST_ERRORS = 20;

    private final List<FieldError> errors;
    private int comparisons;
    private int patterns;

    private ConditionParser(List<FieldError> errors) {
        this.errors = errors;
    }

    /**
     * Reads a condition.
     *
     * @param at where it stands, as {@code conditions}
     * @param errors gets what is wrong
     * @return null when something is wrong
     */
    static @Nullable Condition parse(JsonNode json, String at, List<FieldError> errors) {
        int before = errors.size();
        ConditionParser parser = new ConditionParser(errors);
        Condition condition = parser.condition(json, at, 1);
        if (parser.comparisons > MOST_COMPARISONS) {
            parser.error(at, "has more than " + MOST_COMPARISONS + " comparisons");
        }
        if (parser.patterns > SafePattern.MOST_STEPS) {
            parser.error(at, "has regular expressions that are too large together");
        }
        return errors.size() > before ? null : condition;
    }

    private @Nullable Condition condition(JsonNode json, String at, int depth) {
        if (comparisons > MOST_COMPARISONS || errors.size() >= MOST_ERRORS) {
            return null;
        }
        if (!json.isObject()) {
            return error(at, "must be an object");
        }
        return json.has("join") || json.has("items") ? group(json, at, depth) : comparison(json, at);
    }

    private @Nullable Condition group(JsonNode json, String at, int depth) {
        if (depth > DEEPEST) {
            return error(at, "is nested deeper than " + DEEPEST + " groups");
        }
        others(json, at, List.of("join", "items"));
        Join join = constant(Join.class, json.get("join"), at + ".join");
        JsonNode array = json.get("items");
        if (array == null || !array.isArray() || array.isEmpty() || array.size() > MOST_ITEMS) {
            return error(at + ".items", "must be 1 to " + MOST_ITEMS + " conditions");
        }
        List<Condition> items = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            Condition item = condition(array.get(i), at + ".items[" + i + "]", depth + 1);
            if (item != null) {
                items.add(item);
            }
        }
        return join == null ? null : new Condition.Group(join, List.copyOf(items));
    }

    private @Nullable Condition comparison(JsonNode json, String at) {
        comparisons++;
        others(json, at, List.of("key", "operator", "value", "values"));
        String key = text(json.get("key"), at + ".key");
        if (key != null && (key.length() > LONGEST_KEY || !Keys.exists(key))) {
            return error(at + ".key", "is not a key of alarms");
        }
        Operator operator = constant(Operator.class, json.get("operator"), at + ".operator");
        if (key == null || operator == null) {
            return null;
        }
        String right = operator == Operator.IN ? "values" : "value";
        String wrong = operator == Operator.IN ? "value" : "values";
        if (json.has(wrong)) {
            error(at + "." + wrong, "does not go with the operator " + Wire.name(operator) + ", which takes " + right);
        }
        if (!json.has(right)) {
            return error(at + "." + right, "is missing");
        }
        return operator == Operator.IN
                ? in(key, json.get("values"), at + ".values")
                : one(key, operator, json.get("value"), at + ".value");
    }

    private @Nullable Condition in(String key, JsonNode array, String at) {
        if (!array.isArray() || array.isEmpty() || array.size() > MOST_VALUES) {
            return error(at, "must be 1 to " + MOST_VALUES + " texts");
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            String value = text(array.get(i), at + "[" + i + "]");
            if (value != null && known(key, value, at + "[" + i + "]")) {
                values.add(value);
            }
        }
        return Condition.Comparison.in(key, values);
    }

    private @Nullable Condition one(String key, Operator operator, JsonNode json, String at) {
        String value = text(json, at);
        if (value == null) {
            return null;
        }
        switch (operator) {
            case EQUALS, NOT_EQUALS -> known(key, value, at);
            case REGEX -> pattern(value, Keys.ignoresCase(key), at);
            default -> {
                if (value.isEmpty()) {
                    error(at, "must not be empty: every text contains the empty one");
                }
            }
        }
        return Condition.Comparison.of(key, operator, value);
    }

    private void pattern(String value, boolean ignoreCase, String at) {
        if (value.isEmpty()) {
            error(at, "must not be empty: it would match everything");
        } else if (patterns <= SafePattern.MOST_STEPS) {
            try {
                patterns += SafePattern.compile(value, ignoreCase).programSize();
            } catch (IllegalArgumentException e) {
                error(at, String.valueOf(e.getMessage()));
            }
        }
    }

    private boolean known(String key, String value, String at) {
        List<String> known = key.equals(Keys.LEVEL) ? Keys.levels() : key.equals(Keys.STATUS) ? Keys.STATUSES : null;
        if (known != null && known.stream().noneMatch(value::equalsIgnoreCase)) {
            error(at, "must be one of " + String.join(", ", known));
            return false;
        }
        return true;
    }

    private @Nullable String text(@Nullable JsonNode json, String at) {
        if (json == null) {
            return error(at, "is missing");
        }
        if (!json.isString()) {
            return error(at, "must be a text");
        }
        String text = json.asString();
        return text.length() > LONGEST_VALUE ? error(at, "is longer than " + LONGEST_VALUE + " characters") : text;
    }

    private <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable JsonNode json, String at) {
        String text = text(json, at);
        if (text == null) {
            return null;
        }
        return Stream.of(type.getEnumConstants())
                .filter(c -> Wire.name(c).equals(text))
                .findFirst()
                .orElseGet(() -> error(
                        at,
                        "must be one of "
                                + String.join(
                                        ", ",
                                        Stream.of(type.getEnumConstants())
                                                .map(Wire::name)
                                                .toList())));
    }

    private void others(JsonNode json, String at, List<String> allowed) {
        json.propertyNames().stream()
                .filter(name -> !allowed.contains(name))
                .forEach(name -> error(at + "." + name, "is not a field of a condition"));
    }

    private <T> @Nullable T error(String at, String message) {
        if (errors.size() < MOST_ERRORS) {
            errors.add(new FieldError(at, message));
        }
        return null;
    }
}
