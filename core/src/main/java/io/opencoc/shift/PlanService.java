package io.opencoc.shift;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plans the shifts of rotating scenarios. What has ended is never changed. */
final class PlanService {
    /** Shifts to come of one scenario. */
    private static final int MOST = 200_000;

    private final Database database;
    private final Scenarios scenarios;
    private final SlotRepository slots;

    /** What came of it. */
    record Planned(int written, int removed, int kept) {}

    /** Which shifts to take away, or which pattern to repeat. */
    record RangeInput(
            LocalDate from,
            LocalDate to,
            @Nullable LocalDate targetFrom,
            @Nullable LocalDate targetTo,
            @Nullable List<UUID> roleIds,
            @Nullable List<String> applications,
            @Nullable List<String> regions) {}

    PlanService(Database database, Scenarios scenarios, SlotRepository slots) {
        this.database = database;
        this.scenarios = scenarios;
        this.slots = slots;
    }

    /** Overwrites a range of days. */
    Uni<Planned> schedule(Actor actor, UUID id, RotationInput input) {
        actor.require("coc:schedule:update");
        return database.in(actor, tx -> scenarios.locked(tx, id, Mode.SHIFT).chain(s -> {
            Days days = Days.ahead(input.from(), input.to(), "from", "to", scenarios.today(s));
            return write(tx, s, input, days, Scenarios.areas(s, input.applications(), input.regions()), false);
        }));
    }

    /** Overwrites one day. */
    Uni<Planned> changeDay(Actor actor, UUID id, RotationInput.DayInput input) {
        actor.require("coc:schedule:update");
        return database.in(actor, tx -> scenarios.locked(tx, id, Mode.SHIFT).chain(s -> {
            Days day = Days.ahead(input.day(), input.day(), "day", "day", scenarios.today(s));
            Area area = Scenarios.area(s, input.application(), input.region());
            return write(tx, s, RotationInput.ofDay(input), day, List.of(area), true);
        }));
    }

    private Uni<Planned> write(Tx tx, Scenario s, RotationInput input, Days days, List<Area> areas, boolean ofDay) {
        return scenarios
                .roles(tx, s)
                .invoke(roles -> Rotation.checkRoles(input, roles.keySet()))
                .chain(() -> scenarios.engineers(tx, Rotation.engineers(input, ofDay)))
                .map(known -> rotation(s).of(input, areas))
                .chain(made -> replace(tx, s, days, areas, List.of(), made));
    }

    /** Takes shifts away. */
    Uni<Planned> clear(Actor actor, UUID id, RangeInput input) {
        actor.require("coc:schedule:update");
        List<UUID> wanted = input.roleIds() == null ? List.of() : input.roleIds();
        return database.in(actor, tx -> scenarios
                .locked(tx, id, Mode.SHIFT)
                .call(s -> scenarios.roles(tx, s).invoke(roles -> {
                    for (int i = 0; i < wanted.size(); i++) {
                        if (!roles.containsKey(wanted.get(i))) {
                            throw Problem.invalid("roleIds[" + i + "]", "is not a role of this scenario");
                        }
                    }
                }))
                .chain(s -> {
                    Days days = Days.of(input.from(), input.to(), "from", "to", scenarios.today(s));
                    List<Area> areas = Scenarios.filter(s, input.applications(), input.regions());
                    return replace(tx, s, days, areas, wanted, List.of());
                }));
    }

    /** Repeats a pattern. */
    Uni<Planned> copy(Actor actor, UUID id, RangeInput input) {
        actor.require("coc:schedule:update");
        return database.in(actor, tx -> scenarios.locked(tx, id, Mode.SHIFT).chain(s -> {
            LocalDate today = scenarios.today(s);
            Days source = Days.of(input.from(), input.to(), "from", "to", today);
            Days target = Days.ahead(
                    java.util.Objects.requireNonNull(input.targetFrom()),
                    java.util.Objects.requireNonNull(input.targetTo()),
                    "targetFrom",
                    "targetTo",
                    today);
            if (!target.from().isAfter(source.to())) {
                throw Problem.invalid("targetFrom", "is not after the days of the pattern");
            }
            List<Area> areas = Scenarios.filter(s, input.applications(), input.regions());
            return slots.find(tx, s.id(), source.from(), source.to(), areas, List.of())
                    .invoke(pattern -> {
                        if (pattern.isEmpty()) {
                            throw Problem.conflict("Nothing is planned on these days, so there is nothing to copy.");
                        }
                    })
                    .map(pattern -> rotation(s).repeated(pattern, source, target))
                    .chain(made -> replace(tx, s, target, areas, List.of(), made));
        }));
    }

    private Rotation rotation(Scenario s) {
        Instant now = scenarios.now();
        return new Rotation(s.zone(), now, () -> Ids.at(now));
    }

    private Uni<Planned> replace(
            Tx tx, Scenario s, Days days, Collection<Area> areas, Collection<UUID> roles, List<Slot> made) {
        Instant now = scenarios.now();
        return slots.find(tx, s.id(), days.from(), days.to(), areas, roles).chain(there -> {
            List<UUID> open = there.stream()
                    .filter(slot -> !slot.hasEnded(s.zone(), now))
                    .map(Slot::id)
                    .toList();
            Planned planned = new Planned(made.size(), open.size(), there.size() - open.size());
            Map<String, Object> after = new LinkedHashMap<>();
            after.put("days", days);
            after.put("areas", areas.stream().limit(20).toList());
            after.put("shifts", planned);
            return slots.delete(tx, open)
                    .chain(() -> slots.insert(tx, s.id(), made))
                    .chain(() -> slots.count(tx, s.id(), scenarios.today(s)))
                    .invoke(n -> {
                        if (n > MOST) {
                            throw Problem.conflict(
                                    "The scenario would have " + n + " shifts to come, of " + MOST + " at most.");
                        }
                    })
                    .chain(() -> scenarios.changed(tx, s, Map.of(), after))
                    .replaceWith(planned);
        });
    }
}
