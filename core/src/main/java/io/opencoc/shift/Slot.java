package io.opencoc.shift;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A shift of a rotating scenario: the people of one role in one area on one day, by the clock of the scenario's time zone.
 *
 * @param name for people; null for none
 * @param startMinute of the day
 * @param endMinute of the day; not after the start for one that ends on the next day
 * @param engineers in the order in which they are called; nobody is a gap
 */
record Slot(
        UUID id,
        UUID roleId,
        Area area,
        LocalDate day,
        @Nullable String name,
        int startMinute,
        int endMinute,
        List<UUID> engineers,
        long version) {

    Instant start(ZoneId zone) {
        return WallClock.at(day, startMinute, zone);
    }

    Instant end(ZoneId zone) {
        return WallClock.at(day, WallClock.end(startMinute, endMinute), zone);
    }

    boolean hasEnded(ZoneId zone, Instant now) {
        return !end(zone).isAfter(now);
    }

    boolean hasBegun(ZoneId zone, Instant now) {
        return !start(zone).isAfter(now);
    }

    Slot with(List<UUID> others) {
        return new Slot(id, roleId, area, day, name, startMinute, endMinute, List.copyOf(others), version);
    }
}
