package io.opencoc.plugin.webhook;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Times as senders write them: RFC 3339, also with a blank for the T, without seconds, or with an offset as {@code +0800}; without an offset they are of a
 * given zone; {@code 20261123101500}; seconds, milliseconds, micro- or nanoseconds since 1970, told apart by their size.
 */
final class Times {
    /** Go's zero time, which stands for none. */
    private static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final int LONGEST = 40;

    private final String text;
    private int at;

    private Times(String text) {
        this.text = text;
    }

    /**
     * The time; null for none, which is written as 0 or as year 1.
     *
     * @throws DateTimeException if it is no time, or none in the years 1970 to 9999
     */
    static @Nullable Instant parse(String given, ZoneId zone) {
        String text = given.strip();
        require(text.length() <= LONGEST && !text.isEmpty());
        Instant time = new Times(text).parse(zone);
        if (time.equals(ZERO) || time.equals(Instant.EPOCH)) {
            return null;
        }
        require(!time.isBefore(Instant.EPOCH) && !time.isAfter(LAST));
        return time;
    }

    private Instant parse(ZoneId zone) {
        if (text.length() > 4 && text.charAt(4) == '-') {
            return written(zone);
        }
        return text.length() == 14 && text.chars().allMatch(Times::isDigit) ? compact(zone) : sinceEpoch();
    }

    private Instant compact(ZoneId zone) {
        LocalDateTime time = LocalDateTime.of(number(4), number(2), number(2), number(2), number(2), number(2));
        return time.atZone(zone).toInstant();
    }

    private Instant written(ZoneId zone) {
        int year = number(4);
        expect('-');
        int month = number(2);
        expect('-');
        LocalDate date = LocalDate.of(year, month, number(2));
        char separator = next();
        require(separator == 'T' || separator == 't' || separator == ' ');
        int hour = number(2);
        expect(':');
        int minute = number(2);
        int second = 0;
        int nanos = 0;
        if (peek() == ':') {
            at++;
            second = number(2);
            nanos = peek() == '.' || peek() == ',' ? fraction() : 0;
        }
        require(hour < 24 && minute < 60 && second < 60);
        if (at == text.length()) {
            return date.atTime(hour, minute, second, nanos).atZone(zone).toInstant();
        }
        long seconds = date.toEpochDay() * 86_400 + hour * 3600L + minute * 60L + second - offset();
        return Instant.ofEpochSecond(seconds, nanos);
    }

    private int fraction() {
        at++;
        int nanos = 0;
        int digits = 0;
        for (; isDigit(peek()); at++, digits++) {
            if (digits < 9) {
                nanos = nanos * 10 + peek() - '0';
            }
        }
        require(digits > 0);
        for (; digits < 9; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** Seconds east of UTC. */
    private int offset() {
        if (peek() == ' ') {
            at++;
        }
        char sign = next();
        int seconds = 0;
        if (sign != 'Z' && sign != 'z') {
            require(sign == '+' || sign == '-');
            int hours = number(2);
            if (peek() == ':') {
                at++;
                require(at < text.length());
            }
            int minutes = at == text.length() ? 0 : number(2);
            require(hours <= 18 && minutes < 60);
            seconds = (hours * 3600 + minutes * 60) * (sign == '+' ? 1 : -1);
        }
        require(at == text.length());
        return seconds;
    }

    /** A number with at most 19 digits before its point. */
    private Instant sinceEpoch() {
        long whole = 0;
        int digits = 0;
        for (; isDigit(peek()); at++, digits++) {
            require(digits < 18 || digits == 18 && whole <= 922_337_203_685_477_579L);
            whole = whole * 10 + peek() - '0';
        }
        require(digits > 0);
        int nanos = peek() == '.' ? fraction() : 0;
        require(at == text.length());
        if (whole < 100_000_000_000L) {
            return Instant.ofEpochSecond(whole, nanos);
        }
        if (whole < 100_000_000_000_000L) {
            return Instant.ofEpochMilli(whole);
        }
        long perSecond = whole < 100_000_000_000_000_000L ? 1_000_000 : 1_000_000_000;
        return Instant.ofEpochSecond(whole / perSecond, whole % perSecond * (1_000_000_000 / perSecond));
    }

    private int number(int length) {
        int number = 0;
        for (int i = 0; i < length; i++) {
            char c = next();
            require(isDigit(c));
            number = number * 10 + c - '0';
        }
        return number;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private char next() {
        require(at < text.length());
        return text.charAt(at++);
    }

    private void expect(char expected) {
        require(next() == expected);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static void require(boolean fits) {
        if (!fits) {
            throw new DateTimeException("not a time");
        }
    }

    /** A zone by its name or offset. */
    static ZoneId zone(String name) {
        return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
    }
}
