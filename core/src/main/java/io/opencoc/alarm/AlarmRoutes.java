package io.opencoc.alarm;

import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Reply;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Alarms over HTTP. */
final class AlarmRoutes {
    private final AlarmService service;
    private final Clock clock;

    AlarmRoutes(AlarmService service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    void bind(Api api) {
        api.on("listOriginalAlarms", this::originals)
                .on("getOriginalAlarm", call -> service.original(call.who(), call.id())
                        .map(Reply::of))
                .on("listAlarms", call -> service.page(call.who(), AlarmQuery.of(call))
                        .map(Reply::of))
                .on("getAlarm", call -> service.get(call.who(), call.id()).map(Reply::of))
                .on("getAlarmHistory", call -> service.history(call.who(), call.id())
                        .map(h -> Reply.of(Map.of("items", h))))
                .on("clearAlarms", this::clear);
    }

    private Uni<Reply> originals(Call call) {
        return service.originals(call.who(), OriginalAlarmQuery.of(call, clock.instant()))
                .map(Reply::of);
    }

    private record Clear(List<UUID> ids, @Nullable String remark) {}

    private Uni<Reply> clear(Call call) {
        Clear body = call.body(Clear.class);
        String remark = body.remark == null || body.remark.isBlank() ? null : body.remark.strip();
        return service.clear(call.who(), body.ids, remark).map(ids -> Reply.of(Map.of("cleared", ids)));
    }
}
