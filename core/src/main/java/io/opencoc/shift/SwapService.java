package io.opencoc.shift;

import io.opencoc.engineer.Engineer;
import io.opencoc.engineer.EngineerService;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.access.Target;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Swaps of shifts, with the consent of the one who is asked. Whoever may change the schedule may ask and answer for others; the trail says who did.
 */
final class SwapService {
    private static final String SWAP = "coc:schedule:swap";
    private static final String UPDATE = "coc:schedule:update";
    private static final int MOST_ASKED = 20;

    private final Database database;
    private final Scenarios scenarios;
    private final SlotRepository slots;
    private final SwapRepository swaps;
    private final EngineerService engineers;

    SwapService(
            Database database,
            Scenarios scenarios,
            SlotRepository slots,
            SwapRepository swaps,
            EngineerService engineers) {
        this.database = database;
        this.scenarios = scenarios;
        this.slots = slots;
        this.swaps = swaps;
        this.engineers = engineers;
    }

    /**
     * Swaps, the newest first.
     *
     * @param mine only those that the actor asked for or is asked for
     */
    Uni<Page<Swap.View>> page(
            Actor actor, @Nullable UUID scenario, @Nullable String state, boolean mine, int offset, int size) {
        actor.require("coc:schedule:list");
        return database.in(actor, tx -> engineers.self(tx, actor).chain(me -> {
            if (mine && me == null) {
                return Uni.createFrom().item(new Page<Swap.View>(List.of(), 0));
            }
            return swaps.page(tx, scenario, state, mine && me != null ? me.id() : null, offset, size)
                    .chain(page -> named(tx, page.items())
                            .map(items -> new Page<>(
                                    items.stream().map(s -> view(actor, me, s)).toList(), page.total())));
        }));
    }

    /** Asks, as the engineer or for them. */
    Uni<Swap.View> ask(Actor actor, UUID scenario, UUID id, Swap.Input input) {
        actor.require(SWAP);
        return database.in(
                actor, tx -> scenarios.locked(tx, scenario, Mode.SHIFT).chain(s -> engineers
                        .self(tx, actor)
                        .invoke(me -> require(actor, me, input.engineerId()))
                        .invoke(me -> check(input))
                        .chain(me -> scenarios
                                .engineers(tx, Map.of(input.engineerId(), "engineerId", input.otherId(), "otherId"))
                                .chain(() -> made(tx, s, id, input))
                                .call(made -> swaps.insert(tx, made))
                                .chain(made -> named(tx, List.of(made)))
                                .map(List::getFirst)
                                .call(made -> scenarios.changed(tx, s, Map.of(), Map.of("swap", made)))
                                .map(made -> view(actor, me, made)))));
    }

    private static void check(Swap.Input input) {
        if (input.engineerId().equals(input.otherId())) {
            throw Problem.invalid("otherId", "is the one whose shift it is");
        }
        if (input.slotId().equals(input.otherSlotId())) {
            throw Problem.invalid("otherSlotId", "is the same shift");
        }
    }

    private Uni<Swap> made(Tx tx, Scenario s, UUID id, Swap.Input input) {
        return swaps.asked(tx, input.engineerId(), scenarios.now())
                .invoke(n -> {
                    if (n >= MOST_ASKED) {
                        throw Problem.conflict("They wait for " + n + " answers already, which is the most.");
                    }
                })
                .chain(() -> slot(tx, s, input.slotId(), "slotId", input.engineerId(), input.otherId()))
                .chain(given -> (input.otherSlotId() == null
                                ? Uni.createFrom().<@Nullable Slot>nullItem()
                                : slot(tx, s, input.otherSlotId(), "otherSlotId", input.otherId(), input.engineerId())
                                        .<@Nullable Slot>map(taken -> taken))
                        .map(taken -> new Swap(
                                id,
                                new Person(s.id(), s.name()),
                                given.id(),
                                taken == null ? null : taken.id(),
                                new Person(input.engineerId(), ""),
                                new Person(input.otherId(), ""),
                                SwapState.ASKED,
                                given.start(s.zone()),
                                given.end(s.zone()),
                                taken == null ? null : taken.start(s.zone()),
                                taken == null ? null : taken.end(s.zone()),
                                ScenarioInput.blankToNull(input.message()),
                                scenarios.now(),
                                null)));
    }

    /** A shift that has not begun, which the one has and the other has not. */
    private Uni<Slot> slot(Tx tx, Scenario s, UUID id, String field, UUID has, UUID hasNot) {
        return slots.find(tx, s.id(), id).map(slot -> {
            if (slot == null) {
                throw Problem.invalid(field, "is not a shift of this scenario");
            }
            if (!slot.engineers().contains(has)) {
                throw Problem.invalid(field, "is not a shift of theirs");
            }
            if (slot.engineers().contains(hasNot)) {
                throw Problem.invalid(field, "is a shift of both");
            }
            if (slot.hasBegun(s.zone(), scenarios.now())) {
                throw Problem.conflict("The shift has begun: let somebody stand in for the rest of it.");
            }
            return slot;
        });
    }

