package io.opencoc.rule;

import io.opencoc.engineer.EngineerService;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.access.Target;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.opencoc.project.Placement;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the forwarding rules of a tenant. Changes to the rules of one tenant happen one after the other. */
public final class RuleService {
    private static final String TOPIC = "forwardingRule";
    private static final String CREATE = "coc:forwardingRule:create";
    private static final int MOST = 10_000;
    private static final int LAST_PRIORITY = 1_000_000;
    private static final int LONGEST_NAME = 100;

    private final Database database;
    private final Clock clock;
    private final RuleRepository repository;
    private final RuleReferences references;
    private final Placement placement;
    private final EngineerService engineers;

    RuleService(
            Database database,
            Clock clock,
            RuleRepository repository,
            RuleReferences references,
            Placement placement,
            EngineerService engineers) {
        this.database = database;
        this.clock = clock;
        this.repository = repository;
        this.references = references;
        this.placement = placement;
        this.engineers = engineers;
    }

    Uni<Page<RuleView>> page(Actor actor, RuleQuery query) {
        Scope scope = actor.scope("coc:forwardingRule:list");
        return database.in(actor, tx -> repository.page(tx, scope, query).chain(page -> views(tx, page.items())
                .map(items -> new Page<>(items, page.total()))));
    }

    Uni<RuleView> get(Actor actor, UUID id) {
        return database.in(actor, tx -> existing(tx, actor, "get", id).chain(rule -> view(tx, rule)));
    }

    /** Creates a rule, or gives the one that has this id already. */
    Uni<RuleView> create(Actor actor, UUID id, RuleInput input) {
        actor.requireSome(CREATE);
        return change(actor, id, tx -> repository.find(tx, id).chain(there -> {
            if (there != null) {
                require(actor, "create", there);
                tx.unchanged();
                return Uni.createFrom().item(there);
            }
            return placement.of(tx, actor, CREATE, input.projectId()).chain(project -> nextPriority(tx)
                    .map(next -> input.toRule(id, project, "", true, next, clock.instant()))
                    .call(rule -> references.check(tx, actor, rule, null, ""))
                    .call(rule -> repository.insert(tx, rule)));
        }));
    }

    /** Changes a rule. Priority and whether it is enabled stay as they are when the input does not say. */
    Uni<RuleView> update(Actor actor, UUID id, RuleInput input) {
        return change(actor, id, tx -> existing(tx, actor, "update", id).chain(before -> placement
                .move(tx, actor, "coc:forwardingRule:update", before.projectId(), input.projectId())
                .map(project -> input.toRule(id, project, "", before.enabled(), before.priority(), clock.instant()))
                .call(rule -> references.check(tx, actor, rule, before, ""))
                .call(rule -> repository.update(tx, rule))
                .invoke(rule -> tx.changed(TOPIC, id, before.projectId()))));
    }

    Uni<RuleView> enable(Actor actor, UUID id) {
        return change(actor, id, tx -> existing(tx, actor, "enable", id).chain(rule -> {
            if (rule.assigned() && rule.engineerId() == null) {
                throw Problem.conflict("The engineer of the rule was deleted. Choose another one, then enable it.");
            }
            return repository.enable(tx, id, true, clock.instant()).replaceWith(rule);
        }));
    }

    Uni<RuleView> disable(Actor actor, UUID id) {
        return change(actor, id, tx -> existing(tx, actor, "disable", id)
                .call(rule -> repository.enable(tx, id, false, clock.instant())));
    }

    /** Makes a disabled copy, at the end, for who may see the rule. */
    Uni<RuleView> copy(Actor actor, UUID id, UUID copy) {
        return change(actor, copy, tx -> existing(tx, actor, "get", id)
                .invoke(rule -> require(actor, "create", rule))
                .call(rule -> placement.of(tx, actor, CREATE, rule.projectId()))
                .chain(rule -> nextPriority(tx).chain(next -> repository
                        .names(tx)
                        .map(names -> copyOf(rule, copy, freeName(rule.name(), names), next))
                        .call(made -> repository.insert(tx, made)))));
    }

