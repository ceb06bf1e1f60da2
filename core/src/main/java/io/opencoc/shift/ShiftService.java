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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says who is on duty. What other features know of shifts. */
public final class ShiftService {
    private static final int MOST_LINES = 500;
    private static final int MOST_ROWS = 50_000;

    private final Database database;
    private final Scenarios scenarios;
    private final ScenarioService keeper;
    private final Plans plans;
    private final EngineerService engineers;

    /**
     * The people of one role.
     *
     * @param engineers in the order in which they are called, each once; empty when nobody is on duty
     */
    public record RoleDuty(UUID roleId, String role, List<Engineer> engineers) {}

    ShiftService(
            Database database, Scenarios scenarios, ScenarioService keeper, Plans plans, EngineerService engineers) {
        this.database = database;
        this.scenarios = scenarios;
        this.keeper = keeper;
        this.plans = plans;
        this.engineers = engineers;
    }

    /**
     * Who is on duty at an instant, read within the caller's transaction, so that it is what counts when the caller writes. The same person may
     * have several roles. Where nobody is on duty in the region, those of the application's default schedule are.
     *
     * @param roles of the scenario; empty for all of its roles
     * @param application ignored in a global scenario; without one nobody is on duty in a scenario by application
     * @param region null for the default schedule
     * @return one for each of the roles that exists, in their order; empty when the scenario does not exist (any more)
     */
    public Uni<List<RoleDuty>> onDuty(
            Tx tx,
            UUID scenario,
            Collection<UUID> roles,
            @Nullable String application,
            @Nullable String region,
            Instant at) {
        return scenarios.repository.find(tx, scenario).chain(s -> {
            if (s == null) {
                return Uni.createFrom().item(List.<RoleDuty>of());
            }
            Area area = s.dimension() == Dimension.GLOBAL ? Area.GLOBAL : Area.of(application, region);
            return plans.at(tx, s, at, List.of(area, area.fallback()), roles).chain(schedule -> {
                OnDuty onDuty = OnDuty.of(List.of(schedule));
                return scenarios.roles(tx, s).chain(known -> {
                    List<UUID> wanted = roles.isEmpty() ? order(known) : List.copyOf(roles);
                    Set<UUID> people = new HashSet<>();
                    wanted.forEach(role -> people.addAll(onDuty.at(scenario, role, area, at)));
                    return engineers.find(tx, people).map(names -> wanted.stream()
                            .filter(known::containsKey)
                            .map(role -> new RoleDuty(
                                    role,
                                    Objects.requireNonNull(known.get(role)).name(),
                                    onDuty.at(scenario, role, area, at).stream()
                                            .filter(names::containsKey)
                                            .map(names::get)
                                            .toList()))
                            .toList());
                });
            });
        });
    }

    private static List<UUID> order(Map<UUID, Role> known) {
        return known.values().stream()
                .sorted(Comparator.comparing(Role::name))
                .map(Role::id)
                .toList();
    }

    /**
     * Checks a reference to a scenario and some of its roles, within the caller's transaction, and keeps both from being deleted until it ends.
     *
     * @throws Problem at one of the fields, in the Uni, when there is none
     */
    public Uni<Void> require(Tx tx, UUID scenario, List<UUID> roles, String scenarioField, String rolesField) {
        return scenarios.repository.hold(tx, scenario).chain(found -> {
            if (found == null) {
                throw Problem.invalid(scenarioField, "is not a shift scenario");
            }
            return scenarios.roles(tx, found).map(known -> {
                for (int i = 0; i < roles.size(); i++) {
                    if (!known.containsKey(roles.get(i))) {
                        throw Problem.invalid(rolesField + "[" + i + "]", "is not a role of this scenario");
                    }
                }
                return null;
            });
        });
    }

    /**
     * Lets a feature say why a role, and with it its scenario, cannot be deleted.
     *
     * @param use gives the reason for people, as {@code 3 notification rules tell it}, or null
     */
    public void blockedBy(BiFunction<Tx, UUID, Uni<@Nullable String>> use) {
        keeper.blockedBy(use);
    }

    /** A line of who is on duty, as clients see it. */
    record Shown(
            Person scenario,
            Person role,
            @Nullable String application,
            @Nullable String region,
            List<Person> engineers,
            @Nullable Instant until) {}

