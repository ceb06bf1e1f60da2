package io.opencoc.plugin.webhook;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.Reply;
import java.util.ArrayList;
import java.util.List;

/** The alarms of one request, and what was wrong with those that are left out. */
final class Batch {
    static final int MAX_ALARMS = 10_000;
    private static final int MAX_PROBLEMS = 100;
    private static final int MAX_SUMMARY = 20;

    private final List<AlarmEvent> alarms = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int bad;

    void add(AlarmEvent alarm) {
        alarms.add(alarm);
    }

    /** @param place where it stands in the body; empty for the whole of it */
    void problem(String place, String problem) {
        if (++bad <= MAX_PROBLEMS) {
            problems.add(place.isEmpty() ? problem : place + ": " + problem);
        }
    }

    static void checkCount(int count, String what) throws BadPayloadException {
        if (count > MAX_ALARMS) {
            throw new BadPayloadException("more than " + MAX_ALARMS + " " + what + " in one request");
        }
    }

    /**
     * The result.
     *
     * @param success the answer when nothing is wrong; else it is 200 with what is
     * @throws BadPayloadException when there are problems only
     */
    ParsedRequest result(Reply success) throws BadPayloadException {
        if (bad == 0) {
            return new ParsedRequest(alarms, List.of(), success);
        }
        if (bad > problems.size()) {
            problems.add("… and " + (bad - MAX_PROBLEMS) + " more");
        }
        if (alarms.isEmpty()) {
            throw new BadPayloadException(summary());
        }
        String body = "{\"accepted\":" + alarms.size() + ",\"problems\":" + JsonText.array(problems) + "}";
        return new ParsedRequest(alarms, problems, new Reply(200, "application/json", body));
    }

    private String summary() {
        List<String> shown = problems.subList(0, Math.min(problems.size(), MAX_SUMMARY));
        return (bad > 1 ? bad + " errors: " : "") + String.join("; ", shown) + (bad > shown.size() ? "; …" : "");
    }
}
