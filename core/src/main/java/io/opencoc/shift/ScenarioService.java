package io.opencoc.shift;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Keeps scenarios and their roles. */
final class ScenarioService {
    static final int MOST = 1_000;
    private static final int MOST_ROLES = 20;
    private static final int MOST_AREAS = 1_000;

    private final Database database;
    private final Scenarios scenarios;
    private final List<BiFunction<Tx, UUID, Uni<@Nullable String>>> uses = new CopyOnWriteArrayList<>();

    /** A role as a client names it. */
    record RoleInput(String name, @Nullable String description) {
        Role toRole(UUID id) {
            return new Role(id, name.strip(), ScenarioInput.blankToNull(description));
        }
    }

    ScenarioService(Database database, Scenarios scenarios) {
        this.database = database;
        this.scenarios = scenarios;
        uses.add(this::people);
    }

    void blockedBy(BiFunction<Tx, UUID, Uni<@Nullable String>> use) {
        uses.add(use);
    }

    Uni<Page<ScenarioView>> page(Actor actor, ScenarioRepository.Query query) {
        actor.require("coc:schedule:list");
        return database.in(actor, tx -> scenarios.repository.page(tx, query).chain(page -> scenarios
                .repository
                .roles(tx, page.items().stream().map(Scenario::id).toList())
                .map(roles -> new Page<>(
                        page.items().stream()
                                .map(s -> new ScenarioView(s, roles.getOrDefault(s.id(), List.of()), null))
                                .toList(),
                        page.total()))));
    }

    Uni<ScenarioView> get(Actor actor, UUID id) {
        actor.require("coc:schedule:get");
        return database.in(actor, tx -> scenarios.existing(tx, id).chain(s -> view(tx, s)));
    }

    private Uni<ScenarioView> view(Tx tx, Scenario s) {
        return scenarios.repository.roles(tx, List.of(s.id())).chain(roles -> scenarios
                .repository
                .areas(tx, s.id(), MOST_AREAS)
                .map(areas -> new ScenarioView(
                        s,
                        roles.getOrDefault(s.id(), List.of()),
                        areas.stream().map(ScenarioView.AreaView::of).toList())));
    }

    /** Creates a scenario, or gives the one that has this id already. */
    Uni<ScenarioView> create(Actor actor, UUID id, ScenarioInput input) {
        actor.require("coc:schedule:create");
        Scenario scenario = input.toScenario(id, scenarios.now());
        return named(database.in(actor, tx -> scenarios
                .repository
                .count(tx)
                .invoke(n -> {
                    if (n >= MOST) {
                        throw Problem.conflict("There are " + MOST + " scenarios already, which is the most.");
                    }
                })
                .chain(() -> scenarios.repository.insert(tx, scenario))
                .chain(inserted -> {
                    if (!inserted) {
                        tx.unchanged();
                        return scenarios.existing(tx, id).chain(s -> view(tx, s));
                    }
                    return scenarios
                            .changed(tx, scenario, null, scenario.told())
                            .replaceWith(new ScenarioView(scenario, List.of(), List.of()));
                })));
    }

    Uni<ScenarioView> update(Actor actor, UUID id, ScenarioInput input) {
        actor.require("coc:schedule:update");
        return named(database.in(actor, tx -> scenarios.locked(tx, id).chain(before -> {
            Scenario after = input.applied(before);
            return refuseOtherZone(tx, before, after)
                    .chain(() -> scenarios.repository.update(tx, after))
                    .chain(() -> scenarios.changed(tx, after, before.told(), after.told()))
                    .chain(() -> view(tx, after));
        })));
    }

    private Uni<Void> refuseOtherZone(Tx tx, Scenario before, Scenario after) {
        if (before.zone().equals(after.zone())) {
            return Uni.createFrom().voidItem();
        }
        return scenarios.repository.areas(tx, before.id(), 1).map(areas -> {
            if (!areas.isEmpty()) {
                throw Problem.conflict("The time zone stays as it is once somebody is planned: all times would move.");
            }
            return null;
        });
    }

