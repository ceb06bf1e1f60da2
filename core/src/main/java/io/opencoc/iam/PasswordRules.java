package io.opencoc.iam;

import io.opencoc.kernel.http.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which passwords may be chosen, after NIST SP 800-63B: long enough, not one that is tried first, and no rules about kinds of characters. Any
 * character is allowed, and nothing is cut.
 */
public final class PasswordRules {
    /** In characters as people count them: code points. */
    public static final int SHORTEST = 12;

    public static final int LONGEST = 128;
    private static final int FEWEST_DIFFERENT = 5;
    private static final String PRODUCT = "opencoc";
    private static final String RUNS =
            "abcdefghijklmnopqrstuvwxyz qwertyuiop asdfghjkl zxcvbnm 01234567890123456789 1qaz2wsx3edc4rfv5tgb6yhn7ujm 1q2w3e4r5t6y7u8i9o0p";

    /** Passwords, and words from which people make them longer; lower case. */
    private static final Set<String> COMMON = load();

    private PasswordRules() {}

    private static Set<String> load() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PasswordRules.class.getResourceAsStream("common-passwords.txt")),
                StandardCharsets.UTF_8))) {
            return in.lines().filter(l -> !l.isEmpty() && !l.startsWith("# ")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The form in which passwords are compared: the same one typed on another keyboard has the same. */
    public static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    /** As {@link #check(String, String, String, String)}, for no particular tenant. */
    public static void check(String field, String password, String userName) {
        check(field, password, userName, "");
    }

    /**
     * Refuses a password that is easily guessed.
     *
     * @param field of the request, for the problem
     * @throws Problem saying what is wrong with it
     */
    public static void check(String field, String password, String userName, String tenant) {
        String weakness = weakness(password, userName, tenant);
        if (weakness != null) {
            throw Problem.invalid(field, weakness);
        }
    }

    /** What is wrong with a password, as {@code must have …}; null when nothing is. */
    public static @Nullable String weakness(String password, String userName, String tenant) {
        String normal = normal(password);
        int length = normal.codePointCount(0, normal.length());
        if (length < SHORTEST || length > LONGEST) {
            return "must have " + SHORTEST + " to " + LONGEST + " characters; it has " + length;
        }
        String lower = normal.toLowerCase(Locale.ROOT);
        for (String name : List.of(userName, tenant, PRODUCT)) {
            if (name.codePointCount(0, name.length()) >= 4
                    && lower.contains(normal(name).toLowerCase(Locale.ROOT))) {
                return "must not contain the name of the user, the tenant or the product";
            }
        }
        if (lower.codePoints().distinct().count() < FEWEST_DIFFERENT || isRun(lower)) {
            return "must not repeat a few characters or follow the keyboard";
        }
        return isCommon(lower) ? "is one of those that are tried first; several unrelated words make a good one" : null;
    }

    /** Whether it is a piece, or a repeated piece, of what lies in a row. */
    private static boolean isRun(String lower) {
        String compact = lower.replaceAll("[^\\p{L}\\p{N}]", "");
        if (compact.length() < 4) {
            return false;
        }
        for (String run : RUNS.split(" ")) {
            String there = run.repeat(2);
            String back = new StringBuilder(there).reverse().toString();
            if (there.contains(compact) || back.contains(compact)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is a common one, also with digits and signs around it, with digits for letters, or twice. */
    private static boolean isCommon(String lower) {
        String plain = unleet(lower).replaceAll("[^\\p{L}]", "");
        return COMMON.contains(lower)
                || COMMON.contains(lower.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", ""))
                || COMMON.contains(lower.replaceAll("[^\\p{L}]", ""))
                || COMMON.contains(unleet(lower.replaceAll("^[^\\p{L}@$]+|[^\\p{L}@$]+$", "")))
                || isMadeOfCommon(plain);
    }

    private static boolean isMadeOfCommon(String plain) {
        for (int cut = 3; cut <= plain.length() - 3; cut++) {
            if (COMMON.contains(plain.substring(0, cut)) && COMMON.contains(plain.substring(cut))) {
                return true;
            }
        }
        return false;
    }

    private static String unleet(String text) {
        return text.replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('7', 't')
                .replace('@', 'a')
                .replace('$', 's')
                .replace('!', 'i');
    }
}
