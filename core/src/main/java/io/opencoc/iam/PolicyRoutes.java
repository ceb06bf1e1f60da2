package io.opencoc.iam;

import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Handler;
import io.opencoc.kernel.http.Reply;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Policies, attachments and permissions over HTTP. */
final class PolicyRoutes {
    private final PolicyService policies;
    private final AttachmentService attachments;
    private final Permissions permissions;
    private final Simulator simulator;
    private final Clock clock;

    PolicyRoutes(
            PolicyService policies,
            AttachmentService attachments,
            Permissions permissions,
            Simulator simulator,
            Clock clock) {
        this.policies = policies;
        this.attachments = attachments;
        this.permissions = permissions;
        this.simulator = simulator;
        this.clock = clock;
    }

    private record Document(JsonNode document) {}

    private record Name(String name) {}

    void bind(Api api) {
        api.on("listPolicies", this::list)
                .on("createPolicy", call -> policies.create(
                                call.who(), call.newId(clock.instant()), call.body(Policy.Input.class))
                        .map(Reply::of))
                .on("getPolicy", call -> policies.get(call.who(), call.id()).map(Reply::of))
                .on("updatePolicy", call -> policies.update(call.who(), call.id(), call.body(Policy.Input.class))
                        .map(Reply::of))
                .on("deletePolicy", call -> policies.delete(call.who(), call.id())
                        .map(v -> Reply.empty()))
                .on("copyPolicy", call -> policies.copy(
                                call.who(),
                                call.newId(clock.instant()),
                                call.id(),
                                call.body(Name.class).name())
                        .map(Reply::of))
                .on("checkPolicy", call -> Uni.createFrom()
                        .item(Reply.of(policies.check(
                                call.who(), call.body(Document.class).document()))))
                .on("attachUserPolicy", attach(Holder.Type.USER))
                .on("detachUserPolicy", detach(Holder.Type.USER))
                .on("attachGroupPolicy", attach(Holder.Type.GROUP))
                .on("detachGroupPolicy", detach(Holder.Type.GROUP))
                .on("listPermissions", this::permissions)
                .on("simulatePermission", call -> simulator
                        .simulate(call.who(), call.body(Simulation.Input.class))
                        .map(Reply::of));
    }

    private Uni<Reply> permissions(Call call) {
        call.who().require("coc:policy:list");
        return Uni.createFrom().item(Reply.of(Map.of("items", permissions.resources())));
    }

    private Uni<Reply> list(Call call) {
        Policy.Query query = new Policy.Query(
                call.text("q"), call.text("type"), call.textOf("sort"), call.offset(), call.number("size"));
        return policies.page(call.who(), query).map(Reply::of);
    }

    private Handler attach(Holder.Type type) {
        return call -> attachments
                .attach(call.who(), type, call.id(), call.newId(clock.instant()), call.body(Attachment.Input.class))
                .map(Reply::of);
    }

    private Handler detach(Holder.Type type) {
        return call -> attachments
                .detach(call.who(), type, call.id(), Objects.requireNonNull(call.uuid("attachmentId")))
                .map(v -> Reply.empty());
    }
}
