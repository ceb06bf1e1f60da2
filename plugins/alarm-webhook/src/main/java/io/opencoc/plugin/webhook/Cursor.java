package io.opencoc.plugin.webhook;

import io.opencoc.api.BadPayloadException;

/** A place in the text of a setting, and errors that name it. */
final class Cursor {
    private final String setting;
    private final String text;
    private int at;

    Cursor(String setting, String text) {
        this.setting = setting;
        this.text = text;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** The next character; 0 at the end. */
    char peek() {
        return atEnd() ? 0 : text.charAt(at);
    }

    char next() {
        return text.charAt(at++);
    }

    int at() {
        return at;
    }

    /** What stands between a place and here. */
    String since(int from) {
        return text.substring(from, at);
    }

    /** Passes over the text if it stands here. */
    boolean take(String expected) {
        boolean here = text.startsWith(expected, at);
        at += here ? expected.length() : 0;
        return here;
    }

    /** Whether the text stands here. */
    boolean sees(String expected) {
        return text.startsWith(expected, at);
    }

    void skipBlanks() {
        while (!atEnd() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** What stands here, for a message. */
    String found() {
        return atEnd() ? "the end" : JsonText.quoted(Character.toString(text.codePointAt(at)));
    }

    /** A text in the quotes that stand here; a backslash keeps the next character as it is, {@code \n} and {@code \t} as usual. */
    String quoted() throws BadPayloadException {
        int start = at;
        char quote = next();
        StringBuilder out = new StringBuilder();
        while (!atEnd()) {
            char c = next();
            if (c == quote) {
                return out.toString();
            }
            if (c == '\\' && !atEnd()) {
                char escaped = next();
                out.append(
                        switch (escaped) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            case 'u' -> unicode();
                            default -> escaped;
                        });
            } else {
                out.append(c);
            }
        }
        throw wrong(start, "this quote is never closed");
    }

    private char unicode() throws BadPayloadException {
        int start = at;
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = atEnd() ? -1 : Character.digit(next(), 16);
            if (digit < 0) {
                throw wrong(start, "four hexadecimal digits must follow \\u");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    /** An error here. */
    BadPayloadException wrong(String problem) {
        return wrong(at, problem);
    }

    /** An error at a place. */
    BadPayloadException wrong(int place, String problem) {
        return new BadPayloadException("setting '" + setting + "', character " + (place + 1) + ": " + problem);
    }
}