    /** Accepts, refuses or withdraws. */
    Uni<Swap.View> step(Actor actor, UUID scenario, UUID id, SwapState.Step step) {
        actor.require(SWAP);
        return database.in(actor, tx -> scenarios.locked(tx, scenario).chain(s -> swaps.find(tx, scenario, id)
                .chain(found -> {
                    if (found == null) {
                        throw Problem.notFound("swap");
                    }
                    return engineers.self(tx, actor).chain(me -> {
                        Person whose = step == SwapState.Step.WITHDRAW ? found.engineer() : found.other();
                        require(actor, me, Objects.requireNonNull(whose.id()));
                        SwapState next = SwapState.LIFECYCLE
                                .next(found.state(), step)
                                .orElseThrow(() -> Problem.conflict("The swap is answered already."));
                        return (step == SwapState.Step.ACCEPT
                                        ? exchange(tx, s, found)
                                        : Uni.createFrom().voidItem())
                                .chain(() -> swaps.answer(tx, id, next, scenarios.now()))
                                .invoke(done -> {
                                    if (!done) {
                                        throw Problem.conflict("The swap is answered already.");
                                    }
                                })
                                .chain(() -> named(tx, List.of(found, found.to(next, scenarios.now()))))
                                .call(both -> scenarios.changed(
                                        tx, s, Map.of("swap", both.get(0)), Map.of("swap", both.get(1))))
                                .map(both -> view(actor, me, both.get(1)));
                    });
                })));
    }

    /** Gives the shifts to each other, when they are still as they were asked for. */
    private Uni<Void> exchange(Tx tx, Scenario s, Swap swap) {
        UUID engineer = Objects.requireNonNull(swap.engineer().id());
        UUID other = Objects.requireNonNull(swap.other().id());
        return pass(tx, s, swap.slotId(), swap.startsAt(), swap.endsAt(), engineer, other)
                .chain(() -> swap.otherSlotId() == null || swap.otherStartsAt() == null || swap.otherEndsAt() == null
                        ? Uni.createFrom().voidItem()
                        : pass(tx, s, swap.otherSlotId(), swap.otherStartsAt(), swap.otherEndsAt(), other, engineer));
    }

    private Uni<Void> pass(Tx tx, Scenario s, UUID id, Instant start, Instant end, UUID from, UUID to) {
        return slots.find(tx, s.id(), id)
                .chain(slot -> {
                    if (slot == null
                            || !slot.start(s.zone()).equals(start)
                            || !slot.end(s.zone()).equals(end)
                            || !slot.engineers().contains(from)
                            || slot.engineers().contains(to)) {
                        throw Problem.conflict("The schedule has changed since this was asked: ask again.");
                    }
                    if (slot.hasBegun(s.zone(), scenarios.now())) {
                        throw Problem.conflict("The shift has begun: let somebody stand in for the rest of it.");
                    }
                    List<UUID> people = new ArrayList<>(slot.engineers());
                    people.replaceAll(e -> e.equals(from) ? to : e);
                    return slots.update(tx, slot.with(people));
                })
                .replaceWithVoid();
    }

    private static void require(Actor actor, @Nullable Engineer me, UUID whose) {
        if (!is(me, whose)) {
            actor.require(UPDATE);
        }
    }

    private static boolean is(@Nullable Engineer me, @Nullable UUID whose) {
        return me != null && me.id().equals(whose);
    }

    private static Swap.View view(Actor actor, @Nullable Engineer me, Swap s) {
        boolean open = s.state() == SwapState.ASKED && actor.may(SWAP, Target.TENANT);
        boolean all = open && actor.may(UPDATE, Target.TENANT);
        return new Swap.View(
                s,
                all || open && is(me, s.other().id()),
                all || open && is(me, s.engineer().id()));
    }

    /** With the names of people and scenarios. */
    private Uni<List<Swap>> named(Tx tx, List<Swap> all) {
        Set<UUID> people = new HashSet<>();
        all.forEach(s -> {
            people.add(Objects.requireNonNull(s.engineer().id()));
            people.add(Objects.requireNonNull(s.other().id()));
        });
        return engineers.find(tx, people).chain(names -> scenarios
                .repository
                .names(tx, all.stream().map(s -> s.scenario().id()).toList())
                .map(scenarioNames -> all.stream()
                        .map(s -> s.named(
                                scenarioNames.getOrDefault(
                                        Objects.requireNonNull(s.scenario().id()), ""),
                                name(names, s.engineer()),
                                name(names, s.other())))
                        .toList()));
    }

    private static String name(Map<UUID, Engineer> names, Person person) {
        Engineer engineer = names.get(Objects.requireNonNull(person.id()));
        return engineer == null ? "" : engineer.name();
    }
}
