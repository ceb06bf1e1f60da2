package io.opencoc.engineer;

import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Reply;
import io.smallrye.mutiny.Uni;
import java.time.Clock;

/** Engineers over HTTP. */
final class EngineerRoutes {
    private final EngineerService service;
    private final Clock clock;

    EngineerRoutes(EngineerService service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    void bind(Api api) {
        api.on("listEngineers", this::list)
                .on("listEngineerChoices", this::choices)
                .on("createEngineer", this::create)
                .on("getEngineer", call -> service.get(call.who(), call.id()).map(Reply::of))
                .on("updateEngineer", call -> service.update(call.who(), call.id(), call.body(EngineerInput.class))
                        .map(Reply::of))
                .on("deleteEngineer", call -> service.delete(call.who(), call.id())
                        .map(v -> Reply.empty()));
    }

    private Uni<Reply> list(Call call) {
        return service.page(call.who(), call.text("q"), call.textOf("sort"), call.offset(), call.number("size"))
                .map(Reply::of);
    }

    private Uni<Reply> choices(Call call) {
        return service.choices(
                        call.who(),
                        call.text("q"),
                        call.uuid("id"),
                        call.flag("user"),
                        call.offset(),
                        call.number("size"))
                .map(Reply::of);
    }

    private Uni<Reply> create(Call call) {
        return service.create(call.who(), call.newId(clock.instant()), call.body(EngineerInput.class))
                .map(Reply::of);
    }
}
