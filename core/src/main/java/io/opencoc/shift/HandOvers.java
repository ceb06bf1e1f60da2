package io.opencoc.shift;

import io.opencoc.engineer.Engineer;
import io.opencoc.engineer.EngineerService;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.timer.Timers;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Tells when some people go over to others: a durable timer for each scenario, at the next instant at which something begins or ends there, or in
 * a day when nothing does. It is set anew by every change of the scenario.
 */
final class HandOvers {
    private static final String KIND = "shift.handOver";
    private static final Duration LOOK = Duration.ofDays(1);
    /** What was missed for longer is not gone through; who is on duty now counts all the same. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Timers timers;
    private final Clock clock;
    private final ScenarioRepository scenarios;
    private final Plans plans;
    private final EngineerService engineers;

    HandOvers(Timers timers, Clock clock, ScenarioRepository scenarios, Plans plans, EngineerService engineers) {
        this.timers = timers;
        this.clock = clock;
        this.scenarios = scenarios;
        this.plans = plans;
        this.engineers = engineers;
        timers.on(KIND, this::fire);
    }

    /** Sets the timer of a scenario that has changed. */
    Uni<Void> plan(Tx tx, Scenario scenario) {
        Instant now = clock.instant();
        return around(tx, scenario, now, now).chain(onDuty -> set(tx, scenario, onDuty, now));
    }

    Uni<Void> cancel(Tx tx, UUID scenario) {
        return timers.cancel(tx, KIND, scenario.toString());
    }

    private Uni<Void> set(Tx tx, Scenario scenario, OnDuty onDuty, Instant now) {
        long next = now.plus(LOOK).toEpochMilli();
        for (OnDuty.Key key : onDuty.keys()) {
            next = Math.min(next, onDuty.line(key).nextBoundary(now.toEpochMilli()));
        }
        return timers.set(tx, KIND, scenario.id().toString(), Instant.ofEpochMilli(next), Map.of());
    }

    private Uni<OnDuty> around(Tx tx, Scenario scenario, Instant from, Instant to) {
        LocalDate first = from.atZone(scenario.zone()).toLocalDate().minusDays(1);
        LocalDate last = to.plus(LOOK).atZone(scenario.zone()).toLocalDate();
        return plans.between(tx, scenario, new Days(first, last), List.of(), List.of())
                .map(s -> OnDuty.of(List.of(s)));
    }

    private Uni<Void> fire(Tx tx, Timers.Timer timer) {
        return scenarios.find(tx, UUID.fromString(timer.ref())).chain(scenario -> {
            if (scenario == null) {
                return Uni.createFrom().voidItem();
            }
            Instant now = clock.instant();
            Instant due = timer.dueAt().isBefore(now.minus(LONGEST)) ? now.minus(LONGEST) : timer.dueAt();
            return around(tx, scenario, due, now)
                    .call(onDuty -> tell(tx, scenario, onDuty, due, now))
                    .chain(onDuty -> set(tx, scenario, onDuty, now));
        });
    }

    private record Handed(OnDuty.Key key, List<UUID> before, List<UUID> after) {}

    private Uni<Void> tell(Tx tx, Scenario scenario, OnDuty onDuty, Instant due, Instant now) {
        List<Handed> handed = new ArrayList<>();
        Set<UUID> people = new HashSet<>();
        for (OnDuty.Key key : onDuty.keys()) {
            List<UUID> before = onDuty.line(key).at(due.toEpochMilli() - 1);
            List<UUID> after = onDuty.line(key).at(now.toEpochMilli());
            if (!Set.copyOf(before).equals(Set.copyOf(after))) {
                handed.add(new Handed(key, before, after));
                people.addAll(before);
                people.addAll(after);
            }
        }
        if (handed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        tx.changed(Scenarios.TOPIC, scenario.id());
        return scenarios
                .roles(tx, List.of(scenario.id()))
                .chain(roles -> engineers.find(tx, people).chain(names -> {
                    Map<UUID, Role> byId = roles.getOrDefault(scenario.id(), List.of()).stream()
                            .collect(Collectors.toMap(Role::id, r -> r));
                    List<ShiftEvent.Change> changes = handed.stream()
                            .filter(h -> byId.containsKey(h.key.role()))
                            .map(h -> change(h, Objects.requireNonNull(byId.get(h.key.role())), names))
                            .toList();
                    return tx.publish(new ShiftEvent.HandedOver(
                            Ids.at(now), new Person(scenario.id(), scenario.name()), due, changes));
                }));
    }

    private static ShiftEvent.Change change(Handed h, Role role, Map<UUID, Engineer> names) {
        List<UUID> staying = h.before.stream().filter(h.after::contains).toList();
        return new ShiftEvent.Change(
                new Person(role.id(), role.name()),
                h.key.area(),
                people(h.before.stream().filter(e -> !staying.contains(e)).toList(), names),
                people(h.after.stream().filter(e -> !staying.contains(e)).toList(), names),
                people(staying, names));
    }

    private static List<Person> people(List<UUID> ids, Map<UUID, Engineer> names) {
        return ids.stream()
                .filter(names::containsKey)
                .map(id -> new Person(id, Objects.requireNonNull(names.get(id)).name()))
                .toList();
    }
}
