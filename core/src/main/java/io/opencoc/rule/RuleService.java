package io.opencoc.rule;

import io.opencoc.engineer.EngineerService;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
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
    private static final int MOST = 10_000;
    private static final int LAST_PRIORITY = 1_000_000;
    private static final int LONGEST_NAME = 100;

    private final Database database;
    private final Clock clock;
    private final RuleRepository repository;
    private final RuleReferences references;
    private final EngineerService engineers;

    RuleService(
            Database database,
            Clock clock,
            RuleRepository repository,
            RuleReferences references,
            EngineerService engineers) {
        this.database = database;
        this.clock = clock;
        this.repository = repository;
        this.references = references;
        this.engineers = engineers;
    }

    Uni<Page<RuleView>> page(Actor actor, RuleQuery query) {
        actor.require("coc:forwardingRule:list");
        return database.in(actor, tx -> repository.page(tx, query).chain(page -> views(tx, page.items())
                .map(items -> new Page<>(items, page.total()))));
    }

    Uni<RuleView> get(Actor actor, UUID id) {
        actor.require("coc:forwardingRule:get");
        return database.in(actor, tx -> view(tx, id));
    }

    /** Creates a rule, or gives the one that has this id already. */
    Uni<RuleView> create(Actor actor, UUID id, RuleInput input) {
        actor.require("coc:forwardingRule:create");
        return change(actor, id, tx -> repository
                .find(tx, id)
                .chain(there -> there != null
                        ? Uni.createFrom().item(id).invoke(tx::unchanged)
                        : nextPriority(tx).chain(next -> {
                            ForwardingRule rule = input.toRule(id, "", true, next, clock.instant());
                            return references
                                    .check(tx, rule, null, "")
                                    .chain(() -> repository.insert(tx, rule))
                                    .replaceWith(id);
                        })));
    }

    /** Changes a rule. Priority and whether it is enabled stay as they are when the input does not say. */
    Uni<RuleView> update(Actor actor, UUID id, RuleInput input) {
        actor.require("coc:forwardingRule:update");
        return change(actor, id, tx -> existing(tx, id).chain(before -> {
            ForwardingRule rule = input.toRule(id, "", before.enabled(), before.priority(), clock.instant());
            return references
                    .check(tx, rule, before, "")
                    .chain(() -> repository.update(tx, rule))
                    .replaceWith(id);
        }));
    }

    Uni<RuleView> enable(Actor actor, UUID id) {
        actor.require("coc:forwardingRule:enable");
        return change(actor, id, tx -> existing(tx, id).chain(rule -> {
            if (rule.assigned() && rule.engineerId() == null) {
                throw Problem.conflict("The engineer of the rule was deleted. Choose another one, then enable it.");
            }
            return repository.enable(tx, id, true, clock.instant()).replaceWith(id);
        }));
    }

    Uni<RuleView> disable(Actor actor, UUID id) {
        actor.require("coc:forwardingRule:disable");
        return change(actor, id, tx -> existing(tx, id)
                .chain(rule -> repository.enable(tx, id, false, clock.instant()))
                .replaceWith(id));
    }

    /** Makes a disabled copy, at the end. */
    Uni<RuleView> copy(Actor actor, UUID id, UUID copy) {
        actor.require("coc:forwardingRule:create");
        return change(actor, copy, tx -> existing(tx, id)
                .chain(rule -> nextPriority(tx).chain(next -> repository
                        .names(tx)
                        .chain(names -> repository.insert(tx, copyOf(rule, copy, freeName(rule.name(), names), next)))))
                .replaceWith(copy));
    }

    private ForwardingRule copyOf(ForwardingRule r, UUID id, String name, int priority) {
        return new ForwardingRule(
                id,
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
        actor.require("coc:forwardingRule:delete");
        return database.in(actor, tx -> repository
                .changing(tx)
                .chain(() -> view(tx, id))
                .call(() -> repository.delete(tx, id))
                .invoke(before -> {
                    tx.trace(Trace.Thing.of(id, before.name()), before.traced(), null);
                    tx.changed(TOPIC, id);
                })
                .replaceWithVoid());
    }

    private Uni<RuleView> change(Actor actor, UUID id, Function<Tx, Uni<UUID>> change) {
        return database.in(actor, tx -> repository
                        .changing(tx)
                        .chain(() -> repository.find(tx, id))
                        .chain(before -> before == null
                                ? Uni.createFrom().<@Nullable RuleView>nullItem()
                                : views(tx, List.of(before)).map(List::getFirst))
                        .chain(before -> change.apply(tx)
                                .invoke(() -> tx.changed(TOPIC, id))
                                .chain(() -> view(tx, id))
                                .invoke(after -> tx.trace(
                                        Trace.Thing.of(id, after.name()),
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

    private Uni<ForwardingRule> existing(Tx tx, UUID id) {
        return repository.find(tx, id).map(rule -> {
            if (rule == null) {
                throw Problem.notFound("forwarding rule");
            }
            return rule;
        });
    }

    private Uni<RuleView> view(Tx tx, UUID id) {
        return existing(tx, id).chain(rule -> views(tx, List.of(rule)).map(List::getFirst));
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
