package io.opencoc.iam;

import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.json.Wire;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Keeps the custom policies of a tenant, and shows the system's. */
final class PolicyService {
    static final String TOPIC = "policy";
    private static final int MOST = 500;
    private static final int MOST_ATTACHMENTS = 100;

    private final Kernel kernel;
    private final Administrators administrators;
    private final Permissions permissions;
    private final PolicyRepository repository = new PolicyRepository();
    private final AttachmentRepository attachments = new AttachmentRepository();

    PolicyService(Kernel kernel, Administrators administrators, Permissions permissions) {
        this.kernel = kernel;
        this.administrators = administrators;
        this.permissions = permissions;
    }

    Uni<Page<Policy>> page(Actor actor, Policy.Query query) {
        actor.require("coc:policy:list");
        return kernel.database().in(actor, tx -> repository
                .all(tx)
                .chain(custom -> attachments.counts(tx).map(counts -> page(custom, counts, query))));
    }

    /** There are few enough to sort them here, the system's and the tenant's together. */
    private static Page<Policy> page(List<Policy.Custom> custom, Map<UUID, Integer> counts, Policy.Query query) {
        String q = query.q() == null ? "" : query.q().toLowerCase(Locale.ROOT);
        List<Policy> found = Stream.concat(
                        SystemPolicies.all().stream().map(p -> Policy.of(p, counts.getOrDefault(p.id(), 0))),
                        custom.stream().map(p -> p.summary(counts.getOrDefault(p.id(), 0))))
                .filter(p -> query.type() == null || Wire.name(p.type()).equals(query.type()))
                .filter(p -> texts(p).anyMatch(t -> t.toLowerCase(Locale.ROOT).contains(q)))
                .sorted(order(query.sort()))
                .toList();
        int from = Math.min(query.offset(), found.size());
        return new Page<>(found.subList(from, Math.min(from + query.size(), found.size())), found.size());
    }

    private static Stream<String> texts(Policy p) {
        List<String> out =
                new ArrayList<>(p.text() == null ? List.of() : p.text().values());
        out.add(p.name());
        if (p.description() != null) {
            out.add(p.description());
        }
        return out.stream();
    }