    /** All lines that were found; more are left out when there are too many. */
    record Lines(Instant at, boolean more, List<Shown> items) {}

    /** What to ask for; null and empty for all. */
    record Query(
            @Nullable UUID scenario,
            List<UUID> roles,
            @Nullable String application,
            @Nullable String region,
            @Nullable Instant at) {}

    Uni<Lines> list(Actor actor, Query query) {
        actor.require("coc:schedule:list");
        Instant at = query.at() == null ? scenarios.now() : query.at();
        if (Math.abs(ChronoUnit.DAYS.between(scenarios.now(), at)) > Days.FURTHEST) {
            throw Problem.invalid("at", "is more than " + Days.FURTHEST + " days from now");
        }
        return database.in(actor, tx -> scenarios.repository.all(tx).chain(all -> {
            List<Scenario> wanted = all.stream()
                    .filter(s -> query.scenario() == null || s.id().equals(query.scenario()))
                    .toList();
            return plans.around(tx, wanted, at, MOST_ROWS).chain(schedules -> scenarios
                    .repository
                    .roles(tx, wanted.stream().map(Scenario::id).toList())
                    .chain(roles -> lines(tx, wanted, roles, OnDuty.of(schedules), query, at)));
        }));
    }

    private Uni<Lines> lines(
            Tx tx, List<Scenario> wanted, Map<UUID, List<Role>> roles, OnDuty onDuty, Query query, Instant at) {
        record Found(
                Scenario scenario,
                Role role,
                Area area,
                List<UUID> people,
                @Nullable Instant until) {}
        Map<UUID, List<OnDuty.Key>> keys = onDuty.keys().stream().collect(Collectors.groupingBy(OnDuty.Key::scenario));
        List<Found> found = new ArrayList<>();
        for (Scenario s : wanted) {
            for (Role role : roles.getOrDefault(s.id(), List.of())) {
                if (!query.roles().isEmpty() && !query.roles().contains(role.id())) {
                    continue;
                }
                for (Area area : areas(s, role, keys.getOrDefault(s.id(), List.of()), query)) {
                    OnDuty.Key key = new OnDuty.Key(s.id(), role.id(), area);
                    found.add(new Found(
                            s,
                            role,
                            area,
                            onDuty.at(s.id(), role.id(), area, at),
                            onDuty.keys().contains(key) ? until(onDuty, key, at) : null));
                }
            }
        }
        List<Found> shown = found.stream().limit(MOST_LINES).toList();
        Set<UUID> people = new HashSet<>();
        shown.forEach(f -> people.addAll(f.people));
        return engineers
                .find(tx, people)
                .map(names -> new Lines(
                        at,
                        found.size() > shown.size(),
                        shown.stream()
                                .map(f -> new Shown(
                                        new Person(f.scenario.id(), f.scenario.name()),
                                        new Person(f.role.id(), f.role.name()),
                                        Area.orNull(f.area.application()),
                                        Area.orNull(f.area.region()),
                                        f.people.stream()
                                                .filter(names::containsKey)
                                                .map(id -> new Person(
                                                        id,
                                                        Objects.requireNonNull(names.get(id))
                                                                .name()))
                                                .toList(),
                                        f.until))
                                .toList()));
    }

    /** Of a global scenario the only one; of another one that is asked for, else those that have a schedule. */
    private static List<Area> areas(Scenario s, Role role, List<OnDuty.Key> keys, Query query) {
        if (s.dimension() == Dimension.GLOBAL) {
            return List.of(Area.GLOBAL);
        }
        if (query.application() != null) {
            return List.of(Area.of(query.application(), query.region()));
        }
        return keys.stream()
                .filter(k -> k.role().equals(role.id()))
                .map(OnDuty.Key::area)
                .sorted(Comparator.comparing(Area::application).thenComparing(Area::region))
                .toList();
    }

    private static @Nullable Instant until(OnDuty onDuty, OnDuty.Key key, Instant at) {
        Instant horizon = at.plus(2, ChronoUnit.DAYS);
        List<Line.Stretch> stretches = onDuty.line(key).stretches(at, horizon);
        return stretches.size() < 2 ? null : stretches.getFirst().end();
    }
}
