package io.opencoc.plugin.webhook;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.Reply;
import java.util.List;

/** Answers as PagerDuty's Events API gives them. */
final class PagerDutyReply {
    private static final String JSON = "application/json";

    private PagerDutyReply() {}

    static Reply processed(String dedupKey) {
        return new Reply(
                202,
                JSON,
                "{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":" + JsonText.quoted(dedupKey)
                        + "}");
    }

    static Reply changeProcessed() {
        return new Reply(202, JSON, "{\"status\":\"success\",\"message\":\"Change event processed\"}");
    }

    /** Refuses an event for these reasons. */
    static BadPayloadException invalid(List<String> errors) {
        return refusal(400, "Event object is invalid", errors);
    }

    static BadPayloadException refusal(int status, String message, List<String> errors) {
        String body = "{\"status\":\"invalid event\",\"message\":" + JsonText.quoted(message) + ",\"errors\":"
                + JsonText.array(errors) + "}";
        return new BadPayloadException(String.join("; ", errors), new Reply(status, JSON, body));
    }
}
