package io.opencoc.shift;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on a role of a fixed scenario.
 *
 * @param from the first day; null for always
 * @param to the last day, which is counted; null for ever
 */
record Member(
        UUID id,
        UUID roleId,
        Area area,
        UUID engineerId,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    /** Whether both are on the same role in the same area on some day. */
    boolean meets(Member other) {
        return engineerId.equals(other.engineerId)
                && roleId.equals(other.roleId)
                && area.equals(other.area)
                && (from == null || other.to == null || !other.to.isBefore(from))
                && (to == null || other.from == null || !other.from.isAfter(to));
    }
}
