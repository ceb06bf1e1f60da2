package io.opencoc.alarm;

import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.json.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which original alarms.
 *
 * @param beforeAt with {@code beforeId}: only what is older, in the order of the list
 */
record OriginalAlarmQuery(
        @Nullable String q,
        @Nullable UUID projectId,
        @Nullable UUID integrationId,
        @Nullable String source,
        List<AlarmLevel> levels,
        @Nullable AlarmStatus status,
        @Nullable String fingerprint,
        @Nullable String application,
        @Nullable String region,
        Instant from,
        Instant beforeAt,
        UUID beforeId,
        int size) {
    private static final Duration MONTH = Duration.ofDays(31);
    private static final UUID LAST = new UUID(-1, -1);

    static OriginalAlarmQuery of(Call call, Instant now) {
        Instant from = call.instant("from");
        Instant to = call.instant("to");
        Instant beforeAt = to == null ? now.plus(Duration.ofDays(1)) : to;
        UUID beforeId = to == null ? LAST : new UUID(0, 0);
        String after = call.text("after");
        if (after != null) {
            try {
                beforeId = UUID.fromString(after);
                beforeAt = Ids.instantOf(beforeId);
            } catch (IllegalArgumentException e) {
                throw Problem.invalid("after", "is not what a page before gave as next");
            }
        }
        String status = call.text("status");
        return new OriginalAlarmQuery(
                call.text("q"),
                call.uuid("projectId"),
                call.uuid("integrationId"),
                call.text("source"),
                call.constants("level", AlarmLevel.class),
                status == null ? null : Wire.parse(AlarmStatus.class, status),
                call.text("fingerprint"),
                call.text("application"),
                call.text("region"),
                from == null ? now.minus(MONTH) : from,
                beforeAt,
                beforeId,
                call.number("size"));
    }

    /** The newest of the tenant, or of one enterprise project. */
    static OriginalAlarmQuery newest(@Nullable UUID project, int n, Instant from, Instant now) {
        return new OriginalAlarmQuery(
                null,
                project,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                from,
                now.plus(Duration.ofDays(1)),
                LAST,
                n);
    }

    /** Whether the whole event has to be looked at. */
    boolean looksInside() {
        return q != null || application != null || region != null;
    }

    /** The levels and states as the log's table has them; -1 for all. */
    int kinds() {
        if (levels.isEmpty() && status == null) {
            return -1;
        }
        int kinds = 0;
        for (AlarmLevel level : levels.isEmpty() ? List.of(AlarmLevel.values()) : levels) {
            for (AlarmStatus each : status == null ? List.of(AlarmStatus.values()) : List.of(status)) {
                kinds |= AlarmWriter.kind(level.ordinal(), each == AlarmStatus.OK);
            }
        }
        return kinds;
    }
}
