package io.opencoc.plugin.zabbix;

/** Text for JSON and for messages. */
final class Json {
    private static final int MAX_SHOWN = 100;

    private Json() {}

    /** The text as a JSON string with its quotes. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029) {
                out.append("\\u").append(Integer.toHexString(0x10000 + c), 1, 5);
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /** What a sender wrote, quoted and cut, for a message that goes back. */
    static String shown(String text) {
        return quoted(text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text);
    }
}
