package io.opencoc.iam;

import io.opencoc.api.Text;
import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.access.Access;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.access.Statement;
import io.opencoc.kernel.access.Target;
import io.opencoc.kernel.http.Contract;
import io.opencoc.kernel.http.Contract.Reach;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells why a user may or may not do something, by what decides about their requests. */
final class Simulator {
    private static final String EXTRA = "the document that is tried";

    private final Kernel kernel;
    private final PolicyCache policies = new PolicyCache();
    private final AccessRepository repository = new AccessRepository();
    private final AttachmentRepository attachments = new AttachmentRepository();
    private final UserRepository users = new UserRepository();

    Simulator(Kernel kernel) {
        this.kernel = kernel;
    }

    /** The statements of a user, and how each is shown. */
    private record Held(List<Statement> statements, Map<Statement, Simulation.Shown> shown) {
        void add(List<Statement> more, @Nullable PolicyDocument document, @Nullable Person project) {
            for (Statement s : more) {
                Statement.Origin o = s.origin();
                statements.add(s);
                shown.put(
                        s,
                        new Simulation.Shown(
                                o.policy(),
                                o.policyId(),
                                o.index(),
                                s.allows() ? "Allow" : "Deny",
                                o.group(),
                                project,
                                document == null
                                        ? PolicyDocument.DENIES_ALL
                                        : document.parts().get(o.index()).json()));
            }
        }
    }

    Uni<Simulation> simulate(Actor actor, Simulation.Input input) {
        actor.require("coc:policy:simulate");
        Contract.Action action = kernel.api().contract().actions().get(input.action());
        if (action == null) {
            throw Problem.invalid("action", "is not an action of this server");
        }
        PolicyDocument extra =
                input.extraDocument() == null ? null : PolicyDocument.of(input.extraDocument(), "extraDocument");
        Caller caller = caller(actor, input);
        return kernel.database().in(actor, tx -> users.find(tx, input.userId()).chain(user -> {
            if (user == null) {
                throw Problem.invalid("userId", "is not a user");
            }
            return held(tx, user.id()).map(held -> {
                if (extra != null) {
                    held.add(extra.statements(EXTRA, null, null, null), extra, null);
                }
                return decide(actor, user, action, caller, target(action, input), held);
            });
        }));
    }

    private static Caller caller(Actor actor, Simulation.Input input) {
        String address = input.sourceIp();
        try {
            Instant at = input.at() == null
                    ? actor.caller().at()
                    : OffsetDateTime.parse(input.at()).toInstant();
            return new Caller(
                    at,
                    address == null ? actor.caller().address() : address,
                    "",
                    "",
                    input.action(),
                    null,
                    new AtomicBoolean());
        } catch (DateTimeException e) {
            throw Problem.invalid("at", "is not a time like 2026-01-31T08:00:00Z");
        }
    }

    /** As requests ask: what does not belong to enterprise projects is done to the tenant as a whole. */
    private static Target target(Contract.Action action, Simulation.Input input) {
        return action.reach() == Reach.PROJECT
                ? new Target(input.projectId(), input.resourceId(), input.tags() == null ? Map.of() : input.tags())
                : Target.TENANT;
    }

    private Uni<Held> held(Tx tx, UUID user) {
        Held out = new Held(new ArrayList<>(), new IdentityHashMap<>());
        return attachments.ofUser(tx, user).chain(list -> {
            Map<UUID, Person> projects = list.stream()
                    .map(Attachment::project)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toMap(p -> Objects.requireNonNull(p.id()), p -> p, (a, b) -> a));
            return repository.held(tx, user).map(found -> {
                for (AccessRepository.Holding h :
                        found == null ? List.<AccessRepository.Holding>of() : found.holdings()) {
                    out.add(
                            policies.statements(tx.tenant(), List.of(h)),
                            policies.document(tx.tenant(), h),
                            h.project() == null ? null : projects.get(h.project()));
                }
                return out;
            });
        });
    }

    private static Simulation decide(
            Actor actor, User user, Contract.Action action, Caller caller, Target target, Held held) {
        Access access = Access.of(held.statements());
        Access.Decision decision = access.decide(action.name(), caller, target);
        List<Access.Consideration> all = access.explain(action.name(), caller, target);
        List<Simulation.Considered> considered = all.stream()
                .map(c -> new Simulation.Considered(
                        Objects.requireNonNull(held.shown().get(c.statement())),
                        c.outcome(),
                        c.failing() == null ? null : c.failing().label()))
                .toList();
        Simulation.Shown by = decision.by() == null ? null : held.shown().get(decision.by());
        if (!user.enabled()) {
            return new Simulation(false, Reasons.disabled(), by, considered);
        }
        if (action.reach() == Reach.SYSTEM && !actor.tenantName().equals(Actor.OPERATOR)) {
            return new Simulation(false, Reasons.operatorOnly(), by, considered);
        }
        Text reason = by == null ? Reasons.nothing(action.name(), considered) : Reasons.decided(decision.allowed(), by);
        return new Simulation(decision.allowed(), reason, by, considered);
    }
}
