package io.opencoc.audit;

import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Reply;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** The trail over HTTP. */
final class TraceRoutes {
    private final TraceService service;
    private final TraceExport export;

    TraceRoutes(TraceService service, TraceExport export) {
        this.service = service;
        this.export = export;
    }

    private record Verify(long after) {}

    void bind(Api api) {
        api
                .on("listTraces", this::list)
                .on("listTraceNames", call -> Uni.createFrom()
                        .item(() -> Reply.of(Map.of("items", service.names(call.who())))))
                .on("getTraceSeal", call -> service.seal(call.who()).map(Reply::of))
                .on("verifyTraces", call -> service.verify(
                                call.who(), call.body(Verify.class).after())
                        .map(Reply::of))
                .on("getTrace", call -> service.get(call.who(), call.id()).map(Reply::of))
                .stream("exportTraces", export::serve);
    }

    private Uni<Reply> list(Call call) {
        return service.page(
                        call.who(), TraceFilter.of(call), TraceFilter.after(call.text("after")), call.number("size"))
                .map(Reply::of);
    }
}
