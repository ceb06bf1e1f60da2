package io.opencoc.plugin.huawei;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as Huawei's services write them. */
final class Times {
    /** {@code 2026/11/23 10:15:00 GMT+08:00}, and with dashes. */
    private static final DateTimeFormatter ZONED = DateTimeFormatter.ofPattern(
                    "[uuuu/MM/dd][uuuu-MM-dd] HH:mm:ss[ ]['GMT']xxx", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int LONGEST = 40;

    private Times() {}

    /** Milliseconds since 1970, a time with its offset from GMT, or ISO; null when it is none of them, zero or nothing. */
    static @Nullable Instant of(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            return null;
        }
        try {
            String time = text.strip();
            Instant read = isNumber(time)
                    ? Instant.ofEpochMilli(Long.parseLong(time))
                    : time.indexOf('T') == 10
                            ? Instant.parse(time)
                            : OffsetDateTime.parse(time, ZONED).toInstant();
            return read.isAfter(Instant.EPOCH) && read.isBefore(LATEST) ? read : null;
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
