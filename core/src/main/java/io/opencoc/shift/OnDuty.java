package io.opencoc.shift;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Who is on duty: the answer to (scenario, role, application, region, instant), from schedules in memory. Immutable, without I/O and clock, for all
 * threads.
 */
public final class OnDuty {
    private final Map<Key, Line> lines;

    /** What has people of its own. */
    record Key(UUID scenario, UUID role, Area area) {}

    private OnDuty(Map<Key, Line> lines) {
        this.lines = lines;
    }

    static OnDuty of(Collection<Schedule> schedules) {
        Map<Key, Line> lines = new LinkedHashMap<>();
        for (Schedule schedule : schedules) {
            Map<Key, Parts> parts = new LinkedHashMap<>();
            schedule.slots()
                    .forEach(s ->
                            parts(parts, schedule, s.roleId(), s.area()).slots.add(s));
            schedule.members()
                    .forEach(m ->
                            parts(parts, schedule, m.roleId(), m.area()).members.add(m));
            schedule.standIns().forEach(s -> parts(parts, schedule, s.roleId(), s.area())
                    .standIns
                    .add(s));
            parts.forEach((key, p) -> lines.put(key, Line.of(schedule.zone(), p.slots, p.members, p.standIns)));
        }
        return new OnDuty(lines);
    }

    private record Parts(List<Slot> slots, List<Member> members, List<StandIn> standIns) {}

    private static Parts parts(Map<Key, Parts> all, Schedule schedule, UUID role, Area area) {
        return all.computeIfAbsent(
                new Key(schedule.scenario(), role, area),
                k -> new Parts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
    }

    /**
     * Ids of the engineers, each once; empty when nobody is on duty. Where nobody is in the region, those of the application's default schedule
     * are.
     */
    public List<UUID> at(UUID scenario, UUID role, Area area, Instant instant) {
        long time = instant.toEpochMilli();
        List<UUID> found = exactly(new Key(scenario, role, area), time);
        return found.isEmpty() && !area.region().isEmpty()
                ? exactly(new Key(scenario, role, area.fallback()), time)
                : found;
    }

    private List<UUID> exactly(Key key, long time) {
        Line line = lines.get(key);
        return line == null ? List.of() : line.at(time);
    }

    /** What has a schedule. */
    Set<Key> keys() {
        return lines.keySet();
    }

    /** The line of a key that has a schedule. */
    Line line(Key key) {
        return java.util.Objects.requireNonNull(lines.get(key));
    }
}
