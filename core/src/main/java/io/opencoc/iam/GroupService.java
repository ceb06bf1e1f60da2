package io.opencoc.iam;

import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the groups of a tenant and their members. */
final class GroupService {
    static final String TOPIC = "group";
    private static final int MOST = 500;

    private final Kernel kernel;
    private final Administrators administrators;
    private final GroupRepository repository = new GroupRepository();
    private final UserRepository users = new UserRepository();
    private final AttachmentRepository attachments = new AttachmentRepository();

    GroupService(Kernel kernel, Administrators administrators) {
        this.kernel = kernel;
        this.administrators = administrators;
    }

    Uni<Page<Group>> page(Actor actor, Group.Query query) {
        actor.require("coc:group:list");
        return kernel.database().in(actor, tx -> repository.page(tx, query));
    }

    Uni<Group.Detail> get(Actor actor, UUID id) {
        actor.require("coc:group:get");
        return kernel.database().in(actor, tx -> existing(tx, id).chain(group -> detail(tx, group)));
    }

    /** Creates a group, or gives the one that has this id already. */
    Uni<Group.Detail> create(Actor actor, UUID id, Group.Input input) {
        actor.require("coc:group:create");
        return administrators
                .change(actor, tx -> refuseTooMany(tx)
                        .chain(() ->
                                repository.insert(tx, id, input, kernel.clock().instant()))
                        .chain(inserted -> existing(tx, id).invoke(group -> {
                            if (inserted) {
                                announce(tx, group, null, group.traced());
                            } else {
                                tx.unchanged();
                            }
                        }))
                        .chain(group -> detail(tx, group)))
                .onFailure(GroupService::nameTaken)
                .transform(f -> Problem.invalid("name", "is taken by another group"));
    }

    private Uni<Void> refuseTooMany(Tx tx) {
        return repository.count(tx).map(n -> {
            if (n >= MOST) {
                throw Problem.conflict("There are " + MOST + " groups already, which is the most.");
            }
            return null;
        });
    }

    Uni<Group.Detail> update(Actor actor, UUID id, Group.Input input) {
        actor.require("coc:group:update");
        return administrators
                .change(actor, tx -> existing(tx, id)
                        .chain(before -> repository
                                .update(tx, id, input)
                                .chain(() -> existing(tx, id))
                                .invoke(after -> announce(tx, after, before.traced(), after.traced())))
                        .chain(after -> detail(tx, after)))
                .onFailure(GroupService::nameTaken)
                .transform(f -> Problem.invalid("name", "is taken by another group"));
    }

    Uni<Void> delete(Actor actor, UUID id) {
        actor.require("coc:group:delete");
        return administrators.reduce(actor, tx -> existing(tx, id)
                .call(() -> repository.delete(tx, id))
                .invoke(before -> announce(tx, before, before.traced(), null))
                .replaceWithVoid());
    }

    /** Adds users, who get what the group has, denials too. */
    Uni<Group.Detail> add(Actor actor, UUID id, List<UUID> given) {
        actor.require("coc:group:addMember");
        List<UUID> ids = given.stream().distinct().toList();
        return administrators.reduce(actor, tx -> existing(tx, id)
                .call(group -> users.find(tx, ids).call(found -> {
                    refuseAny(group, ids, found);
                    found.forEach(u -> tx.changed(UserService.TOPIC, u.id()));
                    announce(tx, group, null, members(found));
                    return repository.join(tx, List.of(id), ids);
                }))
                .chain(() -> existing(tx, id))
                .chain(group -> detail(tx, group)));
    }

    private static void refuseAny(Group group, List<UUID> ids, List<User> found) {
        if (found.size() < ids.size()) {
            throw Problem.invalid("userIds", "has the id of who is not a user");
        }
        for (User u : found) {
            boolean member = u.groups().stream().anyMatch(g -> group.id().equals(g.id()));
            if (!member && u.groups().size() >= GroupRepository.MOST_OF_A_USER) {
                throw Problem.conflict(
                        u.name() + " is in " + GroupRepository.MOST_OF_A_USER + " groups already, which is the most.");
            }
        }
    }

    Uni<Void> remove(Actor actor, UUID id, UUID user) {
        actor.require("coc:group:removeMember");
        return administrators.reduce(actor, tx -> existing(tx, id)
                .call(group -> users.find(tx, List.of(user))
                        .call(found -> repository.leave(tx, id, user).invoke(left -> {
                            if (!left) {
                                throw Problem.notFound("member");
                            }
                            tx.changed(UserService.TOPIC, user);
                            announce(tx, group, members(found), null);
                        })))
                .replaceWithVoid());
    }

    private static Map<String, List<String>> members(List<User> users) {
        return Map.of("members", users.stream().map(User::name).toList());
    }

    private static void announce(Tx tx, Group group, @Nullable Object before, @Nullable Object after) {
        tx.trace(Trace.Thing.of(group.id(), group.name()), before, after);
        tx.changed(TOPIC, group.id());
    }

    private Uni<Group.Detail> detail(Tx tx, Group group) {
        return repository.members(tx, group.id()).chain(members -> attachments
                .ofGroup(tx, group.id())
                .map(list -> new Group.Detail(group, members, list)));
    }

    private Uni<Group> existing(Tx tx, UUID id) {
        return repository.find(tx, id).map(group -> {
            if (group == null) {
                throw Problem.notFound("group");
            }
            return Objects.requireNonNull(group);
        });
    }

    private static boolean nameTaken(Throwable failure) {
        return failure instanceof PgException pg && "user_group_tenant_id_name_key".equals(pg.getConstraint());
    }
}
