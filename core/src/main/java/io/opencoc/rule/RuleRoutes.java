package io.opencoc.rule;

import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Reply;
import io.smallrye.mutiny.Uni;
import java.time.Clock;

/** Forwarding rules over HTTP. */
final class RuleRoutes {
    private final RuleService service;
    private final RuleTrials trials;
    private final Clock clock;

    RuleRoutes(RuleService service, RuleTrials trials, Clock clock) {
        this.service = service;
        this.trials = trials;
        this.clock = clock;
    }

    void bind(Api api) {
        api.on("listForwardingRules", this::list)
                .on("createForwardingRule", call -> service.create(
                                call.who(), call.newId(clock.instant()), call.body(RuleInput.class))
                        .map(Reply::of))
                .on("tryForwardingRule", call -> trials.run(call.who(), call.body(RuleTrial.Input.class))
                        .map(Reply::of))
                .on("getForwardingRule", call -> service.get(call.who(), call.id())
                        .map(Reply::of))
                .on("updateForwardingRule", call -> service.update(call.who(), call.id(), call.body(RuleInput.class))
                        .map(Reply::of))
                .on("deleteForwardingRule", call -> service.delete(call.who(), call.id())
                        .map(v -> Reply.empty()))
                .on("enableForwardingRule", call -> service.enable(call.who(), call.id())
                        .map(Reply::of))
                .on("disableForwardingRule", call -> service.disable(call.who(), call.id())
                        .map(Reply::of))
                .on("copyForwardingRule", call -> service.copy(call.who(), call.id(), call.newId(clock.instant()))
                        .map(Reply::of));
    }

    private Uni<Reply> list(Call call) {
        return service.page(
                        call.who(),
                        new RuleQuery(
                                call.text("q"),
                                call.uuid("projectId"),
                                call.flag("enabled"),
                                call.text("triggerType"),
                                call.textOf("sort"),
                                call.offset(),
                                call.number("size")))
                .map(Reply::of);
    }
}
