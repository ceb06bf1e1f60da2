package io.opencoc.shift;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Shifts of a range of days, as a client plans them.
 *
 * @param weekdays 1 for Monday; null for all
 */
record RotationInput(
        LocalDate from,
        LocalDate to,
        @Nullable List<String> applications,
        @Nullable List<String> regions,
        @Nullable List<Integer> weekdays,
        List<Shift> shifts) {

    /** A shift of each day. */
    record Shift(@Nullable String name, String start, String end, List<Turns> roles) {}

    /**
     * Who takes turns in a role.
     *
     * @param turns people of each turn, in order; begins again at the end
     * @param everyDays days of one turn; null for 1
     */
    record Turns(
            UUID roleId, List<List<UUID>> turns, @Nullable Integer everyDays) {

        /** Whose turn it is, so many days after the first one. */
        List<UUID> on(int days) {
            return turns.get(days / (everyDays == null ? 1 : everyDays) % turns.size());
        }
    }

    static RotationInput ofDay(DayInput day) {
        return new RotationInput(
                day.day(),
                day.day(),
                day.application() == null ? null : List.of(day.application()),
                day.region() == null ? null : List.of(day.region()),
                null,
                day.shifts().stream()
                        .map(s -> new Shift(
                                s.name(),
                                s.start(),
                                s.end(),
                                s.roles().stream()
                                        .map(r -> new Turns(r.roleId(), List.of(r.engineerIds()), null))
                                        .toList()))
                        .toList());
    }

    /** All shifts of one day, as a client changes it. */
    record DayInput(
            LocalDate day,
            @Nullable String application,
            @Nullable String region,
            List<DayShift> shifts) {
        record DayShift(@Nullable String name, String start, String end, List<People> roles) {}

        record People(UUID roleId, List<UUID> engineerIds) {}
    }
}
