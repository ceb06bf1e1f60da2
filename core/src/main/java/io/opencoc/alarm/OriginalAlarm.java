package io.opencoc.alarm;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.kernel.json.Wire;
import io.opencoc.rule.AlarmKeys;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alarm as it came in.
 *
 * @param source the alarm source's id
 * @param receivedAt to the millisecond, the same as in the id
 */
public record OriginalAlarm(UUID id, UUID integrationId, String source, Instant receivedAt, AlarmEvent event)
        implements AlarmKeys {

    @Override
    public AlarmLevel level() {
        return event.level();
    }

    /** What a forwarding rule's key stands for; empty when this alarm has none. */
    @Override
    public String value(String key) {
        return switch (key) {
            case "alarmId" -> event.alarmId();
            case "alarmName" -> event.name();
            case "alarmLevel" -> Wire.name(event.level());
            case "time" -> event.startsAt().toString();
            case "namespace" -> text(event.namespace());
            case "region" -> text(event.region());
            case "application" -> text(event.application());
            case "resourceName" -> text(event.resourceName());
            case "resourceId" -> text(event.resourceId());
            case "alarmDesc" -> text(event.description());
            case "URL" -> text(event.url());
            case "alarmStatus" -> Wire.name(event.status());
            case "alarmSource" -> source;
            default ->
                key.startsWith("additional.")
                        ? text(event.additional().get(key.substring("additional.".length())))
                        : "";
        };
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
