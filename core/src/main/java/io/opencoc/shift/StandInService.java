package io.opencoc.shift;

import io.opencoc.engineer.Engineer;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Database;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps stand-ins: overrides of what is planned. */
final class StandInService {
    private static final int MOST = 1_000;
    private static final Duration LONGEST = Duration.ofDays(92);

    private final Database database;
    private final Scenarios scenarios;
    private final StandInRepository standIns;

    /** Who stands in, as a client says it. */
    record Input(
            UUID roleId,
            @Nullable String application,
            @Nullable String region,
            UUID engineerId,
            @Nullable UUID replacesId,
            Instant startsAt,
            Instant endsAt,
            @Nullable String reason) {}

    StandInService(Database database, Scenarios scenarios, StandInRepository standIns) {
        this.database = database;
        this.scenarios = scenarios;
        this.standIns = standIns;
    }

    Uni<StandInView> create(Actor actor, UUID scenario, UUID id, Input input) {
        actor.require("coc:schedule:update");
        return database.in(actor, tx -> scenarios.locked(tx, scenario).chain(s -> {
            check(input);
            StandIn made = new StandIn(
                    id,
                    input.roleId(),
                    Scenarios.area(s, input.application(), input.region()),
                    input.engineerId(),
                    input.replacesId(),
                    input.startsAt(),
                    input.endsAt(),
                    ScenarioInput.blankToNull(input.reason()),
                    Person.of(actor),
                    scenarios.now());
            Map<UUID, String> places = new LinkedHashMap<>();
            places.put(input.engineerId(), "engineerId");
            if (input.replacesId() != null) {
                places.put(input.replacesId(), "replacesId");
            }
            return scenarios
                    .role(tx, s, input.roleId(), "roleId")
                    .chain(() -> standIns.count(tx, scenario, null, scenarios.now()))
                    .invoke(n -> {
                        if (n >= MOST) {
                            throw Problem.conflict("The scenario has " + MOST + " overrides already.");
                        }
                    })
                    .chain(() -> scenarios.engineers(tx, places))
                    .call(() -> standIns.insert(tx, scenario, made))
                    .map(names -> view(made, names))
                    .call(view -> scenarios.changed(tx, s, Map.of(), Map.of("override", view)));
        }));
    }

    private void check(Input input) {
        Instant now = scenarios.now();
        if (input.engineerId().equals(input.replacesId())) {
            throw Problem.invalid("replacesId", "is the one who stands in");
        }
        if (!input.endsAt().isAfter(input.startsAt())) {
            throw Problem.invalid("endsAt", "is not after the start");
        }
        if (!input.endsAt().isAfter(now)) {
            throw Problem.invalid("endsAt", "is in the past");
        }
        if (input.startsAt().isBefore(now.minus(LONGEST))
                || input.startsAt().isAfter(now.plus(Duration.ofDays(Days.FURTHEST)))) {
            throw Problem.invalid("startsAt", "is too far from now");
        }
        if (input.endsAt().isAfter(input.startsAt().plus(LONGEST))) {
            throw Problem.invalid("endsAt", "is more than " + LONGEST.toDays() + " days after the start");
        }
    }

    Uni<Void> delete(Actor actor, UUID scenario, UUID id) {
        actor.require("coc:schedule:update");
        return database.in(actor, tx -> scenarios.locked(tx, scenario).chain(s -> standIns.find(tx, scenario, id)
                .chain(found -> {
                    if (found == null) {
                        throw Problem.notFound("override");
                    }
                    Instant now = scenarios.now();
                    if (!found.endsAt().isAfter(now)) {
                        throw Problem.conflict("The override has ended: it stays as it was.");
                    }
                    Uni<Integer> ended =
                            found.startsAt().isAfter(now) ? standIns.delete(tx, id) : standIns.end(tx, id, now);
                    return ended.chain(() -> scenarios.changed(tx, s, Map.of("override", found), Map.of()));
                })));
    }

    private static StandInView view(StandIn s, Map<UUID, Engineer> names) {
        return StandInView.of(s, id -> {
            Engineer engineer = names.get(id);
            return new Person(id, engineer == null ? "" : engineer.name());
        });
    }
}
