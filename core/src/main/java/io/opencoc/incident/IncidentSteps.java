package io.opencoc.incident;

import io.opencoc.incident.HistoryEntry.Kind;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.project.Placement;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The steps that people take. Each locks the incident, asks the lifecycle, changes the row, writes the history and publishes the event, in
 * one transaction: of two callers at once the second finds the state that the first one left.
 */
public final class IncidentSteps {
    private final Database database;
    private final Clock clock;
    private final Placement placement;
    private final IncidentService service;
    private final IncidentRepository repository = new IncidentRepository();
    private final HistoryRepository history = new HistoryRepository();

    IncidentSteps(Database database, Clock clock, Placement placement, IncidentService service) {
        this.database = database;
        this.clock = clock;
        this.placement = placement;
        this.service = service;
    }

    /** Makes the event of a step. */
    private interface EventOf {
        IncidentEvent make(UUID eventId, IncidentEvent.Snapshot incident, Instant at, Person by);
    }

    /**
     * What a step changes and leaves behind.
     *
     * @param from for the history: old level or owner; null for the state
     * @param to for the history: new level or owner; null for the state
     * @param set for {@link IncidentRepository#move}
     */
    private record Step(
            Kind kind,
            @Nullable String from,
            @Nullable String to,
            @Nullable String text,
            EventOf event,
            String set,
            @Nullable Object... values) {

        static Step of(Kind kind, @Nullable String text, EventOf event, String set, @Nullable Object... values) {
            return new Step(kind, null, null, text, event, set, values);
        }
    }

    /** The incident after a step, and the step's entry. */
    record Taken(Incident incident, HistoryEntry entry) {}

    public Uni<Incident> accept(Actor actor, UUID id) {
        return step(
                actor,
                id,
                IncidentAction.ACCEPT,
                Step.of(Kind.ACCEPTED, null, IncidentEvent.Accepted::new, "accepted_at = $5", clock.instant()));
    }

    public Uni<Incident> reject(Actor actor, UUID id, String reason) {
        return step(
                actor,
                id,
                IncidentAction.REJECT,
                Step.of(
                        Kind.REJECTED,
                        reason,
                        (e, i, at, by) -> new IncidentEvent.Rejected(e, i, at, by, reason),
                        "reject_reason = $5",
                        reason));
    }

    /** Submits a rejected incident again with all that the input says; what it leaves out is removed, but it stays in its project. */
    public Uni<Incident> resubmit(Actor actor, UUID id, IncidentInput input) {
        String action = IncidentAction.RESUBMIT.permission();
        return step(actor, id, IncidentAction.RESUBMIT, (tx, before) -> placement
                        .move(tx, actor, action, before.projectId(), input.projectId())
                        .chain(project ->
                                service.owner(tx, input.ownerId()).map(owner -> resubmitted(input, project, owner))))
                .map(Taken::incident);
    }

    private static Step resubmitted(IncidentInput input, UUID project, @Nullable Person owner) {
        return Step.of(
                Kind.RESUBMITTED,
                null,
                IncidentEvent.Resubmitted::new,
                "title = $5, level = $6, description = $7, region = $8, application = $9, category = $10,"
                        + " owner_id = $11, owner_name = $12, project_id = $13, reject_reason = NULL",
                input.title(),
                input.level(),
                input.description(),
                input.region(),
                input.application(),
                input.category(),
                owner == null ? null : owner.id(),
                owner == null ? null : owner.name(),
                project);
    }

    public Uni<Incident> close(Actor actor, UUID id, @Nullable String comment) {
        return step(
                actor,
                id,
                IncidentAction.CLOSE,
                Step.of(
                        Kind.CLOSED,
                        comment,
                        (e, i, at, by) -> new IncidentEvent.Closed(e, i, at, by, comment),
                        "ended_at = $5",
                        clock.instant()));
    }

    public Uni<Incident> forward(Actor actor, UUID id, UUID ownerId, @Nullable String comment) {
        return step(actor, id, IncidentAction.FORWARD, (tx, before) -> service.owner(tx, ownerId)
                        .map(found -> {
                            Person owner = Objects.requireNonNull(found);
                            Person old = before.owner();
                            if (old != null && ownerId.equals(old.id())) {
                                throw Problem.conflict("The incident belongs to " + owner.name() + " already.");
                            }
                            return new Step(
                                    Kind.FORWARDED,
                                    old == null ? "" : old.name(),
                                    owner.name(),
                                    comment,
                                    (e, i, at, by) -> new IncidentEvent.Forwarded(e, i, at, by, comment),
                                    "owner_id = $5, owner_name = $6",
                                    owner.id(),
                                    owner.name());
                        }))
                .map(Taken::incident);
    }

