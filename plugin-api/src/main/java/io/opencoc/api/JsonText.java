package io.opencoc.api;

/**
 * Texts for JSON and for messages, for plug-ins that write a little of either. Pure; safe for all threads.
 *
 * @since 1.0
 */
public final class JsonText {
    private static final int MAX_SHOWN = 100;

    private JsonText() {}

    /** The text as a JSON string with its quotes; any text gives valid JSON in one line. */
    public static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    /** What stands between the quotes of {@link #quoted}. */
    public static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '\t') {
                out.append("\\t");
            } else if (c < ' ' || c == 0x7f || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029) {
                out.append("\\u").append(Integer.toHexString(0x10000 + c), 1, 5);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** What a sender wrote, quoted and cut to 100 characters, for a message that goes back. */
    public static String shown(String text) {
        return quoted(text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text);
    }
}
