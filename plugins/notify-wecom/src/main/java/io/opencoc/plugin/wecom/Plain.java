package io.opencoc.plugin.wecom;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Text from outside that is shown as it is. The robot's Markdown knows no escapes, so what has a meaning in it is replaced by its full-width twin,
 * which looks alike: nothing becomes a link, a mention, a colour, a heading or a list. That holds for plain text too, where addresses become
 * links by themselves.
 */
final class Plain {
    private static final int LONGEST = 20_000;
    private static final Pattern UNWANTED = Pattern.compile(
            "[\\p{Cc}\\p{Cs}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2028\\u2029\\u2066-\\u2069&&[^\\n\\t]]");
    private static final Pattern ADDRESS = Pattern.compile("(?i)(:)//|(www)\\.");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern LIST = Pattern.compile("(?m)^([ \\t]*)(?:([-+=])|([0-9]{1,9})([.)]))");
    private static final Pattern INDENT = Pattern.compile("(?m)^[ \\t]+");
    private static final Map<Character, Character> TWINS = Map.ofEntries(
            Map.entry('<', '＜'),
            Map.entry('>', '＞'),
            Map.entry('[', '［'),
            Map.entry(']', '］'),
            Map.entry('`', '｀'),
            Map.entry('*', '＊'),
            Map.entry('#', '＃'),
            Map.entry('@', '＠'),
            Map.entry('&', '＆'),
            Map.entry('\\', '＼'),
            Map.entry('|', '｜'),
            Map.entry('~', '～'));
    private static final Map<String, String> AT_LINE_START = Map.of("-", "－", "+", "＋", "=", "＝", ".", "．", ")", "）");

    private Plain() {}

    /** As one line. */
    static String line(String text) {
        return SPACE.matcher(safe(text)).replaceAll(" ").strip();
    }

    /** As lines. */
    static String lines(String text) {
        String listless = LIST.matcher(safe(text).strip())
                .replaceAll(m -> m.group(1)
                        + (m.group(2) == null
                                ? m.group(3) + AT_LINE_START.get(m.group(4))
                                : String.valueOf(AT_LINE_START.get(m.group(2)))));
        return INDENT.matcher(listless)
                .replaceAll(m -> "\u00A0".repeat(m.group().length()));
    }

    private static String safe(String text) {
        String head = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        String clean =
                UNWANTED.matcher(head.replace("\r\n", "\n").replace('\r', '\n')).replaceAll(" ");
        clean = ADDRESS.matcher(clean).replaceAll(m -> m.group(1) == null ? m.group(2) + "．" : "：//");
        StringBuilder out = new StringBuilder(clean.length());
        clean.chars().forEach(c -> out.append(TWINS.getOrDefault((char) c, (char) c)));
        return out.toString();
    }
}
