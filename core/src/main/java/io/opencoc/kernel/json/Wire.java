package io.opencoc.kernel.json;

import java.util.Locale;

/** Names of enum constants outside Java: {@code LEVEL_CHANGED} is {@code levelChanged}, in JSON and in the database alike. */
public final class Wire {
    private Wire() {}

    /** The outside name. */
    public static String name(Enum<?> constant) {
        String name = constant.name();
        StringBuilder out = new StringBuilder(name.length());
        boolean upper = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_') {
                upper = true;
            } else {
                out.append(upper ? c : Character.toLowerCase(c));
                upper = false;
            }
        }
        return out.toString();
    }

    /**
     * The constant of an outside name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static <E extends Enum<E>> E parse(Class<E> type, String wire) {
        return Enum.valueOf(type, wire.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT));
    }
}