    public Uni<Incident> changeLevel(Actor actor, UUID id, String level, String reason) {
        return step(actor, id, IncidentAction.CHANGE_LEVEL, (tx, before) -> {
                    if (before.level().equals(level)) {
                        throw Problem.conflict("The level is " + level + " already.");
                    }
                    return Uni.createFrom()
                            .item(new Step(
                                    Kind.LEVEL_CHANGED,
                                    before.level(),
                                    level,
                                    reason,
                                    (e, i, at, by) ->
                                            new IncidentEvent.LevelChanged(e, i, at, by, before.level(), reason),
                                    "level = $5",
                                    level));
                })
                .map(Taken::incident);
    }

    public Uni<HistoryEntry> remark(Actor actor, UUID id, String text) {
        Step step = new Step(
                Kind.REMARKED, "", "", text, (e, i, at, by) -> new IncidentEvent.Remarked(e, i, at, by, text), "");
        return step(actor, id, IncidentAction.REMARK, (tx, before) -> Uni.createFrom()
                        .item(step))
                .map(Taken::entry);
    }

    /**
     * Says how the incident was handled.
     *
     * @param recoveredAt when the service was back, not in the future; null when not known
     */
    public Uni<Incident> handle(
            Actor actor, UUID id, @Nullable String cause, String solution, @Nullable Instant recoveredAt) {
        actor.requireSome(IncidentAction.HANDLE.permission());
        Instant now = clock.instant();
        if (recoveredAt != null && recoveredAt.isAfter(now)) {
            throw Problem.invalid("recoveredAt", "is in the future");
        }
        return step(
                actor,
                id,
                IncidentAction.HANDLE,
                Step.of(
                        Kind.HANDLED,
                        solution,
                        (e, i, at, by) -> new IncidentEvent.Handled(e, i, at, by, solution),
                        "cause = $5, solution = $6, recovered_at = $7, resolved_at = $8",
                        cause,
                        solution,
                        recoveredAt,
                        now));
    }

    /** Completes the incident, or gives it back to its owner; then with a comment. */
    public Uni<Incident> verify(Actor actor, UUID id, boolean passed, @Nullable String comment) {
        actor.requireSome(IncidentAction.VERIFY_PASSED.permission());
        if (passed) {
            return step(
                    actor,
                    id,
                    IncidentAction.VERIFY_PASSED,
                    Step.of(
                            Kind.VERIFIED,
                            comment,
                            (e, i, at, by) -> new IncidentEvent.Verified(e, i, at, by, comment),
                            "ended_at = $5",
                            clock.instant()));
        }
        if (comment == null) {
            throw Problem.invalid("comment", "is missing: say why the verification failed");
        }
        return step(
                actor,
                id,
                IncidentAction.VERIFY_FAILED,
                Step.of(
                        Kind.VERIFICATION_FAILED,
                        comment,
                        (e, i, at, by) -> new IncidentEvent.VerificationFailed(e, i, at, by, comment),
                        "resolved_at = NULL, recovered_at = NULL"));
    }

    private Uni<Incident> step(Actor actor, UUID id, IncidentAction action, Step step) {
        return step(actor, id, action, (tx, before) -> Uni.createFrom().item(step))
                .map(Taken::incident);
    }

    private Uni<Taken> step(Actor actor, UUID id, IncidentAction action, BiFunction<Tx, Incident, Uni<Step>> decide) {
        return database.in(
                actor,
                tx -> repository.lock(tx, id).map(IncidentService::present).chain(before -> {
                    IncidentService.require(actor, action.permission(), before);
                    IncidentState to = IncidentLifecycle.ARROWS
                            .next(before.state(), action)
                            .orElseThrow(() -> notNow(before));
                    return decide.apply(tx, before).chain(step -> take(tx, Person.of(actor), before, to, step));
                }));
    }

    private Uni<Taken> take(Tx tx, Person by, Incident before, IncidentState to, Step step) {
        Instant now = clock.instant();
        String from = step.from == null ? before.state().wire() : step.from;
        String into = step.to == null ? to.wire() : step.to;
        HistoryEntry entry = new HistoryEntry(
                Ids.at(now),
                now,
                step.kind,
                by,
                from.isEmpty() ? null : from,
                into.isEmpty() ? null : into,
                step.text,
                null);
        tx.changed(IncidentService.TOPIC, before.id(), before.projectId());
        return repository
                .move(tx, before, to, now, step.set, step.values)
                .map(after -> {
                    if (after == null) {
                        throw notNow(before);
                    }
                    if (!after.projectId().equals(before.projectId())) {
                        tx.changed(IncidentService.TOPIC, after.id(), after.projectId());
                    }
                    IncidentTrace.step(tx, before, after, step.kind, step.text);
                    return after;
                })
                .call(() -> history.insert(tx, List.of(new HistoryRepository.Of(before.id(), entry))))
                .call(after -> tx.publish(step.event.make(Ids.at(now), IncidentEvent.Snapshot.of(after), now, by)))
                .map(after -> new Taken(after, entry));
    }

    private static Problem notNow(Incident incident) {
        return Problem.conflict(
                "The incident " + incident.number() + " is " + incident.state().wire() + ": this cannot be done now.");
    }
}
