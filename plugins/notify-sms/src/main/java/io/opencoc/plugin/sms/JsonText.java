package io.opencoc.plugin.sms;

/** Texts for JSON. */
final class JsonText {
    private JsonText() {}

    /** A text as a JSON string with its quotes. */
    static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    /** What stands between the quotes. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c == 0x2028 || c == 0x2029) {
                out.append("\\u").append(Integer.toHexString(0x10000 + c), 1, 5);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
