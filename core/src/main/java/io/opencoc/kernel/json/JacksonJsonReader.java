package io.opencoc.kernel.json;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.JsonReader;
import java.io.StringWriter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads UTF-8 JSON from bytes with Jackson's streaming parser: no tree, no recursion, so that depth costs no stack. For one
 * thread.
 *
 * <p>Limits: nesting {@value #MAX_DEPTH}, names {@value #MAX_NAME} characters, texts {@value #MAX_TEXT} characters, numbers
 * {@value #MAX_NUMBER} characters.
 */
public final class JacksonJsonReader implements JsonReader {
    /** Objects and arrays within each other. */
    public static final int MAX_DEPTH = 64;
    /** Characters of a name. */
    public static final int MAX_NAME = 1024;
    /** Characters of a text. */
    public static final int MAX_TEXT = 1024 * 1024;
    /** Characters of a number. */
    public static final int MAX_NUMBER = 100;

    private static final int MAX_MESSAGE = 300;
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");
    /** Jackson's messages name its own setting, which tells a sender nothing. */
    private static final Pattern LIMIT_SOURCE = Pattern.compile(", from `[^`]*`");

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_NAME)
                    .maxStringLength(MAX_TEXT)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .build();

    private final byte[] body;
    private final int start;
    private @Nullable JsonParser parser;
    /** The parser stands on a token that no caller has taken yet. */
    private boolean ahead;
    /** The last thing taken was a whole value: its end is the current position. */
    private boolean valueTaken;

    /**
     * Reads from the start of a body.
     *
     * @param body UTF-8, with or without a byte order mark; not copied, must not change
     */
    public JacksonJsonReader(byte[] body) {
        this.body = body;
        this.start = hasMark(body) ? 3 : 0;
    }

    @Override
    public Kind peek() throws BadPayloadException {
        return switch (look()) {
            case START_OBJECT -> Kind.OBJECT;
            case START_ARRAY -> Kind.ARRAY;
            case VALUE_STRING -> Kind.TEXT;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> Kind.BOOLEAN;
            case VALUE_NULL -> Kind.NULL;
            default -> throw wrong("a value");
        };
    }

    @Override
    public void beginObject() throws BadPayloadException {
        take(JsonToken.START_OBJECT, "an object", false);
    }

    @Override
    public void endObject() throws BadPayloadException {
        take(JsonToken.END_OBJECT, "the end of the object", true);
    }

    @Override
    public void beginArray() throws BadPayloadException {
        take(JsonToken.START_ARRAY, "an array", false);
    }

    @Override
    public void endArray() throws BadPayloadException {
        take(JsonToken.END_ARRAY, "the end of the array", true);
    }

    @Override
    public boolean hasNext() throws BadPayloadException {
        JsonToken token = look();
        return token != JsonToken.END_OBJECT && token != JsonToken.END_ARRAY;
    }

    @Override
    public String name() throws BadPayloadException {
        JsonParser p = take(JsonToken.PROPERTY_NAME, "a name", false);
        return p.currentName();
    }

    @Override
    public @Nullable String text() throws BadPayloadException {
        JsonToken token = look();
        if (!token.isScalarValue()) {
            throw wrong("a text");
        }
        try {
            String text = token == JsonToken.VALUE_NULL ? null : parser().getString();
            taken(true);
            return text;
        } catch (JacksonException e) {
            throw bad(e);
        }
    }

    @Override
    public String raw() throws BadPayloadException {
        if (!look().isScalarValue() && !look().isStructStart()) {
            throw wrong("a value");
        }
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            copy(parser(), generator);
        } catch (JacksonException e) {
            throw bad(e);
        }
        taken(true);
        return out.toString();
    }

    private static void copy(JsonParser p, JsonGenerator to) {
        int depth = 0;
        while (true) {
            JsonToken token = p.currentToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token.isNumeric()) {
                to.writeNumber(p.getString()); // as written: 1.0e2 stays 1.0e2
            } else {
                to.copyCurrentEvent(p);
            }
            if (depth == 0) {
                return;
            }
            p.nextToken();
        }
    }

    @Override
    public void skip() throws BadPayloadException {
        JsonToken token = look();
        if (!token.isScalarValue() && !token.isStructStart()) {
            throw wrong("a value");
        }
        try {
            parser().skipChildren();
            parser().finishToken(); // texts are read lazily: only now the position is behind it
            taken(true);
        } catch (JacksonException e) {
            throw bad(e);
        }
    }

    @Override
    public void end() throws BadPayloadException {
        if (advance() != null) {
            throw problem("nothing may follow the value");
        }
    }

    @Override
    public BadPayloadException problem(String message) {
        JsonParser p = parser;
        if (p == null) {
            return new BadPayloadException("line 1, column 1: " + message);
        }
        return at(ahead ? p.currentTokenLocation() : p.currentLocation(), message);
    }

    @Override
    public int position() throws BadPayloadException {
        if (!ahead && !valueTaken) {
            look();
        }
        JsonParser p = parser();
        TokenStreamLocation place = ahead ? p.currentTokenLocation() : p.currentLocation();
        return start + (int) place.getByteOffset();
    }

    private JsonParser take(JsonToken expected, String what, boolean endsValue) throws BadPayloadException {
        if (look() != expected) {
            throw wrong(what);
        }
        taken(endsValue);
        return parser();
    }

    private void taken(boolean wholeValue) {
        ahead = false;
        valueTaken = wholeValue;
    }

    private JsonToken look() throws BadPayloadException {
        JsonToken token = advance();
        if (token == null) {
            throw problem(body.length == start ? "the body is empty" : "the text ends too early");
        }
        return token;
    }

    private @Nullable JsonToken advance() throws BadPayloadException {
        try {
            JsonParser p = parser();
            if (!ahead) {
                p.nextToken();
                ahead = true;
            }
            return p.currentToken();
        } catch (JacksonException e) {
            throw bad(e);
        }
    }

    private JsonParser parser() throws BadPayloadException {
        JsonParser p = parser;
        if (p == null) {
            checkEncoding();
            p = FACTORY.createParser(ObjectReadContext.empty(), body, start, body.length - start);
            parser = p;
        }
        return p;
    }

    /** Jackson would take zero bytes at the start for UTF-16 or UTF-32 and then count characters, not bytes. */
    private void checkEncoding() throws BadPayloadException {
        for (int i = start; i < Math.min(start + 4, body.length); i++) {
            if (body[i] == 0) {
                throw new BadPayloadException("the body is not UTF-8: it has a zero byte at offset " + i);
            }
        }
        int malformed = Utf8.firstMalformed(body, start);
        if (malformed >= 0) {
            throw new BadPayloadException(
                    "the body is not UTF-8: invalid byte 0x%02X at offset %d".formatted(body[malformed], malformed));
        }
    }

    private BadPayloadException wrong(String expected) {
        JsonToken token = parser == null ? null : parser.currentToken();
        return problem("expected " + expected + " but found " + (token == null ? "nothing" : describe(token)));
    }

    private static String describe(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case END_OBJECT -> "the end of an object";
            case START_ARRAY -> "an array";
            case END_ARRAY -> "the end of an array";
            case PROPERTY_NAME -> "a name";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> "something else";
        };
    }

    private BadPayloadException bad(JacksonException e) {
        TokenStreamLocation place = e.getLocation();
        if ((place == null || place.getLineNr() < 1) && parser != null) {
            place = parser.currentLocation(); // exceeded limits come without a place
        }
        return at(place, LIMIT_SOURCE.matcher(e.getOriginalMessage()).replaceAll(""));
    }

    private static BadPayloadException at(@Nullable TokenStreamLocation place, String message) {
        String shown = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) + "…" : message;
        shown = CONTROLS.matcher(shown).replaceAll(" ");
        int line = place == null ? 1 : place.getLineNr();
        int column = place == null ? 1 : place.getColumnNr();
        return new BadPayloadException("line " + line + ", column " + column + ": " + shown);
    }

    private static boolean hasMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }
}
