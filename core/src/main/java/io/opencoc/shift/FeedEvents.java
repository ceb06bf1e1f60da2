package io.opencoc.shift;

import io.opencoc.engineer.Engineer;
import io.opencoc.engineer.EngineerService;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the calendar that a key opens: who is on duty when, with stand-ins and swaps. */
final class FeedEvents {
    private static final int BACK = 31;
    private static final int AHEAD = 180;
    private static final int MOST = 5_000;
    private static final int MOST_SCENARIOS = 100;

    private final Database database;
    private final Clock clock;
    private final FeedRepository feeds;
    private final ScenarioRepository scenarios;
    private final Plans plans;
    private final EngineerService engineers;

    FeedEvents(
            Database database,
            Clock clock,
            FeedRepository feeds,
            ScenarioRepository scenarios,
            Plans plans,
            EngineerService engineers) {
        this.database = database;
        this.clock = clock;
        this.feeds = feeds;
        this.scenarios = scenarios;
        this.plans = plans;
        this.engineers = engineers;
    }

    /** What a key opens, with its tenant; null when nothing. */
    Uni<FeedRepository.@Nullable Found> open(byte[] hash) {
        return database.withoutTenant(tx -> feeds.open(tx, hash));
    }

    /** The calendar as text. */
    Uni<String> render(FeedRepository.Found found) {
        Instant now = clock.instant();
        return database.in(found.tenant(), tx -> of(tx, found, now)
                .chain(wanted -> events(tx, found, wanted, now))
                .chain(events -> name(tx, found).map(name -> ICalendar.write(name, now, events))));
    }

    private Uni<String> name(Tx tx, FeedRepository.Found found) {
        if (found.engineer() != null) {
            return engineers.find(tx, found.engineer()).map(e -> e == null ? "" : e.name());
        }
        return scenarios
                .find(tx, java.util.Objects.requireNonNull(found.scenario()))
                .map(s -> s == null ? "" : s.name());
    }

    private Uni<List<Scenario>> of(Tx tx, FeedRepository.Found found, Instant now) {
        if (found.scenario() != null) {
            return scenarios.find(tx, found.scenario()).map(s -> s == null ? List.of() : List.of(s));
        }
        LocalDate day = now.atOffset(java.time.ZoneOffset.UTC).toLocalDate();
        return scenarios.withEngineer(
                tx,
                java.util.Objects.requireNonNull(found.engineer()),
                day.minusDays(BACK + 1),
                day.plusDays(AHEAD + 1),
                MOST_SCENARIOS);
    }

    private Uni<List<ICalendar.Event>> events(Tx tx, FeedRepository.Found found, List<Scenario> wanted, Instant now) {
        List<ICalendar.Event> out = new ArrayList<>();
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Scenario s : wanted) {
            all = all.chain(() -> add(tx, out, found, s, now));
        }
        return all.map(v -> out.stream()
                .sorted(Comparator.comparing(ICalendar.Event::start).thenComparing(ICalendar.Event::uid))
                .limit(MOST)
                .toList());
    }

    private Uni<Void> add(Tx tx, List<ICalendar.Event> out, FeedRepository.Found found, Scenario s, Instant now) {
        LocalDate today = now.atZone(s.zone()).toLocalDate();
        Days days = new Days(today.minusDays(BACK), today.plusDays(AHEAD));
        return plans.between(tx, s, days, List.of(), List.of()).chain(schedule -> {
            OnDuty onDuty = OnDuty.of(List.of(schedule));
            Instant from = WallClock.start(days.from(), s.zone());
            Instant to = WallClock.start(days.to().plusDays(1), s.zone());
            return scenarios.roles(tx, List.of(s.id())).chain(roles -> engineers
                    .find(tx, people(onDuty, from, to))
                    .invoke(names -> {
                        Map<UUID, Role> byId = roles.getOrDefault(s.id(), List.of()).stream()
                                .collect(Collectors.toMap(Role::id, r -> r));
                        for (OnDuty.Key key : onDuty.keys()) {
                            Role role = byId.get(key.role());
                            if (role != null && out.size() < MOST) {
                                add(
                                        out,
                                        found.engineer(),
                                        s,
                                        role,
                                        key.area(),
                                        onDuty.line(key).stretches(from, to),
                                        names);
                            }
                        }
                    })
                    .replaceWithVoid());
        });
    }

    private static Set<UUID> people(OnDuty onDuty, Instant from, Instant to) {
        Set<UUID> out = new HashSet<>();
        onDuty.keys().forEach(key -> onDuty.line(key).stretches(from, to).stream()
                .map(Line.Stretch::people)
                .forEach(out::addAll));
        return out;
    }

    private static void add(
            List<ICalendar.Event> out,
            @Nullable UUID engineer,
            Scenario s,
            Role role,
            Area area,
            List<Line.Stretch> stretches,
            Map<UUID, Engineer> names) {
        String what = role.name() + " · " + s.name();
        String where = area.application() + (area.region().isEmpty() ? "" : " · " + area.region());
        for (Line.Stretch stretch : engineer == null ? stretches : of(engineer, stretches)) {
            if (!stretch.people().isEmpty()) {
                String summary = engineer == null ? people(stretch.people(), names) + " · " + role.name() : what;
                UUID uid = Ids.named(s.id() + " " + role.id() + " " + area + " " + engineer + " " + stretch.start());
                out.add(new ICalendar.Event(uid + "@opencoc", stretch.start(), stretch.end(), summary, where));
            }
        }
    }

    /** The time in which one person is on duty, whoever else is; what meets is one. */
    private static List<Line.Stretch> of(UUID engineer, List<Line.Stretch> stretches) {
        List<Line.Stretch> out = new ArrayList<>();
        for (Line.Stretch s : stretches) {
            if (!s.people().contains(engineer)) {
                continue;
            }
            if (!out.isEmpty() && out.getLast().end().equals(s.start())) {
                out.set(out.size() - 1, new Line.Stretch(out.getLast().start(), s.end(), List.of(engineer)));
            } else {
                out.add(new Line.Stretch(s.start(), s.end(), List.of(engineer)));
            }
        }
        return out;
    }

    private static String people(Collection<UUID> ids, Map<UUID, Engineer> names) {
        return ids.stream()
                .filter(names::containsKey)
                .map(id -> java.util.Objects.requireNonNull(names.get(id)).name())
                .collect(Collectors.joining(", "));
    }
}