    private static Comparator<Policy> order(String sort) {
        Comparator<Policy> byName = Comparator.comparing(Policy::name, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(Policy::id);
        Comparator<Policy> order =
                switch (sort.replace("-", "")) {
                    case "type" -> Comparator.comparing(Policy::type);
                    case "attachments" -> Comparator.comparing(Policy::attachmentCount);
                    case "updatedAt" ->
                        Comparator.comparing(Policy::updatedAt, Comparator.nullsFirst(Comparator.naturalOrder()));
                    default -> byName;
                };
        return (sort.startsWith("-") ? order.reversed() : order).thenComparing(byName);
    }

    Uni<Policy.Detail> get(Actor actor, UUID id) {
        actor.require("coc:policy:get");
        return kernel.database().in(actor, tx -> show(tx, id));
    }

    private Uni<Policy.Detail> show(Tx tx, UUID id) {
        SystemPolicies.SystemPolicy system = SystemPolicies.find(id);
        return attachments
                .counts(tx)
                .chain(counts -> attachments.newestOf(tx, id, MOST_ATTACHMENTS).chain(list -> {
                    int count = counts.getOrDefault(id, 0);
                    // What system policies name ahead of time needs no warning.
                    return system != null
                            ? Uni.createFrom()
                                    .item(new Policy.Detail(
                                            Policy.of(system, count), system.document(), List.of(), list, null))
                            : existing(tx, id)
                                    .map(p -> new Policy.Detail(
                                            p.summary(count),
                                            p.document(),
                                            p.document().warnings(permissions),
                                            list,
                                            p.createdAt()));
                }));
    }

    /** Creates a policy, or gives the one that has this id already. */
    Uni<Policy.Detail> create(Actor actor, UUID id, Policy.Input input) {
        actor.require("coc:policy:create");
        PolicyDocument document = checked(input);
        return named(administrators.change(actor, tx -> insert(tx, id, input, document)));
    }

    /** Makes a custom policy with the document of another, for who may see that. */
    Uni<Policy.Detail> copy(Actor actor, UUID id, UUID from, String name) {
        actor.require("coc:policy:create");
        actor.require("coc:policy:get");
        return named(administrators.change(actor, tx -> show(tx, from).chain(original -> {
            Policy.Input input = new Policy.Input(
                    name, original.policy().description(), original.document().json());
            return insert(tx, id, input, checked(input));
        })));
    }

    private Uni<Policy.Detail> insert(Tx tx, UUID id, Policy.Input input, PolicyDocument document) {
        return repository
                .count(tx)
                .chain(n -> {
                    if (n >= MOST) {
                        throw Problem.conflict("There are " + MOST + " custom policies already, which is the most.");
                    }
                    return repository.insert(
                            tx, id, input, document, kernel.clock().instant());
                })
                .chain(inserted -> existing(tx, id).invoke(policy -> {
                    if (inserted) {
                        announce(tx, null, policy);
                    } else {
                        tx.unchanged();
                    }
                }))
                .chain(() -> show(tx, id));
    }

    Uni<Policy.Detail> update(Actor actor, UUID id, Policy.Input input) {
        actor.require("coc:policy:update");
        refuseSystem(id);
        PolicyDocument document = checked(input);
        return named(administrators.reduce(actor, tx -> existing(tx, id).chain(before -> repository
                .update(tx, id, input, document, kernel.clock().instant())
                .chain(() -> existing(tx, id))
                .invoke(after -> announce(tx, before, after))
                .chain(() -> show(tx, id)))));
    }

    Uni<Void> delete(Actor actor, UUID id) {
        actor.require("coc:policy:delete");
        refuseSystem(id);
        return administrators.change(actor, tx -> existing(tx, id)
                .call(policy -> attachments.newestOf(tx, id, 3).invoke(list -> {
                    if (!list.isEmpty()) {
                        throw Problem.conflict("The policy is attached to "
                                + String.join(
                                        ", ",
                                        list.stream().map(a -> a.to().name()).toList())
                                + (list.size() == 3 ? " and maybe others" : "") + ". Detach it first.");
                    }
                }))
                .call(() -> repository.delete(tx, id))
                .invoke(policy -> announce(tx, policy, null))
                .replaceWithVoid());
    }

    /** Says what is wrong with a document. */
    Policy.Check check(Actor actor, JsonNode json) {
        actor.require("coc:policy:get");
        try {
            return new Policy.Check(true, List.of(), PolicyDocument.of(json).warnings(permissions));
        } catch (Problem invalid) {
            return new Policy.Check(false, invalid.errors(), List.of());
        }
    }

    private static PolicyDocument checked(Policy.Input input) {
        if (SystemPolicies.isName(input.name().strip())) {
            throw Problem.invalid("name", "is the name of a system policy");
        }
        return PolicyDocument.of(input.document());
    }

    private static void refuseSystem(UUID id) {
        if (SystemPolicies.find(id) != null) {
            throw Problem.conflict("System policies cannot be changed; make a copy.");
        }
    }

    private static void announce(Tx tx, Policy.@Nullable Custom before, Policy.@Nullable Custom after) {
        Policy.Custom policy = after == null ? Objects.requireNonNull(before) : after;
        tx.trace(
                Trace.Thing.of(policy.id(), policy.name()),
                before == null ? null : before.traced(),
                after == null ? null : after.traced());
        tx.changed(TOPIC, policy.id());
    }

    private Uni<Policy.Custom> existing(Tx tx, UUID id) {
        return repository.find(tx, id).map(policy -> {
            if (policy == null) {
                throw Problem.notFound("policy");
            }
            return policy;
        });
    }

    private static <T> Uni<T> named(Uni<T> change) {
        return change.onFailure(
                        f -> f instanceof PgException pg && "policy_tenant_id_name_key".equals(pg.getConstraint()))
                .transform(f -> Problem.invalid("name", "is taken by another policy"));
    }
}
