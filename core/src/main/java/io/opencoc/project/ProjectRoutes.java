package io.opencoc.project;

import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Reply;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Map;

/** Enterprise projects over HTTP. */
final class ProjectRoutes {
    private final ProjectService service;
    private final Clock clock;

    ProjectRoutes(ProjectService service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    void bind(Api api) {
        api.on("listProjects", this::list)
                .on("listProjectChoices", call -> service.choices(call.who(), call.text("action"))
                        .map(items -> Reply.of(Map.of("items", items))))
                .on("createProject", call -> service.create(
                                call.who(), call.newId(clock.instant()), call.body(ProjectInput.class))
                        .map(Reply::of))
                .on("getProject", call -> service.get(call.who(), call.id()).map(Reply::of))
                .on("updateProject", call -> service.update(call.who(), call.id(), call.body(ProjectInput.class))
                        .map(Reply::of))
                .on("deleteProject", call -> service.delete(call.who(), call.id())
                        .map(v -> Reply.empty()))
                .on("enableProject", call -> service.enable(call.who(), call.id())
                        .map(Reply::of))
                .on("disableProject", call -> service.disable(call.who(), call.id())
                        .map(Reply::of));
    }

    private Uni<Reply> list(Call call) {
        return service.page(
                        call.who(),
                        new ProjectQuery(
                                call.text("q"),
                                call.flag("enabled"),
                                call.textOf("sort"),
                                call.offset(),
                                call.number("size")))
                .map(Reply::of);
    }
}
