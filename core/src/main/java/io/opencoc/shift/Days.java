package io.opencoc.shift;

import io.opencoc.kernel.http.Problem;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** A range of days, both counted. */
record Days(LocalDate from, LocalDate to) {
    /** Days of one range that is planned. */
    static final int LONGEST = 366;
    /** How far from today plans may reach. */
    static final int FURTHEST = 730;

    /** The range of these fields: in order, not too long, not too far. */
    static Days of(LocalDate from, LocalDate to, String fromField, String toField, LocalDate today) {
        if (from.isAfter(today.plusDays(FURTHEST)) || from.isBefore(today.minusDays(FURTHEST))) {
            throw Problem.invalid(fromField, "is more than " + FURTHEST + " days from today");
        }
        if (to.isBefore(from)) {
            throw Problem.invalid(toField, "is before the first day");
        }
        if (to.isAfter(today.plusDays(FURTHEST))) {
            throw Problem.invalid(toField, "is more than " + FURTHEST + " days ahead");
        }
        Days days = new Days(from, to);
        if (days.count() > LONGEST) {
            throw Problem.invalid(toField, "makes more than " + LONGEST + " days");
        }
        return days;
    }

    /** As {@link #of}, and not in the past. */
    static Days ahead(LocalDate from, LocalDate to, String fromField, String toField, LocalDate today) {
        if (from.isBefore(today)) {
            throw Problem.invalid(fromField, "is in the past: " + today + " is today in the scenario's time zone");
        }
        return of(from, to, fromField, toField, today);
    }

    int count() {
        return (int) ChronoUnit.DAYS.between(from, to) + 1;
    }

    boolean has(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }
}
