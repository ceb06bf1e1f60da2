package io.opencoc.api;

import java.util.List;

/**
 * What a source read from one request.
 *
 * <p>Threading: immutable; safe for all threads.
 *
 * @param alarms what is to be stored; may be empty
 * @param problems what was wrong with single entries that are left out, each in one line; the rest is stored all the same
 * @param accepted the answer once all alarms are stored
 * @since 1.0
 */
public record ParsedRequest(List<AlarmEvent> alarms, List<String> problems, Reply accepted) {

    /** Keeps copies of the lists. */
    public ParsedRequest {
        alarms = List.copyOf(alarms);
        problems = List.copyOf(problems);
    }

    /** All entries are good; the sender gets an empty 200. */
    public static ParsedRequest of(List<AlarmEvent> alarms) {
        return new ParsedRequest(alarms, List.of(), Reply.OK);
    }
}
