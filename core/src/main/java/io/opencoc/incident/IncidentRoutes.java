package io.opencoc.incident;

import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Reply;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Incidents over HTTP. */
final class IncidentRoutes {
    private final IncidentService service;
    private final IncidentSteps steps;
    private final Clock clock;

    IncidentRoutes(IncidentService service, IncidentSteps steps, Clock clock) {
        this.service = service;
        this.steps = steps;
        this.clock = clock;
    }

    private record Rejection(String reason) {}

    private record Closure(@Nullable String comment) {}

    private record Forwarding(UUID ownerId, @Nullable String comment) {}

    private record LevelChange(String level, String reason) {}

    private record Remark(String text) {}

    private record Handling(
            @Nullable String cause,
            String solution,
            @Nullable Instant recoveredAt) {}

    private record Verification(boolean passed, @Nullable String comment) {}

    void bind(Api api) {
        api.on("listIncidents", this::list)
                .on("createIncident", this::create)
                .on("getIncident", call -> incident(call, service.get(call.who(), call.id())))
                .on("getIncidentHistory", call -> service.history(call.who(), call.id())
                        .map(items -> Reply.of(Map.of("items", items))))
                .on("acceptIncident", call -> incident(call, steps.accept(call.who(), call.id())))
                .on("rejectIncident", this::reject)
                .on("resubmitIncident", this::resubmit)
                .on("closeIncident", this::close)
                .on("forwardIncident", this::forward)
                .on("changeIncidentLevel", this::changeLevel)
                .on("remarkIncident", this::remark)
                .on("handleIncident", this::handle)
                .on("verifyIncident", this::verify);
    }

    private static Uni<Reply> incident(Call call, Uni<Incident> incident) {
        return incident.map(i -> Reply.of(IncidentAnswer.of(i, call.who())));
    }

    private Uni<Reply> list(Call call) {
        return service.page(
                        call.who(), IncidentFilter.of(call), call.textOf("sort"), call.offset(), call.number("size"))
                .map(Reply::of);
    }

    private Uni<Reply> create(Call call) {
        return incident(call, service.create(call.who(), call.newId(clock.instant()), call.body(IncidentInput.class)));
    }

    private Uni<Reply> reject(Call call) {
        return incident(
                call,
                steps.reject(
                        call.who(),
                        call.id(),
                        call.body(Rejection.class).reason().strip()));
    }

    private Uni<Reply> resubmit(Call call) {
        return incident(call, steps.resubmit(call.who(), call.id(), call.body(IncidentInput.class)));
    }

    private Uni<Reply> close(Call call) {
        String comment = IncidentInput.clean(call.body(Closure.class).comment());
        return incident(call, steps.close(call.who(), call.id(), comment));
    }

    private Uni<Reply> forward(Call call) {
        Forwarding body = call.body(Forwarding.class);
        return incident(
                call, steps.forward(call.who(), call.id(), body.ownerId(), IncidentInput.clean(body.comment())));
    }

    private Uni<Reply> changeLevel(Call call) {
        LevelChange body = call.body(LevelChange.class);
        return incident(
                call,
                steps.changeLevel(
                        call.who(), call.id(), body.level(), body.reason().strip()));
    }

    private Uni<Reply> remark(Call call) {
        return steps.remark(
                        call.who(), call.id(), call.body(Remark.class).text().strip())
                .map(Reply::of);
    }

    private Uni<Reply> handle(Call call) {
        Handling body = call.body(Handling.class);
        return incident(
                call,
                steps.handle(
                        call.who(),
                        call.id(),
                        IncidentInput.clean(body.cause()),
                        body.solution().strip(),
                        body.recoveredAt()));
    }

    private Uni<Reply> verify(Call call) {
        Verification body = call.body(Verification.class);
        return incident(call, steps.verify(call.who(), call.id(), body.passed(), IncidentInput.clean(body.comment())));
    }
}
