package io.opencoc.overview;

import io.opencoc.alarm.AlarmCounts;
import io.opencoc.incident.IncidentCounts;
import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.http.Reply;
import io.opencoc.todo.TodoService;

/** Builds the feature. */
public record OverviewModule(OverviewService service) {

    public static OverviewModule create(
            Kernel kernel, IncidentCounts incidents, AlarmCounts alarms, TodoService todos) {
        OverviewService service = new OverviewService(kernel.database(), kernel.clock(), incidents, alarms, todos);
        kernel.api().on("getOverview", call -> service.get(call.who(), call.uuid("projectId"))
                .map(Reply::of));
        return new OverviewModule(service);
    }
}
