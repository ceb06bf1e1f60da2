package io.opencoc.iam;

import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.http.Reply;
import java.time.Clock;

/** Agencies over HTTP. */
final class AgencyRoutes {
    private final AgencyService service;
    private final Clock clock;

    AgencyRoutes(AgencyService service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    void bind(Api api) {
        api.on("listAgencies", call -> service.page(
                                call.who(),
                                new Agency.Query(
                                        call.text("q"), call.textOf("sort"), call.offset(), call.number("size")))
                        .map(Reply::of))
                .on("createAgency", call -> service.create(
                                call.who(), call.newId(clock.instant()), call.body(Agency.Input.class))
                        .map(Reply::of))
                .on("getAgency", call -> service.get(call.who(), call.id()).map(Reply::of))
                .on("updateAgency", call -> service.update(call.who(), call.id(), call.body(Agency.Input.class))
                        .map(Reply::of))
                .on("deleteAgency", call -> service.delete(call.who(), call.id())
                        .map(v -> Reply.empty()));
    }
}
