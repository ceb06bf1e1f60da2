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
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Alertmanager's webhook, version 4. Alertmanager always reports the recovery, so that nothing expires; while an alert fires, its
 * end is Go's zero time. The envelope's fields may come after the alerts, so that alarms are made once all is read.
 */
final class Webhook {
    private static final String VERSION = "4";

    private final Map<String, String> envelope = new HashMap<>();
    private @Nullable List<Alert> alerts;

    private Webhook() {}

    static ParsedRequest parse(InboundRequest request, JsonReader json) throws BadPayloadException {
        Webhook webhook = new Webhook();
        webhook.read(json, request.body());
        List<Alert> alerts = webhook.alerts;
        if (alerts == null) {
            throw new BadPayloadException("alerts is missing: this is not Alertmanager's webhook");
        }
        Batch batch = new Batch();
        for (Alert alert : alerts) {
            batch.add(alert, a -> event(a, webhook.envelope, request.receivedAt()));
        }
        if (batch.alarms().isEmpty() && !batch.problems().isEmpty()) {
            throw new BadPayloadException(batch.summary());
        }
        return batch.problems().isEmpty()
                ? ParsedRequest.of(batch.alarms())
                : new ParsedRequest(batch.alarms(), batch.problems(), Reply.OK);
    }

    private void read(JsonReader json, byte[] body) throws BadPayloadException {
        json.beginObject();
        while (json.hasNext()) {
            String name = json.name();
            switch (name) {
                case "version" -> {
                    String version = json.text();
                    if (!VERSION.equals(version)) {
                        throw json.problem(
                                "version " + JsonText.shown(String.valueOf(version)) + " is not supported, only 4 is");
                    }
                }
                case "alerts" -> alerts = Batch.read(json, body);
                case "receiver" -> keep(name, unquoted(json.text()));
                case "externalURL", "groupKey" -> keep(name, json.text());
                default -> json.skip();
            }
        }
        json.endObject();
        json.end();
    }

    private void keep(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            envelope.put(name, value);
        }
    }

    /** Alertmanager quotes the receiver's name as for a regular expression. */
    private static @Nullable String unquoted(@Nullable String receiver) {
        return receiver == null || receiver.indexOf('\\') < 0 ? receiver : receiver.replaceAll("\\\\(.)", "$1");
    }

    private static AlarmEvent event(Alert alert, Map<String, String> envelope, Instant now) throws BadAlertException {
        Instant startsAt = Objects.requireNonNullElse(Rfc3339.parse("startsAt", alert.startsAt), now);
        Instant endsAt = Rfc3339.parse("endsAt", alert.endsAt);
        boolean recovered = recovered(alert, endsAt, now);
        if (recovered && endsAt != null && endsAt.isBefore(startsAt)) {
            throw new BadAlertException("start time must be before end time");
        }
        if (alert.labels.isEmpty() && alert.fingerprint == null) {
            throw new BadAlertException("at least one label pair required");
        }
        return AlertMapping.builder(alert, envelope)
                .status(recovered ? AlarmStatus.OK : AlarmStatus.ALARM)
                .startsAt(startsAt)
                .endsAt(recovered ? Objects.requireNonNullElse(endsAt, now) : null)
                .build();
    }

    private static boolean recovered(Alert alert, @Nullable Instant endsAt, Instant now) throws BadAlertException {
        String status = alert.status;
        if (status == null) {
            return endsAt != null && !endsAt.isAfter(now);
        }
        return switch (status) {
            case "firing" -> false;
            case "resolved" -> true;
            default ->
                throw new BadAlertException("status " + JsonText.shown(status) + " is neither firing nor resolved");
        };
    }
}
