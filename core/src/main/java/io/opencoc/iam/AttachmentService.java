package io.opencoc.iam;

import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives policies to users and groups, and takes them away. Who may do that may give any policy, also to themselves. */
final class AttachmentService {
    private static final int MOST_OF_A_HOLDER = 20;

    private final Kernel kernel;
    private final Administrators administrators;
    private final AttachmentRepository repository = new AttachmentRepository();
    private final UserRepository users = new UserRepository();
    private final GroupRepository groups = new GroupRepository();
    private final PolicyRepository policies = new PolicyRepository();

    AttachmentService(Kernel kernel, Administrators administrators) {
        this.kernel = kernel;
        this.administrators = administrators;
    }

    /** Attaches a policy, or gives the attachment that has this id already. */
    Uni<Attachment> attach(Actor actor, Holder.Type type, UUID holder, UUID id, Attachment.Input input) {
        actor.require("coc:policy:attach");
        return administrators
                .reduce(actor, tx -> holder(tx, type, holder).chain(to -> repository
                        .find(tx, id)
                        .chain(same -> same == null
                                ? insert(tx, actor, to, id, input)
                                : existing(tx, to, id).invoke(tx::unchanged))))
                .onFailure(AttachmentService::noSuchProject)
                .transform(f -> Problem.invalid("projectId", "is not an enterprise project"));
    }

    private Uni<Attachment> insert(Tx tx, Actor actor, Holder to, UUID id, Attachment.Input input) {
        return policies.require(tx, input.policyId(), "policyId")
                .chain(() -> repository.count(tx, to.id()))
                .chain(n -> {
                    if (n >= MOST_OF_A_HOLDER) {
                        throw Problem.conflict(to.name() + " has " + MOST_OF_A_HOLDER
                                + " policies already, which is the most. Put statements together in fewer policies.");
                    }
                    return repository.insert(
                            tx,
                            id,
                            to,
                            input.policyId(),
                            input.projectId(),
                            Person.of(actor),
                            kernel.clock().instant());
                })
                .chain(inserted -> {
                    if (!inserted) {
                        throw Problem.conflict(to.name() + " has this policy already.");
                    }
                    return existing(tx, to, id);
                })
                .invoke(after -> announce(tx, after, null, after.traced()));
    }

    Uni<Void> detach(Actor actor, Holder.Type type, UUID holder, UUID id) {
        actor.require("coc:policy:detach");
        return administrators.reduce(actor, tx -> holder(tx, type, holder)
                .chain(to -> existing(tx, to, id))
                .call(before -> repository.delete(tx, id))
                .invoke(before -> announce(tx, before, before.traced(), null))
                .replaceWithVoid());
    }

    private static void announce(
            Tx tx, Attachment a, Attachment.@Nullable Traced before, Attachment.@Nullable Traced after) {
        tx.trace(Trace.Thing.of(a.to().id(), a.to().name()), before, after);
        tx.changed(a.to().type() == Holder.Type.USER ? UserService.TOPIC : GroupService.TOPIC, a.to().id());
        tx.changed(PolicyService.TOPIC, a.policy().id());
    }

    private Uni<Attachment> existing(Tx tx, Holder to, UUID id) {
        return repository.find(tx, id).map(found -> {
            if (found == null || !found.to().id().equals(to.id())) {
                throw Problem.notFound("attachment");
            }
            return found;
        });
    }

    private Uni<Holder> holder(Tx tx, Holder.Type type, UUID id) {
        Uni<@Nullable Holder> found =
                switch (type) {
                    case AGENCY -> throw new IllegalArgumentException("an agency's policies are kept with it");
                    case USER -> users.find(tx, id).map(u -> u == null ? null : Holder.user(id, u.name()));
                    case GROUP -> groups.find(tx, id).map(g -> g == null ? null : Holder.group(id, g.name()));
                };
        return found.map(holder -> {
            if (holder == null) {
                throw Problem.notFound(type == Holder.Type.USER ? "user" : "group");
            }
            return holder;
        });
    }

    static boolean noSuchProject(Throwable failure) {
        return failure instanceof PgException pg && "policy_attachment_project".equals(pg.getConstraint());
    }
}
