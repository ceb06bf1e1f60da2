package io.opencoc.plugin.huawei;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmStatus;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.JsonReader;
import io.opencoc.api.JsonReader.Kind;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Cloud Eye's alarm, in both of its layouts: fields of the alarm with {@code template_variable}, or {@code version} and {@code data} with the
 * variables alone.
 *
 * <p>Its fingerprint is over region, resource, rule and metric (or event): what the two layouts have in common and what stays the same over
 * firings; the ids of alarm records do not.
 */
final class CesAlarm {
    private static final Set<String> VARIABLES = Set.of("data", "template_variable");
    /** Those that have a field of their own. */
    private static final Set<String> MAPPED = Set.of(
            "alarm_id",
            "alarm_name",
            "alarm_status",
            "AlarmDesc",
            "AlarmLevel",
            "AlarmRuleName",
            "AlarmTime",
            "IsAlarm",
            "Link",
            "namespace",
            "Region",
            "ResourceId",
            "ResourceName",
            "time",
            "version");

    private final Fields fields;

    private CesAlarm(Fields fields) {
        this.fields = fields;
    }

    static AlarmEvent read(Envelope envelope, Function<byte[], JsonReader> json, Instant receivedAt)
            throws BadPayloadException {
        byte[] message = CesSource.message(envelope);
        Fields fields;
        try {
            JsonReader reader = json.apply(message);
            if (reader.peek() != Kind.OBJECT) {
                throw reader.problem("an object is expected");
            }
            fields = Fields.read(reader, VARIABLES);
            reader.end();
        } catch (BadPayloadException e) {
            throw new BadPayloadException("message is not an alarm of Cloud Eye: " + e.getMessage());
        }
        return new CesAlarm(fields).event(envelope, receivedAt);
    }

    private AlarmEvent event(Envelope envelope, Instant receivedAt) throws BadPayloadException {
        String name = Texts.first(fields.get("alarm_name"), fields.get("AlarmRuleName"), fields.get("EventName"));
        if (name == null) {
            throw new BadPayloadException(
                    "message is not an alarm of Cloud Eye: it has no alarm_name, AlarmRuleName or EventName");
        }
        String rule = Texts.first(fields.get("AlarmRuleName"), name);
        String fingerprint = Texts.fingerprint(
                "ces",
                Texts.first(fields.get("RegionId"), envelope.region()),
                Texts.first(fields.get("ResourceId"), fields.get("ResourceName"), fields.get("dimension")),
                rule,
                Texts.first(fields.get("EventName"), fields.get("MetricName"), fields.get("metric_name")));
        AlarmStatus status = status();
        Instant time = time(envelope, receivedAt);
        return AlarmEvent.builder(fingerprint, name)
                .alarmId(Texts.first(fields.get("alarm_id"), fields.get("AlarmRecordID")))
                .level(Levels.of(fields.get("AlarmLevel")))
                .status(status)
                .startsAt(time)
                .endsAt(status == AlarmStatus.OK ? time : null)
                .namespace(Texts.first(fields.get("namespace"), fields.get("Namespace")))
                .region(Texts.first(fields.get("Region"), fields.get("RegionId"), envelope.region()))
                .resourceName(fields.get("ResourceName"))
                .resourceId(fields.get("ResourceId"))
                .description(Texts.first(fields.get("AlarmDesc"), envelope.text("subject")))
                .url(fields.get("Link"))
                .additional(fields.others(MAPPED))
                .raw(String.valueOf(envelope.text("message")))
                .build();
    }

    /**
     * The flat layout says it; else {@code IsAlarm} that is false or missing is a recovery. Events never recover. That there is no data is neither,
     * but somebody asked to be told.
     */
    private AlarmStatus status() throws BadPayloadException {
        if (isEvent()) {
            return AlarmStatus.ALARM;
        }
        String status = fields.get("alarm_status");
        if (status == null) {
            return isTrue(fields.get("IsAlarm")) ? AlarmStatus.ALARM : AlarmStatus.OK;
        }
        return switch (status.strip().toLowerCase(Locale.ROOT)) {
            case "alarm", "insufficient_data" -> AlarmStatus.ALARM;
            case "ok" -> AlarmStatus.OK;
            default ->
                throw new BadPayloadException(
                        "message: alarm_status " + Texts.shown(status) + " is not alarm, ok or insufficient_data");
        };
    }

    private boolean isEvent() {
        String type = Texts.first(fields.get("AlarmType"), fields.get("alarm_type"), fields.get("message_type"));
        return fields.get("EventName") != null
                || type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("event");
    }

    private static boolean isTrue(@Nullable String text) {
        return text != null && text.strip().equalsIgnoreCase("true");
    }

    /** A time that cannot be read does not cost the alarm: then it is that of the delivery. */
    private Instant time(Envelope envelope, Instant receivedAt) {
        Instant time = Times.of(fields.get("time"));
        if (time == null) {
            time = Times.of(fields.get("AlarmTime"));
        }
        if (time == null) {
            time = Times.of(envelope.text("timestamp"));
        }
        return time == null ? receivedAt : time;
    }
}