    private ForwardingRule copyOf(ForwardingRule r, UUID id, String name, int priority) {
        return new ForwardingRule(
                id,
                r.projectId(),
                name,
                r.description(),
                r.application(),
                false,
                priority,
                r.triggerType(),
                r.sources(),
                r.integrationIds(),
                r.conditions(),
                r.levels(),
                r.groupBy(),
                r.assigned(),
                r.engineerId(),
                r.notifyOwner(),
                clock.instant(),
                clock.instant(),
                0,
                null);
    }

    /** {@code name (copy)}, else with a number. */
    static String freeName(String name, List<String> taken) {
        return Stream.iterate(1, n -> n + 1)
                .map(n -> n == 1 ? " (copy)" : " (copy " + n + ")")
                .map(end -> name.substring(0, Math.min(name.length(), LONGEST_NAME - end.length()))
                                .strip()
                        + end)
                .filter(free -> !taken.contains(free))
                .findFirst()
                .orElseThrow();
    }

    Uni<Void> delete(Actor actor, UUID id) {
        return database.in(actor, tx -> repository
                .changing(tx)
                .chain(() -> existing(tx, actor, "delete", id))
                .chain(rule -> view(tx, rule))
                .call(() -> repository.delete(tx, id))
                .invoke(before -> {
                    tx.trace(Trace.Thing.of(id, before.name(), before.projectId()), before.traced(), null);
                    tx.changed(TOPIC, id, before.projectId());
                })
                .replaceWithVoid());
    }

    /** A change of the rule with this id, or its making. */
    private Uni<RuleView> change(Actor actor, UUID id, Function<Tx, Uni<ForwardingRule>> change) {
        return database.in(actor, tx -> repository
                        .changing(tx)
                        .chain(() -> repository.find(tx, id))
                        .chain(before ->
                                before == null ? Uni.createFrom().<@Nullable RuleView>nullItem() : view(tx, before))
                        .chain(before -> change.apply(tx)
                                .invoke(rule -> tx.changed(TOPIC, rule.id(), rule.projectId()))
                                .chain(rule -> existing(tx, rule.id()))
                                .chain(rule -> view(tx, rule))
                                .invoke(after -> tx.trace(
                                        Trace.Thing.of(id, after.name(), after.projectId()),
                                        before == null ? null : before.traced(),
                                        after.traced()))))
                .onFailure(failure -> violates(failure, "forwarding_rule_tenant_id_name_key"))
                .transform(f -> Problem.invalid("name", "is taken by another forwarding rule"))
                // Deleted at the same moment.
                .onFailure(failure -> violates(failure, "forwarding_rule_tenant_id_engineer_id_fkey"))
                .transform(f -> Problem.invalid("assignment.engineerId", "is not an engineer"));
    }

    private static boolean violates(Throwable failure, String constraint) {
        return failure instanceof PgException pg && constraint.equals(pg.getConstraint());
    }

    private Uni<Integer> nextPriority(Tx tx) {
        return repository.names(tx).chain(names -> {
            if (names.size() >= MOST) {
                throw Problem.conflict("There are " + MOST + " forwarding rules already, which is the most.");
            }
            return repository.lastPriority(tx).map(last -> Math.min(LAST_PRIORITY, last + 1));
        });
    }

    /** The rule, which the actor may do this to. */
    private Uni<ForwardingRule> existing(Tx tx, Actor actor, String verb, UUID id) {
        return existing(tx, id).invoke(rule -> require(actor, verb, rule));
    }

    private static void require(Actor actor, String verb, ForwardingRule rule) {
        actor.require(
                "coc:forwardingRule:" + verb, Target.of(rule.projectId(), rule.id()), "forwarding rule", rule.name());
    }

    private Uni<ForwardingRule> existing(Tx tx, UUID id) {
        return repository.find(tx, id).map(rule -> {
            if (rule == null) {
                throw Problem.notFound("forwarding rule");
            }
            return rule;
        });
    }

    private Uni<RuleView> view(Tx tx, ForwardingRule rule) {
        return views(tx, List.of(rule)).map(List::getFirst);
    }

    private Uni<List<RuleView>> views(Tx tx, List<ForwardingRule> rules) {
        List<UUID> ids = rules.stream()
                .map(ForwardingRule::engineerId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return engineers
                .find(tx, ids)
                .map(found -> rules.stream().map(r -> RuleView.of(r, found)).toList());
    }
}
