package io.opencoc.tenant;

import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Reply;
import io.smallrye.mutiny.Uni;
import java.time.Clock;

/** Tenants over HTTP. */
final class TenantRoutes {
    private final TenantService service;
    private final Clock clock;

    TenantRoutes(TenantService service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    void bind(Api api) {
        api.on("listTenants", this::list)
                .on("createTenant", this::create)
                .on("getTenant", call -> service.get(call.who(), call.id()).map(Reply::of))
                .on("updateTenant", call -> service.update(call.who(), call.id(), call.body(TenantInput.Change.class))
                        .map(Reply::of))
                .on("disableTenant", call -> service.disable(call.who(), call.id(), true)
                        .map(Reply::of))
                .on("enableTenant", call -> service.disable(call.who(), call.id(), false)
                        .map(Reply::of));
    }

    private Uni<Reply> list(Call call) {
        return service.page(
                        call.who(),
                        call.text("q"),
                        call.flag("enabled"),
                        call.textOf("sort"),
                        call.offset(),
                        call.number("size"))
                .map(Reply::of);
    }

    private Uni<Reply> create(Call call) {
        return service.create(call.who(), call.newId(clock.instant()), call.body(TenantInput.class))
                .map(Reply::of);
    }
}
