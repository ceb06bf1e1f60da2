package io.opencoc.integration;

import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Reply;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Map;

/** Integrations over HTTP. */
final class IntegrationRoutes {
    private final IntegrationService service;
    private final SourceTrials trials;
    private final Clock clock;

    IntegrationRoutes(IntegrationService service, SourceTrials trials, Clock clock) {
        this.service = service;
        this.trials = trials;
        this.clock = clock;
    }

    void bind(Api api) {
        api.on("listAlarmSources", call -> Uni.createFrom()
                        .item(Reply.of(Map.of("items", service.sources(call.who())))))
                .on("listIntegrations", call -> service.page(call.who(), query(call))
                        .map(Reply::of))
                .on("createIntegration", this::create)
                .on("getIntegration", call -> service.get(call.who(), call.id(), call.base())
                        .map(Reply::of))
                .on("updateIntegration", call -> service.update(
                                call.who(), call.id(), call.body(IntegrationInput.class), call.base())
                        .map(Reply::of))
                .on("deleteIntegration", call -> service.cancel(call.who(), call.id())
                        .map(v -> Reply.empty()))
                .on("enableIntegration", call -> service.enable(call.who(), call.id(), call.base())
                        .map(Reply::of))
                .on("disableIntegration", call -> service.disable(call.who(), call.id(), call.base())
                        .map(Reply::of))
                .on("renewIntegrationKey", call -> service.renewKey(call.who(), call.id(), call.base())
                        .map(Reply::of))
                .on("sendTestAlarm", call -> service.test(
                                call.who(),
                                call.id(),
                                call.body(TestAlarm.Input.class),
                                call.base(),
                                call.caller().address())
                        .map(Reply::of))
                .on("tryAlarmSource", call -> trials.tryOut(
                                call.who(), call.textOf("source"), call.body(SourceTrial.Input.class))
                        .map(Reply::of))
                .on("listRejectedPayloads", call -> service.rejected(call.who(), call.id())
                        .map(items -> Reply.of(Map.of("items", items))));
    }

    private static IntegrationQuery query(Call call) {
        return new IntegrationQuery(
                call.text("q"),
                call.uuid("projectId"),
                call.text("source"),
                call.flag("enabled"),
                call.textOf("sort"),
                call.offset(),
                call.number("size"));
    }

    private Uni<Reply> create(Call call) {
        return service.create(call.who(), call.newId(clock.instant()), call.body(IntegrationInput.class), call.base())
                .map(Reply::of);
    }
}
