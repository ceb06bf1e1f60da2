package io.opencoc.api;

import org.jspecify.annotations.Nullable;

/**
 * Settings by name. Immutable; safe for all threads.
 *
 * @since 1.0
 */
public interface Settings {

    /** A text setting; null when it is not set. Numbers and booleans are given as written. */
    @Nullable
    String text(String name);

    /** A text setting, or the default when it is not set. */
    default String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    /**
     * A whole number, or the default when it is not set.
     *
     * @throws NumberFormatException if it is not one, which a schema with {@code "type": "integer"} does not let happen
     */
    default int number(String name, int otherwise) {
        String value = text(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    /** True or false, or the default when it is not set. */
    default boolean flag(String name, boolean otherwise) {
        String value = text(name);
        return value == null ? otherwise : Boolean.parseBoolean(value);
    }
}
