package io.opencoc.kernel.plugin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an extension has been doing since the start.
 *
 * @param calls that were made
 * @param refused what it refused or its provider refused, by rights
 * @param defects calls that failed by its own fault
 * @param timeouts calls that were given up
 * @param turnedAway calls that were not made because it was busy or switched off
 * @param trippedUntil when it is called again; null while it is not switched off
 * @param lastErrors the latest failures, newest first
 */
public record ExtensionHealth(
        long calls,
        long refused,
        long defects,
        long timeouts,
        long turnedAway,
        @Nullable Instant trippedUntil,
        List<LastError> lastErrors) {

    /** One failure. */
    public record LastError(Instant at, String message) {}
}
