package io.opencoc.api.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.JsonReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads JSON as the server does, with the same limits and without a library, so that a plug-in's tests need nothing else. For one thread. */
public final class TestJson implements JsonReader {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NAME = 1024;
    private static final int MAX_TEXT = 1024 * 1024;
    private static final int MAX_NUMBER = 100;
    private static final Pattern SCALAR =
            Pattern.compile("(-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|true|false|null)(?=[\\s,\\]}]|$)");

    private final byte[] body;
    private final int start;
    private final boolean[] objects = new boolean[MAX_DEPTH + 1];
    private final boolean[] filled = new boolean[MAX_DEPTH + 1];
    private int depth;
    private int at;
    private boolean checked;
    /** It stands on an entry, or behind the name of one. */
    private boolean ready;

    private boolean named;
    /** The last thing that was read is a whole value. */
    private boolean valueTaken;

    /** @param body UTF-8, with or without a byte order mark; must not change */
    public TestJson(byte[] body) {
        this.body = body;
        this.start =
                body.length > 2 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF ? 3 : 0;
        this.at = start;
    }

    @Override
    public Kind peek() throws BadPayloadException {
        return switch (value()) {
            case '{' -> Kind.OBJECT;
            case '[' -> Kind.ARRAY;
            case '"' -> Kind.TEXT;
            case 't', 'f' -> Kind.BOOLEAN;
            case 'n' -> Kind.NULL;
            default -> Kind.NUMBER;
        };
    }

    @Override
    public void beginObject() throws BadPayloadException {
        begin('{', "an object");
    }

    @Override
    public void endObject() throws BadPayloadException {
        end(true, "the end of the object");
    }

    @Override
    public void beginArray() throws BadPayloadException {
        begin('[', "an array");
    }

    @Override
    public void endArray() throws BadPayloadException {
        end(false, "the end of the array");
    }

    @Override
    public boolean hasNext() throws BadPayloadException {
        return toEntry();
    }

    @Override
    public String name() throws BadPayloadException {
        if (depth == 0 || !objects[depth] || named || !toEntry() || body[at] != '"') {
            throw problem("expected a name");
        }
        String name = string(MAX_NAME);
        blank();
        if (current() != ':') {
            throw problem("expected a colon after the name");
        }
        at++;
        named = true;
        valueTaken = false;
        return name;
    }

    @Override
    public @Nullable String text() throws BadPayloadException {
        int first = value();
        if (first == '{' || first == '[') {
            throw problem("expected a text");
        }
        String text = first == '"' ? string(MAX_TEXT) : scalar();
        taken();
        return first == 'n' ? null : text;
    }

    @Override
    public String raw() throws BadPayloadException {
        StringBuilder out = new StringBuilder();
        walk(out);
        return out.toString();
    }

    @Override
    public void skip() throws BadPayloadException {
        walk(new StringBuilder());
    }

    private void walk(StringBuilder out) throws BadPayloadException {
        int outer = depth;
        do {
            if (depth > outer && !toEntry()) {
                out.append(objects[depth] ? '}' : ']');
                end(objects[depth], "the end");
                continue;
            }
            if (depth > outer && !named) {
                out.append(filled[depth] ? "," : "");
            }
            if (depth > outer && objects[depth]) {
                quote(name(), out).append(':');
            }
            switch (peek()) {
                case OBJECT -> {
                    beginObject();
                    out.append('{');
                }
                case ARRAY -> {
                    beginArray();
                    out.append('[');
                }
                case TEXT -> quote(String.valueOf(text()), out);
                default -> out.append(text());
            }
        } while (depth > outer);
    }

    @Override
    public void end() throws BadPayloadException {
        blank();
        if (depth > 0 || at < body.length) {
            throw problem("nothing may follow the value");
        }
    }

    @Override
    public BadPayloadException problem(String message) {
        int line = 1;
        int column = 1;
        for (int i = start; i < at && i < body.length; i++) {
            line += body[i] == '\n' ? 1 : 0;
            column = body[i] == '\n' ? 1 : column + 1;
        }
        return new BadPayloadException("line " + line + ", column " + column + ": " + message);
    }

    @Override
    public int position() throws BadPayloadException {
        if (!valueTaken) {
            blank();
            toEntry();
            blank();
        }
        return at;
    }

