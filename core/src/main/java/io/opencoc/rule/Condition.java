package io.opencoc.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an alarm must be like. Immutable; valid, when {@link ConditionParser} made it. */
public sealed interface Condition {

    /** How a value compares. */
    enum Operator {
        EQUALS,
        NOT_EQUALS,
        CONTAINS,
        NOT_CONTAINS,
        IN,
        REGEX
    }

    /** How the conditions of a group join. */
    enum Join {
        AND,
        OR
    }

    /**
     * One key against one value, or several.
     *
     * @param value null for {@link Operator#IN}
     * @param values null for all other operators
     */
    record Comparison(
            String key,
            Operator operator,
            @Nullable String value,
            @Nullable List<String> values) implements Condition {

        /** Against one value. */
        static Comparison of(String key, Operator operator, String value) {
            return new Comparison(key, operator, value, null);
        }

        /** {@link Operator#IN}. */
        static Comparison in(String key, List<String> values) {
            return new Comparison(key, Operator.IN, null, List.copyOf(values));
        }

        /** All values that it names. */
        List<String> all() {
            return value != null ? List.of(value) : values != null ? values : List.of();
        }
    }

    /** Conditions of which all, or one, must hold. */
    record Group(Join join, List<Condition> items) implements Condition {}
}
