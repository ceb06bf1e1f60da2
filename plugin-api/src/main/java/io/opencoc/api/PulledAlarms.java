package io.opencoc.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source fetched.
 *
 * <p>Threading: immutable; safe for all threads.
 *
 * @param alarms what is to be stored; may be empty
 * @param problems what was wrong with single entries that are left out, each in one line
 * @param cursor where to go on, at most 4,096 characters, kept once the alarms are stored; null to begin anew
 * @param more true when there is more to fetch at once
 * @since 1.0
 */
public record PulledAlarms(
        List<AlarmEvent> alarms,
        List<String> problems,
        @Nullable String cursor,
        boolean more) {

    /** Keeps copies of the lists. */
    public PulledAlarms {
        alarms = List.copyOf(alarms);
        problems = List.copyOf(problems);
    }
}
