package io.opencoc.plugin.huawei;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far AOM was asked.
 *
 * @param seen up to here all that started is fetched; null at first
 * @param swept up to here all that was cleared is fetched; null at first
 * @param phase what is being listed
 * @param until the end of the span that is being listed
 * @param marker AOM's mark of the next page
 */
record AomCursor(
        @Nullable Instant seen,
        @Nullable Instant swept,
        Phase phase,
        @Nullable Instant until,
        String marker) {
    /** How far clocks may differ, and how late AOM may list what has started. */
    static final Duration OVERLAP = Duration.ofMinutes(5);
    /** What AOM clears by itself after that: no alarm that still fires has begun earlier. */
    static final Duration LONGEST_ALARM = Duration.ofDays(3);

    private static final Duration SWEEP = Duration.ofMinutes(5);
    private static final AomCursor START = new AomCursor(null, null, Phase.DONE, null, "0");

    /** What is listed. */
    enum Phase {
        /** Nothing: the next call begins. */
        DONE,
        /** What has started since the last time. */
        STARTED,
        /** What has been cleared since the last time, however long ago it started. */
        CLEARED
    }

    /** What {@link #text} gave; anything else begins anew. */
    static AomCursor of(@Nullable String text) {
        String[] parts = text == null ? new String[0] : text.split(" ", 5);
        if (parts.length != 5) {
            return START;
        }
        try {
            return new AomCursor(
                    instant(parts[0]), instant(parts[1]), Phase.valueOf(parts[2]), instant(parts[3]), parts[4]);
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            return START;
        }
    }

    private static @Nullable Instant instant(String text) {
        return text.equals("-") ? null : Instant.parse(text);
    }

    String text() {
        return (seen == null ? "-" : seen) + " " + (swept == null ? "-" : swept) + " " + phase + " "
                + (until == null ? "-" : until) + " " + marker;
    }

    /** The same, in the middle of a listing. */
    AomCursor begun(Instant now) {
        return phase == Phase.DONE || until == null ? new AomCursor(seen, swept, Phase.STARTED, now, "0") : this;
    }

    AomCursor page(String next) {
        return new AomCursor(seen, swept, phase, until, next);
    }

    /** After the last page of a listing: cleared alarms are listed every few minutes. */
    AomCursor listed() {
        if (phase == Phase.STARTED && until != null) {
            if (swept == null) {
                // All that fires was just listed, with those that were cleared in the same span.
                return new AomCursor(until, until, Phase.DONE, null, "0");
            }
            boolean due = !until.isBefore(swept.plus(SWEEP));
            return due
                    ? new AomCursor(until, swept, Phase.CLEARED, until, "0")
                    : new AomCursor(until, swept, Phase.DONE, null, "0");
        }
        return new AomCursor(seen, until, Phase.DONE, null, "0");
    }

    /** The beginning of the span that is listed. */
    Instant from() {
        Instant end = until == null ? Instant.EPOCH : until;
        Instant earliest = end.minus(LONGEST_ALARM);
        Instant from = phase == Phase.CLEARED || seen == null ? earliest : seen.minus(OVERLAP);
        return from.isBefore(earliest) ? earliest : from;
    }

    /** Whether what ended then is not known yet. */
    boolean isNews(@Nullable Instant endedAt) {
        return phase != Phase.CLEARED || swept == null || endedAt != null && !endedAt.isBefore(swept.minus(OVERLAP));
    }
}
