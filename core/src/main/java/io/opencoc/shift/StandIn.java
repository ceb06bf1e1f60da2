package io.opencoc.shift;

import io.opencoc.kernel.access.Person;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody stands in, whatever is planned.
 *
 * @param replacesId for whom, while they are on duty; null for everybody, and where nobody is planned
 * @param endsAt not counted
 */
record StandIn(
        UUID id,
        UUID roleId,
        Area area,
        UUID engineerId,
        @Nullable UUID replacesId,
        Instant startsAt,
        Instant endsAt,
        @Nullable String reason,
        Person createdBy,
        Instant createdAt) {}
