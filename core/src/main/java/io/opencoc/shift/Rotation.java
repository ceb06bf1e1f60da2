package io.opencoc.shift;

import io.opencoc.kernel.http.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes shifts of a plan: of turns, or of the pattern of other days. Pure. */
final class Rotation {
    /** Shifts that one call may write. */
    static final int MOST = 20_000;

    private final ZoneId zone;
    private final Instant now;
    private final Supplier<UUID> ids;

    /**
     * Into a scenario of this time zone.
     *
     * @param now shifts that have ended by then are not made
     */
    Rotation(ZoneId zone, Instant now, Supplier<UUID> ids) {
        this.zone = zone;
        this.now = now;
        this.ids = ids;
    }

    /** The shifts of turns. */
    List<Slot> of(RotationInput input, List<Area> areas) {
        int roles = input.shifts().stream().mapToInt(s -> s.roles().size()).sum();
        Days days = new Days(input.from(), input.to());
        limit((long) days.count() * areas.size() * roles);
        List<Slot> out = new ArrayList<>();
        for (int n = 0; n < days.count(); n++) {
            LocalDate day = input.from().plusDays(n);
            if (input.weekdays() != null
                    && !input.weekdays().contains(day.getDayOfWeek().getValue())) {
                continue;
            }
            for (RotationInput.Shift shift : input.shifts()) {
                for (RotationInput.Turns turns : shift.roles()) {
                    for (Area area : areas) {
                        add(
                                out,
                                new Slot(
                                        ids.get(),
                                        turns.roleId(),
                                        area,
                                        day,
                                        ScenarioInput.blankToNull(shift.name()),
                                        WallClock.minute(shift.start()),
                                        WallClock.minute(shift.end()),
                                        turns.on(n),
                                        1));
                    }
                }
            }
        }
        return out;
    }

    /** The pattern of some days, repeated over others as often as it fits. */
    List<Slot> repeated(List<Slot> pattern, Days source, Days target) {
        List<Slot> out = new ArrayList<>();
        List<Slot> ordered = pattern.stream()
                .sorted(Comparator.comparing(Slot::day).thenComparingInt(Slot::startMinute))
                .toList();
        int times = (target.count() + source.count() - 1) / source.count();
        limit((long) times * ordered.size());
        for (int n = 0; n < times; n++) {
            LocalDate first = target.from().plusDays((long) n * source.count());
            for (Slot s : ordered) {
                LocalDate day =
                        first.plusDays(s.day().toEpochDay() - source.from().toEpochDay());
                if (target.has(day)) {
                    add(
                            out,
                            new Slot(
                                    ids.get(),
                                    s.roleId(),
                                    s.area(),
                                    day,
                                    s.name(),
                                    s.startMinute(),
                                    s.endMinute(),
                                    s.engineers(),
                                    1));
                }
            }
        }
        return out;
    }

    private void add(List<Slot> out, Slot slot) {
        if (!slot.hasEnded(zone, now)) {
            out.add(slot);
        }
    }

    private static void limit(long shifts) {
        if (shifts > MOST) {
            throw Problem.invalid("to", "makes " + shifts + " shifts, of " + MOST + " at most in one call");
        }
    }

    /** The engineers that a plan names, each with the first place of it. */
    static Map<UUID, String> engineers(RotationInput input, boolean ofDay) {
        Map<UUID, String> places = new LinkedHashMap<>();
        for (int s = 0; s < input.shifts().size(); s++) {
            List<RotationInput.Turns> roles = input.shifts().get(s).roles();
            for (int r = 0; r < roles.size(); r++) {
                List<List<UUID>> turns = roles.get(r).turns();
                for (int t = 0; t < turns.size(); t++) {
                    for (int e = 0; e < turns.get(t).size(); e++) {
                        String people = ofDay ? "engineerIds" : "turns[" + t + "]";
                        places.putIfAbsent(
                                turns.get(t).get(e), "shifts[%d].roles[%d].%s[%d]".formatted(s, r, people, e));
                    }
                }
            }
        }
        return places;
    }

    /** Refuses roles that are not the scenario's, and one that a shift names twice. */
    static void checkRoles(RotationInput input, Set<UUID> known) {
        for (int s = 0; s < input.shifts().size(); s++) {
            List<RotationInput.Turns> roles = input.shifts().get(s).roles();
            Set<UUID> seen = new HashSet<>();
            for (int r = 0; r < roles.size(); r++) {
                String field = "shifts[%d].roles[%d].roleId".formatted(s, r);
                if (!known.contains(roles.get(r).roleId())) {
                    throw Problem.invalid(field, "is not a role of this scenario");
                }
                if (!seen.add(roles.get(r).roleId())) {
                    throw Problem.invalid(field, "is in this shift already");
                }
            }
        }
    }
}
