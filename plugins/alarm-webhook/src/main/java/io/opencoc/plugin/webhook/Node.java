package io.opencoc.plugin.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON value. Immutable by convention: nothing changes it once it was read. */
sealed interface Node {

    /** What it is, for a message. */
    String described();

    /** Whether it counts as not there: null, or blank text. */
    default boolean isAbsent() {
        return false;
    }

    /** The kinds of single values. */
    enum Kind {
        TEXT("a text"),
        NUMBER("a number"),
        BOOLEAN("true or false"),
        NULL("null");

        private final String described;

        Kind(String described) {
            this.described = described;
        }
    }

    /**
     * A single value.
     *
     * @param text as it is, or as written; empty for null
     */
    record Leaf(Kind kind, String text) implements Node {
        static final Leaf NULL = new Leaf(Kind.NULL, "");

        static Leaf text(String text) {
            return new Leaf(Kind.TEXT, text);
        }

        @Override
        public String described() {
            return kind.described;
        }

        @Override
        public boolean isAbsent() {
            return text.isBlank();
        }
    }

    /**
     * An object. Of equal names the last one counts.
     *
     * @param entries in the order in which they were sent
     * @param from where it starts in the body, in bytes
     * @param to where it ends
     */
    record Obj(Map<String, Node> entries, int from, int to) implements Node {
        static final Obj EMPTY = new Obj(Map.of(), 0, 0);

        /** The entry; null when there is none. */
        @Nullable
        Node get(String name) {
            return entries.get(name);
        }

        /** The exact bytes of it in the body from which it was read, as text. */
        String raw(byte[] body) {
            return new String(body, from, to - from, UTF_8);
        }

        @Override
        public String described() {
            return "an object";
        }
    }

    /** An array. */
    record Arr(List<Node> elements) implements Node {
        @Override
        public String described() {
            return "an array";
        }
    }
}