    private void begin(char opening, String what) throws BadPayloadException {
        if (value() != opening) {
            throw problem("expected " + what);
        }
        if (depth == MAX_DEPTH) {
            throw problem("nested deeper than " + MAX_DEPTH);
        }
        at++;
        depth++;
        objects[depth] = opening == '{';
        filled[depth] = false;
        ready = false;
        named = false;
        valueTaken = false;
    }

    private void end(boolean object, String what) throws BadPayloadException {
        if (depth == 0 || objects[depth] != object || toEntry()) {
            throw problem("expected " + what);
        }
        at++;
        depth--;
        taken();
    }

    private void taken() {
        ready = false;
        named = false;
        filled[depth] = true;
        valueTaken = true;
    }

    /** Goes to the next entry; false at the end of what is open. */
    private boolean toEntry() throws BadPayloadException {
        blank();
        if (ready) {
            return true;
        }
        valueTaken = false;
        int next = current();
        char closing = objects[depth] ? '}' : ']';
        if (depth > 0 && next == closing) {
            return false;
        }
        if (depth > 0 && filled[depth]) {
            if (next != ',') {
                throw problem("expected a comma or the end");
            }
            at++;
            blank();
            next = current();
        }
        if (next == ',' || next == '}' || next == ']') {
            throw problem("expected an entry");
        }
        ready = true;
        return true;
    }

    /** Goes to the value that is next, and gives its first character. */
    private int value() throws BadPayloadException {
        if (depth > 0 && objects[depth] && !named || !toEntry()) {
            throw problem("expected a value");
        }
        blank();
        int first = current();
        if ("{[\"".indexOf(first) < 0) {
            scalarEnd();
        }
        return first;
    }

    private String scalar() throws BadPayloadException {
        String text = scalarEnd();
        at += text.length();
        return text;
    }

    private String scalarEnd() throws BadPayloadException {
        Matcher scalar = SCALAR.matcher(new String(
                body, at, Math.min(MAX_NUMBER + 2, body.length - at), java.nio.charset.StandardCharsets.ISO_8859_1));
        if (!scalar.lookingAt() || scalar.end() > MAX_NUMBER) {
            throw problem("expected a value, and numbers of at most " + MAX_NUMBER + " characters");
        }
        return scalar.group(1);
    }

    private String string(int limit) throws BadPayloadException {
        StringBuilder text = new StringBuilder();
        int run = ++at;
        while (current() != '"') {
            int c = body[at];
            if (c >= 0 && c < ' ') {
                throw problem("a control character must be escaped");
            }
            if (c == '\\') {
                text.append(new String(body, run, at - run, UTF_8));
                at++;
                text.append(escaped());
                run = at + 1;
            }
            at++;
        }
        text.append(new String(body, run, at - run, UTF_8));
        at++;
        if (text.length() > limit) {
            throw problem("longer than " + limit + " characters");
        }
        return text.toString();
    }

    /** The character that an escape stands for; afterwards it stands on its last character. */
    private char escaped() throws BadPayloadException {
        int c = current();
        int simple = "\"\\/bfnrt".indexOf(c);
        if (simple >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(simple);
        }
        int code = 0;
        for (int i = 0; c == 'u' && i < 4; i++) {
            at++;
            int digit = Character.digit(current(), 16);
            c = digit < 0 ? 'x' : c;
            code = code * 16 + digit;
        }
        if (c != 'u') {
            throw problem("an unknown escape");
        }
        return (char) code;
    }

    private static StringBuilder quote(String text, StringBuilder out) {
        out.append('"');
        for (char c : text.toCharArray()) {
            int simple = "\"\\\b\f\n\r\t".indexOf(c);
            if (simple >= 0) {
                out.append('\\').append("\"\\bfnrt".charAt(simple));
            } else if (c < ' ') {
                out.append(String.format("\\u%04X", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"');
    }

    private int current() throws BadPayloadException {
        if (at >= body.length) {
            throw problem(body.length == start ? "the body is empty" : "the text ends too early");
        }
        return body[at];
    }

    private void blank() throws BadPayloadException {
        if (!checked) {
            checked = true;
            try {
                UTF_8.newDecoder().decode(ByteBuffer.wrap(body, start, body.length - start));
            } catch (CharacterCodingException e) {
                throw new BadPayloadException("the body is not UTF-8");
            }
        }
        while (at < body.length && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) {
            at++;
        }
    }
}
