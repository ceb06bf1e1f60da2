package io.opencoc.plugin.webhook;

import io.opencoc.api.BadPayloadException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What words of a sender mean: {@code critical=CRITICAL, 2=MAJOR, *=MINOR}; the star stands for all others. Words are compared without regard to
 * case. Immutable.
 *
 * @param words in lower case
 * @param others null when nothing is said of them
 */
record ValueMap<E extends Enum<E>>(
        Map<String, E> words, @Nullable E others) {
    private static final int MAX_WORDS = 200;

    /**
     * Reads one; a comma, semicolon or line break stands between entries.
     *
     * @param what the values are, for messages
     */
    static <E extends Enum<E>> ValueMap<E> parse(String setting, String text, Class<E> type, String what)
            throws BadPayloadException {
        Cursor in = new Cursor(setting, text);
        Map<String, E> words = new HashMap<>();
        E others = null;
        for (in.skipBlanks(); !in.atEnd(); in.skipBlanks()) {
            int start = in.at();
            boolean quoted = in.peek() == '"' || in.peek() == '\'';
            String word = quoted ? in.quoted() : until(in, "=,;\n");
            in.skipBlanks();
            if (!in.take("=")) {
                throw in.wrong("expected '=' after " + JsonText.shown(word) + " but found " + in.found());
            }
            if (word.isBlank()) {
                throw in.wrong(start, "a word is missing before '='");
            }
            in.skipBlanks();
            E value = value(in, type, what);
            if (!quoted && word.equals("*") ? others != null : words.containsKey(key(word))) {
                throw in.wrong(start, JsonText.shown(word) + " stands here twice");
            }
            if (words.size() == MAX_WORDS) {
                throw in.wrong(start, "more than " + MAX_WORDS + " entries");
            }
            if (!quoted && word.equals("*")) {
                others = value;
            } else {
                words.put(key(word), value);
            }
        }
        return new ValueMap<>(Map.copyOf(words), others);
    }

    private static <E extends Enum<E>> E value(Cursor in, Class<E> type, String what) throws BadPayloadException {
        int start = in.at();
        String value = until(in, ",;\n");
        if (!in.atEnd()) {
            in.next();
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value)) {
                return constant;
            }
        }
        StringBuilder known = new StringBuilder();
        for (E constant : type.getEnumConstants()) {
            known.append(known.isEmpty() ? "" : ", ").append(constant.name());
        }
        throw in.wrong(start, JsonText.shown(value) + " is not a " + what + ", which are " + known);
    }

    private static String until(Cursor in, String ends) {
        int start = in.at();
        while (!in.atEnd() && ends.indexOf(in.peek()) < 0) {
            in.next();
        }
        return in.since(start).strip();
    }

    /** What a word means; null when nothing is said of it. */
    @Nullable
    E get(String word) {
        E value = words.get(key(word));
        return value == null ? others : value;
    }

    static String key(String word) {
        return word.strip().toLowerCase(Locale.ROOT);
    }
}
