package io.opencoc.shift;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/**
 * From times of the clock to instants, so that a later time is never an earlier instant. A time that the clock leaves out is the instant at which
 * it is put forward; of one that comes twice the first counts. So shifts that meet by the clock meet in time, and a shift that is left out as a whole
 * takes no time; {@link LocalDateTime#atZone} would move a left-out time behind times that come after it.
 */
final class WallClock {
    private static final int DAY = 24 * 60;

    private WallClock() {}

    static Instant instant(LocalDateTime time, ZoneId zone) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(time);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : time.atZone(zone).toInstant();
    }

    /** When a day begins. */
    static Instant start(LocalDate day, ZoneId zone) {
        return instant(day.atStartOfDay(), zone);
    }

    /** A minute of a day, which may be in the next one. */
    static Instant at(LocalDate day, int minute, ZoneId zone) {
        LocalDate date = day.plusDays(minute / DAY);
        return instant(date.atTime(minute % DAY / 60, minute % 60), zone);
    }

    /** The minute at which a shift ends: in the next day when it is not after the start. */
    static int end(int startMinute, int endMinute) {
        return endMinute > startMinute ? endMinute : endMinute + DAY;
    }

    /** From {@code HH:mm}. */
    static int minute(String clock) {
        return Integer.parseInt(clock.substring(0, 2)) * 60 + Integer.parseInt(clock.substring(3));
    }

    /** As {@code HH:mm}. */
    static String text(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }
}
