package io.opencoc.notification;

import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Where;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which deliveries a list shows: those that meet all that is given. */
record NotificationFilter(
        @Nullable String q,
        @Nullable UUID projectId,
        List<String> states,
        @Nullable UUID incidentId,
        @Nullable UUID engineerId,
        @Nullable String channel) {

    static NotificationFilter of(Call call) {
        return new NotificationFilter(
                call.text("q"),
                call.uuid("projectId"),
                call.texts("state"),
                call.uuid("incidentId"),
                call.uuid("engineerId"),
                call.text("channel"));
    }

    Where where(Scope scope) {
        Where where = new Where()
                .any("state = ANY (?)", states)
                .add("incident_id = ?", incidentId)
                .add("engineer_id = ?", engineerId)
                .add("channel = ?", channel)
                .inProject(projectId, Subjects.SCOPE)
                .within(scope, Subjects.SCOPE);
        return q == null
                ? where
                : where.raw("id IN (SELECT kernel.search_notification(" + where.next(Rows.containing(q)) + ", "
                        + where.projects(scope, projectId) + ", 10000))");
    }
}
