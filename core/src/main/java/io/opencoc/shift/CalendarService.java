package io.opencoc.shift;

import io.opencoc.engineer.Engineer;
import io.opencoc.engineer.EngineerService;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows the schedule of one area over some days. */
final class CalendarService {
    private static final int LONGEST = 62;

    private final Database database;
    private final Scenarios scenarios;
    private final Plans plans;
    private final EngineerService engineers;

    /** What to show; null for the default. */
    record Query(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String application,
            @Nullable String region) {}

    CalendarService(Database database, Scenarios scenarios, Plans plans, EngineerService engineers) {
        this.database = database;
        this.scenarios = scenarios;
        this.plans = plans;
        this.engineers = engineers;
    }

    Uni<CalendarView> show(Actor actor, UUID id, Query query) {
        actor.require("coc:schedule:get");
        return database.in(actor, tx -> scenarios.existing(tx, id).chain(s -> {
            Days days = days(s, query);
            return area(tx, s, query).chain(area -> view(tx, actor, s, days, area));
        }));
    }

    private Days days(Scenario s, Query query) {
        LocalDate today = scenarios.today(s);
        LocalDate from = query.from() == null ? today : query.from();
        LocalDate to = query.to() == null
                ? (from.isAfter(today.plusDays(Days.FURTHEST)) ? from : from.plusDays(6))
                : query.to();
        Days days = Days.of(from, to, "from", "to", today);
        if (days.count() > LONGEST) {
            throw Problem.invalid("to", "makes more than " + LONGEST + " days");
        }
        return days;
    }

    private Uni<Area> area(Tx tx, Scenario s, Query query) {
        if (s.dimension() == Dimension.APPLICATION && query.application() == null) {
            return scenarios
                    .repository
                    .areas(tx, s.id(), 1)
                    .map(areas -> areas.isEmpty() ? Area.GLOBAL : areas.getFirst());
        }
        return Uni.createFrom().item(Scenarios.area(s, query.application(), query.region()));
    }

    private Uni<CalendarView> view(Tx tx, Actor actor, Scenario s, Days days, Area area) {
        return scenarios.repository.roles(tx, List.of(s.id())).chain(roles -> plans.between(
                        tx, s, days, List.of(area), List.of())
                .chain(schedule -> engineers.find(tx, people(schedule)).chain(names -> engineers
                        .self(tx, actor)
                        .map(me -> view(s, days, area, roles.getOrDefault(s.id(), List.of()), schedule, names, me)))));
    }

    private static Set<UUID> people(Schedule schedule) {
        Set<UUID> out = new HashSet<>();
        schedule.slots().forEach(s -> out.addAll(s.engineers()));
        schedule.members().forEach(m -> out.add(m.engineerId()));
        schedule.standIns().forEach(s -> {
            out.add(s.engineerId());
            if (s.replacesId() != null) {
                out.add(s.replacesId());
            }
        });
        return out;
    }

    private CalendarView view(
            Scenario s,
            Days days,
            Area area,
            List<Role> roles,
            Schedule schedule,
            Map<UUID, Engineer> names,
            @Nullable Engineer me) {
        Instant start = WallClock.start(days.from(), s.zone());
        Instant end = WallClock.start(days.to().plusDays(1), s.zone());
        OnDuty onDuty = OnDuty.of(List.of(schedule));
        List<UUID> ids = roles.stream().map(Role::id).toList();
        return new CalendarView(
                s.zone().getId(),
                days.from(),
                days.to(),
                scenarios.today(s),
                Area.orNull(area.application()),
                Area.orNull(area.region()),
                me == null ? null : me.id(),
                roles,
                entries(schedule, start, end, names),
                Coverage.gaps(onDuty, s.id(), area, ids, start, end).stream()
                        .map(g -> new CalendarView.Gap(g.of(), g.start(), g.end()))
                        .toList(),
                Coverage.doubles(schedule).stream()
                        .filter(d -> d.end().isAfter(start) && d.start().isBefore(end))
                        .map(d -> new CalendarView.Double(person(names, d.of()), d.start(), d.end()))
                        .toList(),
                schedule.standIns().stream()
                        .map(i -> StandInView.of(i, id -> person(names, id)))
                        .toList());
    }

    private static List<CalendarView.Entry> entries(
            Schedule schedule, Instant start, Instant end, Map<UUID, Engineer> names) {
        List<CalendarView.Entry> out = new ArrayList<>();
        for (Slot s : schedule.slots()) {
            Instant from = s.start(schedule.zone());
            Instant to = s.end(schedule.zone());
            if (to.isAfter(start) && from.isBefore(end)) {
                out.add(new CalendarView.Entry(
                        s.id(),
                        s.roleId(),
                        s.day(),
                        s.name(),
                        WallClock.text(s.startMinute()),
                        WallClock.text(s.endMinute()),
                        from,
                        to,
                        s.engineers().stream().map(e -> person(names, e)).toList(),
                        s.version()));
            }
        }
        for (Member m : schedule.members()) {
            Instant from = m.from() == null ? start : WallClock.start(m.from(), schedule.zone());
            Instant to = m.to() == null ? end : WallClock.start(m.to().plusDays(1), schedule.zone());
            out.add(new CalendarView.Entry(
                    m.id(),
                    m.roleId(),
                    null,
                    null,
                    null,
                    null,
                    from.isBefore(start) ? start : from,
                    to.isAfter(end) ? end : to,
                    List.of(person(names, m.engineerId())),
                    null));
        }
        out.sort(Comparator.comparing(CalendarView.Entry::startsAt).thenComparing(e -> e.id().toString()));
        return out;
    }

    private static Person person(Map<UUID, Engineer> names, UUID id) {
        Engineer engineer = names.get(id);
        return new Person(id, engineer == null ? "?" : engineer.name());
    }
}
