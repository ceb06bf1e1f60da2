package io.opencoc.kernel.plugin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an extension has been doing since this version of it was loaded.
 *
 * @param calls that were made
 * @param refused what it refused or its provider refused, by rights
 * @param defects calls that failed by its own fault
 * @param timeouts calls that were given up
 * @param turnedAway calls that were not made because it was busy or switched off
 * @param inFlight calls under way
 * @param meanMillis that a call took; null before the first one, as the next two
 * @param lastMillis that the last one took
 * @param lastCallAt when it ended
 * @param trippedUntil when it is called again; null while it is not switched off
 * @param lastErrors the latest failures, newest first
 */
public record ExtensionHealth(
        long calls,
        long refused,
        long defects,
        long timeouts,
        long turnedAway,
        int inFlight,
        @Nullable Double meanMillis,
        @Nullable Double lastMillis,
        @Nullable Instant lastCallAt,
        @Nullable Instant trippedUntil,
        List<LastError> lastErrors) {

    /** One failure. */
    public record LastError(Instant at, String message) {}
}
