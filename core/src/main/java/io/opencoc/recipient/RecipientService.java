package io.opencoc.recipient;

import io.opencoc.api.Text;
import io.opencoc.engineer.Engineer;
import io.opencoc.engineer.EngineerService;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.shift.ShiftService;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** Checks recipients when they are written, and finds the people when they are told. Safe for all threads. */
public final class RecipientService {
    private final EngineerService engineers;
    private final ShiftService shifts;

    public RecipientService(EngineerService engineers, ShiftService shifts) {
        this.engineers = engineers;
        this.shifts = shifts;
    }

    /**
     * Checks recipients, and keeps the scenario and roles of a shift from being deleted until the caller's transaction ends. Who keeps recipients
     * says so with {@link EngineerService#blockedBy} and {@link ShiftService#blockedBy}.
     *
     * @param field where they stand in the request
     * @throws Problem at the wrong field, now or in the Uni
     */
    public Uni<Void> require(Tx tx, Recipients recipients, String field) {
        recipients.check(field);
        return switch (recipients.type()) {
            case OWNER -> Uni.createFrom().voidItem();
            case INDIVIDUALS -> requireEngineers(tx, recipients.people(), field + ".engineerIds");
            case SHIFT ->
                shifts.require(
                        tx,
                        Objects.requireNonNull(recipients.scenarioId()),
                        recipients.roles(),
                        field + ".scenarioId",
                        field + ".roleIds");
        };
    }

    private Uni<Void> requireEngineers(Tx tx, List<UUID> people, String field) {
        return engineers
                .find(tx, people)
                .invoke(found -> {
                    for (int i = 0; i < people.size(); i++) {
                        if (!found.containsKey(people.get(i))) {
                            throw Problem.invalid(field + "[" + i + "]", "is not an engineer");
                        }
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Finds the people, within the caller's transaction. Where those who are meant cannot be told, since a shift is empty or a ticket has no owner, the
     * ticket's owners are told instead.
     *
     * @param at who is on duty then
     */
    public Uni<Resolved> resolve(Tx tx, Recipients recipients, Ticket ticket, Instant at) {
        return switch (recipients.type()) {
            case OWNER ->
                people(tx, ticket.owners())
                        .map(found -> new Resolved(
                                found, found.isEmpty() ? new Text("The ticket has no owner.", "该工单没有责任人。") : null));
            case INDIVIDUALS ->
                people(tx, recipients.people())
                        .chain(found -> found.isEmpty()
                                ? owners(
                                        tx,
                                        ticket,
                                        new Text("The engineers who were to be told are no more.", "原定通知的运维人员已不存在。"))
                                : Uni.createFrom().item(new Resolved(found, null)));
            case SHIFT -> onDuty(tx, recipients, ticket, at);
        };
    }

    private Uni<Resolved> onDuty(Tx tx, Recipients recipients, Ticket ticket, Instant at) {
        UUID scenario = Objects.requireNonNull(recipients.scenarioId());
        return shifts.onDuty(tx, scenario, recipients.roles(), ticket.application(), ticket.region(), at)
                .chain(duties -> {
                    List<Engineer> found = duties.stream()
                            .flatMap(d -> d.engineers().stream())
                            .distinct()
                            .toList();
                    if (!found.isEmpty()) {
                        return Uni.createFrom().item(new Resolved(found, null));
                    }
                    String roles =
                            duties.stream().map(ShiftService.RoleDuty::role).collect(Collectors.joining(", "));
                    return owners(tx, ticket, nobody(roles));
                });
    }

    private static Text nobody(String roles) {
        return roles.isEmpty()
                ? new Text("The shift that was to be told is no more.", "原定通知的值班场景已不存在。")
                : new Text("Nobody is on duty as " + roles + ".", "当前无人值班：" + roles + "。");
    }

    private Uni<Resolved> owners(Tx tx, Ticket ticket, Text missing) {
        return people(tx, ticket.owners()).map(found -> new Resolved(found, missing));
    }

    private Uni<List<Engineer>> people(Tx tx, Collection<UUID> ids) {
        return engineers.find(tx, ids).map((Map<UUID, Engineer> found) -> ids.stream()
                .distinct()
                .filter(found::containsKey)
                .map(id -> Objects.requireNonNull(found.get(id)))
                .toList());
    }
}
