package io.opencoc.shift;

import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/**
 * What is planned in a scenario, or a part of it.
 *
 * @param standIns the later made ones count on top of the earlier ones
 */
record Schedule(UUID scenario, ZoneId zone, List<Slot> slots, List<Member> members, List<StandIn> standIns) {
    Schedule {
        slots = List.copyOf(slots);
        members = List.copyOf(members);
        standIns = List.copyOf(standIns);
    }
}
