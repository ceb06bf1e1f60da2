package io.opencoc.shift;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Database;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes single shifts. */
final class SlotService {
    private final Database database;
    private final Scenarios scenarios;
    private final SlotRepository slots;

    /** A shift as a client changes it. */
    record Input(LocalDate day, @Nullable String name, String start, String end, List<UUID> engineerIds, long version) {
        Slot applied(Slot to) {
            return new Slot(
                    to.id(),
                    to.roleId(),
                    to.area(),
                    day,
                    ScenarioInput.blankToNull(name),
                    WallClock.minute(start),
                    WallClock.minute(end),
                    engineerIds,
                    version);
        }
    }

    /** A shift as clients see it. */
    record View(
            UUID id,
            UUID roleId,
            @Nullable String application,
            @Nullable String region,
            LocalDate day,
            @Nullable String name,
            String start,
            String end,
            List<UUID> engineerIds,
            long version) {
        static View of(Slot s) {
            return new View(
                    s.id(),
                    s.roleId(),
                    Area.orNull(s.area().application()),
                    Area.orNull(s.area().region()),
                    s.day(),
                    s.name(),
                    WallClock.text(s.startMinute()),
                    WallClock.text(s.endMinute()),
                    s.engineers(),
                    s.version());
        }
    }

    SlotService(Database database, Scenarios scenarios, SlotRepository slots) {
        this.database = database;
        this.scenarios = scenarios;
        this.slots = slots;
    }

    Uni<View> update(Actor actor, UUID scenario, UUID id, Input input) {
        actor.require("coc:schedule:update");
        return database.in(actor, tx -> scenarios.locked(tx, scenario).chain(s -> slots.find(tx, scenario, id)
                .chain(before -> {
                    if (before == null) {
                        throw Problem.notFound("shift");
                    }
                    if (before.hasEnded(s.zone(), scenarios.now())) {
                        throw Problem.conflict("The shift has ended: it stays as it was.");
                    }
                    LocalDate today = scenarios.today(s);
                    Slot after = input.applied(before);
                    if (!after.day().equals(before.day())) {
                        Days.ahead(after.day(), after.day(), "day", "day", today);
                    }
                    if (after.hasEnded(s.zone(), scenarios.now())) {
                        throw Problem.invalid("end", "is in the past");
                    }
                    Map<UUID, String> places = new LinkedHashMap<>();
                    for (int i = 0; i < after.engineers().size(); i++) {
                        places.put(after.engineers().get(i), "engineerIds[" + i + "]");
                    }
                    return scenarios
                            .engineers(tx, places)
                            .chain(() -> slots.update(tx, after))
                            .invoke(done -> {
                                if (!done) {
                                    throw Problem.conflict("The shift was changed by somebody else meanwhile.");
                                }
                            })
                            .chain(() -> scenarios.changed(
                                    tx, s, Map.of("shift", View.of(before)), Map.of("shift", View.of(after))))
                            .chain(() -> slots.find(tx, scenario, id))
                            .map(found -> View.of(java.util.Objects.requireNonNull(found)));
                })));
    }
}
