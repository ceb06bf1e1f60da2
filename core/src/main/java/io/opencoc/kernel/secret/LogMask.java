package io.opencoc.kernel.secret;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The texts that no line of the log may show. For the whole process, as the log is; the log asks here for every line. Safe for all threads.
 */
public final class LogMask {
    /** Shorter ones would hide half of the log and are guessed anyway. */
    private static final int SHORTEST = 4;

    private static final int MOST = 1_000;
    private static volatile List<String> hidden = List.of();

    private LogMask() {}

    /** Hides this from now on; texts of fewer than four characters are not hidden. */
    public static synchronized void hide(Secret secret) {
        String value = secret.reveal();
        if (value.length() < SHORTEST || hidden.contains(value) || hidden.size() >= MOST) {
            return;
        }
        List<String> more = new ArrayList<>(hidden);
        more.add(value);
        // A secret may contain another one.
        more.sort(Comparator.comparingInt(String::length).reversed());
        hidden = List.copyOf(more);
    }

    /** The text with {@code ***} for everything hidden. */
    public static String mask(String text) {
        String masked = text;
        for (String value : hidden) {
            masked = masked.replace(value, "***");
        }
        return masked;
    }
}
