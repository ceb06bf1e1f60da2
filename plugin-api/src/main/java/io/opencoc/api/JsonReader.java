package io.opencoc.api;

import org.jspecify.annotations.Nullable;

/**
 * A pull reader over JSON, so that a plug-in needs no JSON library. It enforces the server's limits on depth, name and text
 * length.
 *
 * <pre>{@code
 * r.beginArray();
 * while (r.hasNext()) {
 *     r.beginObject();
 *     while (r.hasNext()) {
 *         switch (r.name()) {
 *             case "title" -> title = r.text();
 *             default -> r.skip();
 *         }
 *     }
 *     r.endObject();
 * }
 * r.endArray();
 * }</pre>
 *
 * Every method throws {@link BadPayloadException} with line and column when the text is not JSON, ends too early, exceeds a
 * limit, or is of another type than asked for. Not safe for use by several threads.
 *
 * @since 1.0
 */
public interface JsonReader {

    /** The kinds of values. */
    enum Kind {
        /** Enter it with {@link #beginObject}. */
        OBJECT,
        /** Enter it with {@link #beginArray}. */
        ARRAY,
        /** A string. */
        TEXT,
        /** Whole or not, of any size. */
        NUMBER,
        /** True or false. */
        BOOLEAN,
        /** The value null. */
        NULL
    }

    /** The kind of the next value, without reading it. */
    Kind peek() throws BadPayloadException;

    /** Enters an object. */
    void beginObject() throws BadPayloadException;

    /** Leaves an object; its entries must have been read. */
    void endObject() throws BadPayloadException;

    /** Enters an array. */
    void beginArray() throws BadPayloadException;

    /** Leaves an array; its elements must have been read. */
    void endArray() throws BadPayloadException;

    /** Whether the object or array has one more entry. */
    boolean hasNext() throws BadPayloadException;

    /** The name of the next entry of an object. */
    String name() throws BadPayloadException;

    /** The next value as text: a text as it is, numbers and booleans as written, null as null; else an error. */
    @Nullable
    String text() throws BadPayloadException;

    /** The next value, of any kind, as compact JSON text. */
    String raw() throws BadPayloadException;

    /** Passes over the next value, of any kind. */
    void skip() throws BadPayloadException;

    /** Checks that nothing but white space follows. */
    void end() throws BadPayloadException;

    /** An error at the current place: the message is prefixed with line and column. */
    BadPayloadException problem(String message);

    /**
     * Where the next value starts in the body, in bytes, and, after the value was read, where it ends: so that the exact bytes
     * of one entry of a batch can be kept. Positions are only meaningful between values.
     */
    int position() throws BadPayloadException;
}
