package io.opencoc.shift;

import io.opencoc.kernel.access.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A calendar as clients see it.
 *
 * @param me the engineer that the caller is; null when they are none
 * @param entries as planned, by start
 * @param gaps when nobody has a role, with stand-ins counted
 * @param doubles when somebody has two shifts at once
 */
record CalendarView(
        String zone,
        LocalDate from,
        LocalDate to,
        LocalDate today,
        @Nullable String application,
        @Nullable String region,
        @Nullable UUID me,
        List<Role> roles,
        List<Entry> entries,
        List<Gap> gaps,
        List<Double> doubles,
        List<StandInView> overrides) {

    record Entry(
            UUID id,
            UUID roleId,
            @Nullable LocalDate day,
            @Nullable String name,
            @Nullable String start,
            @Nullable String end,
            Instant startsAt,
            Instant endsAt,
            List<Person> engineers,
            @Nullable Long version) {}

    record Gap(UUID roleId, Instant startsAt, Instant endsAt) {}

    record Double(Person engineer, Instant startsAt, Instant endsAt) {}
}