    Uni<Void> delete(Actor actor, UUID id) {
        actor.require("coc:schedule:delete");
        return database.in(actor, tx -> scenarios.locked(tx, id).chain(s -> scenarios
                .roles(tx, s)
                .chain(roles -> refuseUsed(tx, "scenario", roles))
                .chain(() -> scenarios.repository.delete(tx, id))
                .chain(() -> scenarios.gone(tx, s))));
    }

    private Uni<Void> refuseUsed(Tx tx, String what, Map<UUID, Role> roles) {
        Uni<Void> checks = Uni.createFrom().voidItem();
        for (Role role : roles.values()) {
            for (var use : uses) {
                checks = checks.chain(() -> use.apply(tx, role.id())).map(reason -> {
                    if (reason != null) {
                        throw Problem.conflict("The %s cannot be deleted: the role %s is used, %s."
                                .formatted(what, role.name(), reason));
                    }
                    return null;
                });
            }
        }
        return checks;
    }

    /** People who are on the role, now or later. */
    private Uni<@Nullable String> people(Tx tx, UUID role) {
        return scenarios.repository.usedBy(tx, role, scenarios.now()).map(n -> n == 0 ? null : "people are on it");
    }

    Uni<Role> addRole(Actor actor, UUID scenario, RoleInput input) {
        actor.require("coc:schedule:update");
        Role role = input.toRole(Ids.at(scenarios.now()));
        return roleNamed(database.in(actor, tx -> scenarios.locked(tx, scenario).chain(s -> scenarios
                .roles(tx, s)
                .invoke(roles -> {
                    if (roles.size() >= MOST_ROLES) {
                        throw Problem.conflict("The scenario has " + MOST_ROLES + " roles already, which is the most.");
                    }
                })
                .chain(() -> scenarios.repository.insertRole(tx, scenario, role, scenarios.now()))
                .chain(() -> scenarios.changed(tx, s, Map.of(), Map.of("role", role)))
                .replaceWith(role))));
    }

    Uni<Role> updateRole(Actor actor, UUID scenario, UUID id, RoleInput input) {
        actor.require("coc:schedule:update");
        Role after = input.toRole(id);
        return roleNamed(database.in(actor, tx -> scenarios.locked(tx, scenario).chain(s -> role(tx, s, id)
                .chain(before -> scenarios
                        .repository
                        .updateRole(tx, after)
                        .chain(() -> scenarios.changed(tx, s, Map.of("role", before), Map.of("role", after))))
                .replaceWith(after))));
    }

    Uni<Void> deleteRole(Actor actor, UUID scenario, UUID id) {
        actor.require("coc:schedule:update");
        return database.in(actor, tx -> scenarios.locked(tx, scenario).chain(s -> role(tx, s, id)
                .chain(role -> refuseUsed(tx, "role", Map.of(id, role))
                        .chain(() -> scenarios.repository.deleteRole(tx, id))
                        .chain(() -> scenarios.changed(tx, s, Map.of("role", role), Map.of())))));
    }

    private Uni<Role> role(Tx tx, Scenario s, UUID id) {
        return scenarios.roles(tx, s).map(roles -> {
            Role role = roles.get(id);
            if (role == null) {
                throw Problem.notFound("role of this scenario");
            }
            return role;
        });
    }

    private static <T> Uni<T> named(Uni<T> change) {
        return change.onFailure(f -> isOf(f, "shift_scenario_tenant_id_name_key"))
                .transform(f -> Problem.invalid("name", "is taken by another scenario"));
    }

    private static <T> Uni<T> roleNamed(Uni<T> change) {
        return change.onFailure(f -> isOf(f, "shift_role_tenant_id_scenario_id_name_key"))
                .transform(f -> Problem.invalid("name", "is taken by another role of this scenario"));
    }

    private static boolean isOf(Throwable failure, String constraint) {
        return failure instanceof PgException pg && constraint.equals(pg.getConstraint());
    }
}
