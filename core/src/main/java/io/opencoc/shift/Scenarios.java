package io.opencoc.shift;

import io.opencoc.engineer.Engineer;
import io.opencoc.engineer.EngineerService;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What all changes of a scenario have in common: they take its lock, name what is wrong, leave a trace and set its next hand-over. */
final class Scenarios {
    static final String TOPIC = "schedule";

    final ScenarioRepository repository;
    private final EngineerService engineers;
    private final HandOvers handOvers;
    private final Clock clock;

    Scenarios(ScenarioRepository repository, EngineerService engineers, HandOvers handOvers, Clock clock) {
        this.repository = repository;
        this.engineers = engineers;
        this.handOvers = handOvers;
        this.clock = clock;
    }

    Uni<Scenario> existing(Tx tx, UUID id) {
        return repository.find(tx, id).map(Scenarios::present);
    }

    /** The scenario, which nobody else changes until the transaction ends. */
    Uni<Scenario> locked(Tx tx, UUID id) {
        return repository.lock(tx, id).map(Scenarios::present);
    }

    /** As {@link #locked}; 409 when it is of the other mode. */
    Uni<Scenario> locked(Tx tx, UUID id, Mode mode) {
        return locked(tx, id).invoke(s -> {
            if (s.mode() != mode) {
                throw Problem.conflict(
                        mode == Mode.SHIFT
                                ? "The scenario is a fixed one: it has people, and no shifts."
                                : "The scenario is one of shifts: plan them, instead of people for all day.");
            }
        });
    }

    private static Scenario present(@Nullable Scenario scenario) {
        if (scenario == null) {
            throw Problem.notFound("shift scenario");
        }
        return scenario;
    }

    /** The scenario's roles by id. */
    Uni<Map<UUID, Role>> roles(Tx tx, Scenario scenario) {
        return repository
                .roles(tx, List.of(scenario.id()))
                .map(all -> all.getOrDefault(scenario.id(), List.of()).stream()
                        .collect(Collectors.toMap(Role::id, r -> r)));
    }

    /** Refuses a role that is not the scenario's. */
    Uni<Role> role(Tx tx, Scenario scenario, UUID id, String field) {
        return roles(tx, scenario).map(roles -> {
            Role role = roles.get(id);
            if (role == null) {
                throw Problem.invalid(field, "is not a role of this scenario");
            }
            return role;
        });
    }

    /**
     * Refuses ids that are no engineers'.
     *
     * @param places the field of each id
     */
    Uni<Map<UUID, Engineer>> engineers(Tx tx, Map<UUID, String> places) {
        return engineers
                .find(tx, places.keySet())
                .invoke(found -> places.forEach((id, place) -> {
                    if (!found.containsKey(id)) {
                        throw Problem.invalid(place, "is not an engineer");
                    }
                }));
    }

    /** Today in the scenario's time zone. */
    LocalDate today(Scenario scenario) {
        return now().atZone(scenario.zone()).toLocalDate();
    }

    Instant now() {
        return clock.instant();
    }

    /** For what to plan: applications are needed where the dimension says so, and not taken elsewhere. */
    static List<Area> areas(Scenario scenario, @Nullable List<String> applications, @Nullable List<String> regions) {
        List<String> named = applications == null ? List.of() : applications;
        if (scenario.dimension() == Dimension.APPLICATION && named.isEmpty()) {
            throw Problem.invalid("applications", "is needed: the scenario is one by application");
        }
        return filter(scenario, named, regions);
    }

    /** As {@link #areas}, where none means all. */
    static List<Area> filter(Scenario scenario, @Nullable List<String> applications, @Nullable List<String> regions) {
        List<String> named = applications == null ? List.of() : applications;
        List<String> in = regions == null ? List.of() : regions;
        if (scenario.dimension() == Dimension.GLOBAL && !named.isEmpty()) {
            throw Problem.invalid("applications", "is not for a global scenario");
        }
        if (named.isEmpty() && !in.isEmpty()) {
            throw Problem.invalid("regions", "is only for an application");
        }
        return named.isEmpty() && scenario.dimension() == Dimension.APPLICATION ? List.of() : Area.all(named, in);
    }

    /** The one area of these fields. */
    static Area area(Scenario scenario, @Nullable String application, @Nullable String region) {
        if (scenario.dimension() == Dimension.GLOBAL && application != null) {
            throw Problem.invalid("application", "is not for a global scenario");
        }
        if (application == null && region != null) {
            throw Problem.invalid("region", "is only for an application");
        }
        if (scenario.dimension() == Dimension.APPLICATION && application == null) {
            throw Problem.invalid("application", "is needed: the scenario is one by application");
        }
        return Area.of(application, region);
    }

    /** Leaves a trace, tells live views, and sets the next hand-over. */
    Uni<Void> changed(Tx tx, Scenario scenario, @Nullable Object before, @Nullable Object after) {
        tx.trace(Trace.Thing.of(scenario.id(), scenario.name()), before, after);
        tx.changed(TOPIC, scenario.id());
        return handOvers.plan(tx, scenario);
    }

    /** As {@link #changed}, of a scenario that is gone. */
    Uni<Void> gone(Tx tx, Scenario scenario) {
        tx.trace(Trace.Thing.of(scenario.id(), scenario.name()), scenario.told(), null);
        tx.changed(TOPIC, scenario.id());
        return handOvers.cancel(tx, scenario.id());
    }
}
