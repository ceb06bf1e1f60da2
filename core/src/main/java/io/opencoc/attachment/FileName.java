package io.opencoc.attachment;

import io.opencoc.kernel.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of files, which come from outside and go to other people's disks and screens. Pure. */
final class FileName {
    private static final int MOST_BYTES = 255;
    /** What no system takes in a name, what hides or turns text, and halves of characters. */
    private static final Pattern REFUSED = Pattern.compile(
            "[\\p{Cc}\\p{Cs}\\p{Cn}\\u061C\\u200B\\u200E\\u200F\\u2028-\\u202E\\u2060-\\u206F\\uFEFF/\\\\:*?\"<>|]");

    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9._ -]");
    private static final String UNESCAPED = "!#$&+-.^_`|~";

    private FileName() {}

    /** The name as it is kept; a problem of the field {@code name} when it cannot be. */
    static String checked(String given) {
        String name = given.strip();
        if (name.isEmpty() || name.chars().allMatch(c -> c == '.' || c == ' ')) {
            throw Problem.invalid("name", "is not the name of a file");
        }
        if (REFUSED.matcher(name).find()) {
            throw Problem.invalid("name", "has characters that names of files cannot have, as / \\ : * ? \" < > |");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw Problem.invalid("name", "is longer than " + MOST_BYTES + " bytes");
        }
        return name;
    }

    /** What follows the last dot, in lower case; empty without. */
    static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** The Content-Disposition of RFC 6266, with a plain name for clients that know no other. */
    static String disposition(String name) {
        String plain = NOT_PLAIN.matcher(name).replaceAll("_");
        StringBuilder full = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || UNESCAPED.indexOf(c) >= 0)) {
                full.append(c);
            } else {
                full.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + full;
    }
}
