package io.opencoc.shift;

import io.opencoc.engineer.Engineer;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the people of fixed scenarios. */
final class MemberService {
    private static final int MOST = 2_000;

    private final Database database;
    private final Scenarios scenarios;
    private final MemberRepository members;

    /** Whom to put on a role, and for what. */
    record Input(
            UUID roleId,
            List<UUID> engineerIds,
            @Nullable List<String> applications,
            @Nullable List<String> regions,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    /** On which days. */
    record DaysInput(@Nullable LocalDate from, @Nullable LocalDate to) {}

    /** A member as clients see it. */
    record View(
            UUID id,
            UUID roleId,
            Person engineer,
            @Nullable String application,
            @Nullable String region,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {
        static View of(Member m, Map<UUID, Engineer> names) {
            Engineer engineer = names.get(m.engineerId());
            return new View(
                    m.id(),
                    m.roleId(),
                    new Person(m.engineerId(), engineer == null ? "" : engineer.name()),
                    Area.orNull(m.area().application()),
                    Area.orNull(m.area().region()),
                    m.from(),
                    m.to());
        }
    }

    MemberService(Database database, Scenarios scenarios, MemberRepository members) {
        this.database = database;
        this.scenarios = scenarios;
        this.members = members;
    }

    Uni<List<View>> list(Actor actor, UUID scenario) {
        actor.require("coc:schedule:get");
        return database.in(actor, tx -> scenarios
                .existing(tx, scenario)
                .chain(s -> members.find(tx, scenario, null, null, List.of()))
                .chain(all -> views(tx, all)));
    }

    private Uni<List<View>> views(Tx tx, List<Member> all) {
        Map<UUID, String> ids = new LinkedHashMap<>();
        all.forEach(m -> ids.put(m.engineerId(), "engineerIds"));
        return scenarios
                .engineers(tx, ids)
                .map(names -> all.stream().map(m -> View.of(m, names)).toList());
    }

    Uni<List<View>> add(Actor actor, UUID scenario, Input input) {
        actor.require("coc:schedule:update");
        return database.in(
                actor, tx -> scenarios.locked(tx, scenario, Mode.FIXED).chain(s -> {
                    checkDays(s, input.from(), input.to());
                    List<Area> areas = Scenarios.areas(s, input.applications(), input.regions());
                    Map<UUID, String> places = new LinkedHashMap<>();
                    for (int i = 0; i < input.engineerIds().size(); i++) {
                        places.put(input.engineerIds().get(i), "engineerIds[" + i + "]");
                    }
                    List<Member> added = new ArrayList<>();
                    for (Area area : areas) {
                        for (UUID engineer : input.engineerIds()) {
                            added.add(new Member(
                                    Ids.at(scenarios.now()), input.roleId(), area, engineer, input.from(), input.to()));
                        }
                    }
                    return scenarios
                            .role(tx, s, input.roleId(), "roleId")
                            .chain(() -> scenarios.engineers(tx, places))
                            .chain(names -> members.find(tx, scenario, null, null, List.of())
                                    .invoke(there -> refuse(there, added, names)))
                            .chain(() -> members.insert(tx, scenario, added))
                            .chain(() -> views(tx, added))
                            .call(views -> scenarios.changed(
                                    tx,
                                    s,
                                    Map.of(),
                                    Map.of("members", views.stream().limit(50).toList())));
                }));
    }

    private static void refuse(List<Member> there, List<Member> added, Map<UUID, Engineer> names) {
        if (there.size() + added.size() > MOST) {
            throw Problem.conflict("The scenario would have more than " + MOST + " people.");
        }
        for (Member member : added) {
            if (there.stream().anyMatch(member::meets)) {
                Engineer engineer = java.util.Objects.requireNonNull(names.get(member.engineerId()));
                throw Problem.conflict(engineer.name() + " is on this role on some of these days already.");
            }
        }
    }

    private void checkDays(Scenario s, @Nullable LocalDate from, @Nullable LocalDate to) {
        LocalDate today = scenarios.today(s);
        if (from != null) {
            Days.of(from, from, "from", "from", today);
        }
        if (to != null) {
            Days.of(to, to, "to", "to", today);
        }
        if (from != null && to != null && to.isBefore(from)) {
            throw Problem.invalid("to", "is before the first day");
        }
    }

    Uni<View> update(Actor actor, UUID scenario, UUID id, DaysInput input) {
        actor.require("coc:schedule:update");
        return database.in(
                actor, tx -> scenarios.locked(tx, scenario, Mode.FIXED).chain(s -> found(tx, scenario, id)
                        .chain(there -> {
                            checkDays(s, input.from(), input.to());
                            Member before = of(there, id);
                            Member after = new Member(
                                    id, before.roleId(), before.area(), before.engineerId(), input.from(), input.to());
                            if (there.stream().anyMatch(m -> !m.id().equals(id) && m.meets(after))) {
                                throw Problem.conflict("They are on this role on some of these days already.");
                            }
                            return members.update(tx, after)
                                    .chain(() -> views(tx, List.of(before, after)))
                                    .call(views -> scenarios.changed(
                                            tx, s, Map.of("member", views.get(0)), Map.of("member", views.get(1))))
                                    .map(views -> views.get(1));
                        })));
    }

    Uni<Void> remove(Actor actor, UUID scenario, UUID id) {
        actor.require("coc:schedule:update");
        return database.in(
                actor, tx -> scenarios.locked(tx, scenario, Mode.FIXED).chain(s -> found(tx, scenario, id)
                        .chain(there -> views(tx, List.of(of(there, id))))
                        .call(() -> members.delete(tx, id))
                        .chain(views -> scenarios.changed(tx, s, Map.of("member", views.getFirst()), Map.of()))));
    }

    private Uni<List<Member>> found(Tx tx, UUID scenario, UUID id) {
        return members.find(tx, scenario, null, null, List.of()).invoke(all -> of(all, id));
    }

    private static Member of(List<Member> all, UUID id) {
        return all.stream()
                .filter(m -> m.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("member of this scenario"));
    }
}
