package io.opencoc.plugin.huawei;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmStatus;
import io.opencoc.api.BadPayloadException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * AOM's alarm, pushed or fetched. Its fingerprint is over region, event name, resource type and resource, which both ways have, so that an
 * integration may use both.
 */
final class AomAlarm {
    /** Objects of an event whose fields are the alarm's. */
    static final Set<String> PARTS = Set.of("metadata", "annotations");

    private static final Set<String> MAPPED = Set.of(
            "id",
            "event_name",
            "event_severity",
            "starts_at",
            "ends_at",
            "namespace",
            "region",
            "timeout",
            "attach_rule");
    private static final Set<String> OK_WORDS =
            Set.of("ok", "normal", "resolved", "recovered", "clear", "cleared", "0", "正常", "恢复", "已恢复", "已清除");

    private AomAlarm() {}

    /**
     * The alarm that these fields are.
     *
     * @param region where the call or the topic belongs to
     * @param otherwise when there is no start that can be read
     */
    static AlarmEvent event(Fields fields, @Nullable String region, Instant otherwise, String raw)
            throws BadPayloadException {
        String name = fields.get("event_name");
        if (name == null) {
            throw new BadPayloadException("event_name is missing");
        }
        String resource = fields.get("resource_id");
        Instant read = Times.of(fields.get("starts_at"));
        Instant startsAt = read == null ? otherwise : read;
        Instant ended = Times.of(fields.get("ends_at"));
        boolean ok = ended != null || isOk(fields.get("status")) || isOk(fields.get("alarm_status"));
        Instant end = ended == null ? otherwise : ended;
        return AlarmEvent.builder(Texts.fingerprint("aom", region, name, fields.get("resource_type"), resource), name)
                .alarmId(fields.get("id"))
                .level(Levels.of(fields.get("event_severity")))
                .status(ok ? AlarmStatus.OK : AlarmStatus.ALARM)
                .startsAt(startsAt)
                .endsAt(!ok ? null : end.isBefore(startsAt) ? startsAt : end)
                .expiresAt(ok ? null : expiry(fields, startsAt))
                .namespace(fields.get("namespace"))
                .region(Texts.first(fields.get("region"), region))
                .resourceName(resource)
                .description(fields.get("message"))
                .additional(fields.others(MAPPED))
                .raw(raw)
                .build();
    }

    private static boolean isOk(@Nullable String status) {
        return status != null && OK_WORDS.contains(status.strip().toLowerCase(Locale.ROOT));
    }

    /** AOM clears an alarm by itself after its time-out. */
    private static @Nullable Instant expiry(Fields fields, Instant startsAt) {
        String timeout = fields.get("timeout");
        if (timeout == null || !timeout.matches("[1-9][0-9]{0,11}")) {
            return null;
        }
        return startsAt.plus(Duration.ofMillis(Long.parseLong(timeout)));
    }
}
