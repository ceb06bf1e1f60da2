package io.opencoc.iam;

import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Reply;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Users and groups over HTTP. */
final class UserRoutes {
    private final UserService users;
    private final GroupService groups;
    private final Clock clock;

    UserRoutes(UserService users, GroupService groups, Clock clock) {
        this.users = users;
        this.groups = groups;
        this.clock = clock;
    }

    private record NewPassword(String password) {}

    private record Members(List<UUID> userIds) {}

    void bind(Api api) {
        api.on("listUsers", this::listUsers)
                .on("createUser", call -> users.create(
                                call.who(), call.newId(clock.instant()), call.body(User.New.class))
                        .map(Reply::of))
                .on("getUser", call -> users.get(call.who(), call.id()).map(Reply::of))
                .on("updateUser", call -> users.update(call.who(), call.id(), call.body(User.Input.class))
                        .map(Reply::of))
                .on("deleteUser", call -> users.delete(call.who(), call.id()).map(v -> Reply.empty()))
                .on("enableUser", call -> users.enable(call.who(), call.id()).map(Reply::of))
                .on("disableUser", call -> users.disable(call.who(), call.id()).map(Reply::of))
                .on("resetPassword", call -> users.resetPassword(
                                call.who(),
                                call.id(),
                                call.body(NewPassword.class).password())
                        .map(v -> Reply.empty()))
                .on("listGroups", this::listGroups)
                .on("createGroup", call -> groups.create(
                                call.who(), call.newId(clock.instant()), call.body(Group.Input.class))
                        .map(Reply::of))
                .on("getGroup", call -> groups.get(call.who(), call.id()).map(Reply::of))
                .on("updateGroup", call -> groups.update(call.who(), call.id(), call.body(Group.Input.class))
                        .map(Reply::of))
                .on("deleteGroup", call -> groups.delete(call.who(), call.id()).map(v -> Reply.empty()))
                .on("addGroupMembers", call -> groups.add(
                                call.who(), call.id(), call.body(Members.class).userIds())
                        .map(Reply::of))
                .on("removeGroupMember", call -> groups.remove(
                                call.who(), call.id(), Objects.requireNonNull(call.uuid("userId")))
                        .map(v -> Reply.empty()));
    }

    private Uni<Reply> listUsers(Call call) {
        User.Query query = new User.Query(
                call.text("q"),
                call.flag("enabled"),
                call.uuid("groupId"),
                call.textOf("sort"),
                call.offset(),
                call.number("size"));
        return users.page(call.who(), query).map(Reply::of);
    }

    private Uni<Reply> listGroups(Call call) {
        Group.Query query = new Group.Query(
                call.text("q"), call.uuid("userId"), call.textOf("sort"), call.offset(), call.number("size"));
        return groups.page(call.who(), query).map(Reply::of);
    }
}
