package io.opencoc.plugin.prometheus;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmStatus;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.JsonReader;
import io.opencoc.api.JsonText;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.Reply;
import io.opencoc.plugin.prometheus.Batch.BadAlertException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Alertmanager's {@code POST /api/v2/alerts}, by its rules: an alert has recovered when its end is not after now; while it fires
 * its end says until when it counts as firing, unless it is sent again. Valid alerts of a partly bad batch are stored, and the answer is
 * 400 all the same.
 */
final class ApiV2 {
    /** Alertmanager's {@code resolve_timeout}. */
    static final Duration RESOLVE_TIMEOUT = Duration.ofMinutes(5);

    private ApiV2() {}

    static ParsedRequest parse(InboundRequest request, JsonReader json) throws BadPayloadException {
        Batch batch = new Batch();
        for (Alert alert : Batch.read(json, request.body())) {
            batch.add(alert, a -> event(a, request.receivedAt()));
        }
        json.end();
        return batch.problems().isEmpty()
                ? ParsedRequest.of(batch.alarms())
                : new ParsedRequest(
                        batch.alarms(),
                        batch.problems(),
                        new Reply(400, "application/json", JsonText.quoted(batch.summary())));
    }

    private static AlarmEvent event(Alert alert, Instant now) throws BadAlertException {
        Instant endsAt = Rfc3339.parse("endsAt", alert.endsAt);
        Instant startsAt = Rfc3339.parse("startsAt", alert.startsAt);
        if (startsAt == null) {
            startsAt = endsAt == null ? now : endsAt;
        }
        if (endsAt == null) {
            endsAt = now.plus(RESOLVE_TIMEOUT);
        }
        if (endsAt.isBefore(startsAt)) {
            throw new BadAlertException("start time must be before end time");
        }
        if (alert.labels.isEmpty()) {
            throw new BadAlertException("at least one label pair required");
        }
        boolean recovered = !endsAt.isAfter(now);
        return AlertMapping.builder(alert, Map.of())
                .status(recovered ? AlarmStatus.OK : AlarmStatus.ALARM)
                .startsAt(startsAt)
                .endsAt(recovered ? endsAt : null)
                .expiresAt(recovered ? null : endsAt)
                .build();
    }
}
