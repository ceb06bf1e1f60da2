package io.opencoc.shift;

import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what is planned, as much of it as a question needs. */
final class Plans {
    final SlotRepository slots = new SlotRepository();
    final MemberRepository members = new MemberRepository();
    final StandInRepository standIns = new StandInRepository();

    /** All that counts at an instant. */
    Uni<Schedule> at(Tx tx, Scenario scenario, Instant at, Collection<Area> areas, Collection<UUID> roles) {
        LocalDate day = at.atZone(scenario.zone()).toLocalDate();
        return between(tx, scenario, new Days(day, day), areas, roles);
    }

    /**
     * All that counts on some of these days, also what begins on the day before.
     *
     * @param areas empty for all
     * @param roles of shifts; empty for all
     */
    Uni<Schedule> between(Tx tx, Scenario scenario, Days days, Collection<Area> areas, Collection<UUID> roles) {
        Instant start = WallClock.start(days.from(), scenario.zone());
        Instant end = WallClock.start(days.to().plusDays(1), scenario.zone());
        // A shift that is left out by a change of the clock by more than a day begins two days before; there was one in
        // Samoa.
        return slots.find(tx, scenario.id(), days.from().minusDays(2), days.to(), areas, roles)
                .chain(s -> members.find(tx, scenario.id(), days.from(), days.to(), areas)
                        .chain(m -> standIns.find(tx, scenario.id(), start, end, areas)
                                .map(i -> new Schedule(scenario.id(), scenario.zone(), s, m, i))));
    }

    /**
     * All that counts within two days of an instant, in all scenarios, which are few enough to be read at once.
     *
     * @param most rows of each kind; what is beyond them is missing
     */
    Uni<List<Schedule>> around(Tx tx, List<Scenario> scenarios, Instant at, int most) {
        LocalDate day = at.atOffset(ZoneOffset.UTC).toLocalDate();
        return slots.around(tx, day.minusDays(2), day.plusDays(2), most)
                .chain(s -> members.around(tx, day.minusDays(2), day.plusDays(2), most)
                        .chain(m -> standIns.around(tx, at.minusSeconds(1), at.plusSeconds(2 * 86_400), most)
                                .map(i -> {
                                    Map<UUID, List<Slot>> slotsOf =
                                            grouped(s, SlotRepository.Of::scenario, SlotRepository.Of::slot);
                                    Map<UUID, List<Member>> membersOf =
                                            grouped(m, MemberRepository.Of::scenario, MemberRepository.Of::member);
                                    Map<UUID, List<StandIn>> standInsOf =
                                            grouped(i, StandInRepository.Of::scenario, StandInRepository.Of::standIn);
                                    List<Schedule> out = new ArrayList<>();
                                    for (Scenario c : scenarios) {
                                        out.add(new Schedule(
                                                c.id(),
                                                c.zone(),
                                                slotsOf.getOrDefault(c.id(), List.of()),
                                                membersOf.getOrDefault(c.id(), List.of()),
                                                standInsOf.getOrDefault(c.id(), List.of())));
                                    }
                                    return out;
                                })));
    }

    private static <R, T> Map<UUID, List<T>> grouped(List<R> rows, Function<R, UUID> of, Function<R, T> what) {
        return rows.stream().collect(Collectors.groupingBy(of, Collectors.mapping(what, Collectors.toList())));
    }
}
