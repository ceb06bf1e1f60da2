package io.opencoc.plugin.prometheus;

import io.opencoc.api.JsonText;
import io.opencoc.plugin.prometheus.Batch.BadAlertException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Times as Go writes them. Own code: java.time's parser takes ten times as long, and this is done twice per alarm. */
final class Rfc3339 {
    /** Go's zero time, which stands for none. */
    private static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Rfc3339() {}

    /** The time; null for none, which Go writes as the year 1. Other times outside 1970 to 9999 are refused. */
    static @Nullable Instant parse(String field, @Nullable String text) throws BadAlertException {
        if (text == null) {
            return null;
        }
        Instant time;
        try {
            time = parse(text);
        } catch (DateTimeException | StringIndexOutOfBoundsException e) {
            throw new BadAlertException(field + " " + JsonText.shown(text) + " is not an RFC 3339 time");
        }
        if (time.equals(ZERO)) {
            return null;
        }
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST)) {
            throw new BadAlertException(field + " " + JsonText.shown(text) + " is not in the years 1970 to 9999");
        }
        return time;
    }

    private static Instant parse(String text) {
        require(text.charAt(4) == '-' && text.charAt(7) == '-' && text.charAt(13) == ':' && text.charAt(16) == ':');
        require(text.charAt(10) == 'T' || text.charAt(10) == 't');
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        require(hour < 24 && minute < 60 && second < 60);
        int at = 19;
        int nanos = 0;
        if (text.charAt(at) == '.') {
            int digits = 0;
            for (at++; text.charAt(at) >= '0' && text.charAt(at) <= '9'; at++, digits++) {
                if (digits < 9) {
                    nanos = nanos * 10 + text.charAt(at) - '0';
                }
            }
            require(digits > 0);
            for (; digits < 9; digits++) {
                nanos *= 10;
            }
        }
        long days = LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2))
                .toEpochDay();
        long seconds = days * 86_400 + hour * 3600L + minute * 60L + second - offset(text, at);
        return Instant.ofEpochSecond(seconds, nanos);
    }

    private static int offset(String text, int at) {
        char sign = text.charAt(at);
        if (sign == 'Z' || sign == 'z') {
            require(text.length() == at + 1);
            return 0;
        }
        require((sign == '+' || sign == '-') && text.length() == at + 6 && text.charAt(at + 3) == ':');
        int hours = number(text, at + 1, 2);
        int minutes = number(text, at + 4, 2);
        require(hours < 24 && minutes < 60);
        int seconds = hours * 3600 + minutes * 60;
        return sign == '+' ? seconds : -seconds;
    }

    private static int number(String text, int at, int digits) {
        int number = 0;
        for (int i = at; i < at + digits; i++) {
            char c = text.charAt(i);
            require(c >= '0' && c <= '9');
            number = number * 10 + c - '0';
        }
        return number;
    }

    private static void require(boolean fits) {
        if (!fits) {
            throw new DateTimeException("not RFC 3339");
        }
    }
}
