package io.opencoc.alarm;

import io.opencoc.api.AlarmLevel;
import io.opencoc.incident.IncidentRef;
import io.opencoc.kernel.access.Person;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A step in an alarm's life. */
record AlarmHistoryEntry(
        UUID id,
        Instant at,
        Occurrence.Kind kind,
        @Nullable Person by,
        @Nullable AlarmLevel fromLevel,
        @Nullable AlarmLevel toLevel,
        @Nullable IncidentRef incident,
        @Nullable String remark) {}
