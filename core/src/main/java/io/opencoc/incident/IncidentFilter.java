package io.opencoc.incident;

import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.ScopeColumns;
import io.opencoc.kernel.sql.Where;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which incidents a list shows: those that meet all that is given. */
record IncidentFilter(
        @Nullable String q,
        @Nullable UUID projectId,
        List<String> states,
        List<String> levels,
        @Nullable UUID ownerId,
        @Nullable String source,
        @Nullable String application,
        @Nullable String region) {

    static final ScopeColumns SCOPE = ScopeColumns.of("project_id", "id");

    static IncidentFilter of(Call call) {
        return new IncidentFilter(
                call.text("q"),
                call.uuid("projectId"),
                call.texts("state"),
                call.texts("level"),
                call.uuid("ownerId"),
                call.text("source"),
                call.text("application"),
                call.text("region"));
    }

    Where where(Scope scope) {
        Where where = new Where()
                .any("state = ANY (?)", states)
                .any("level = ANY (?)", levels)
                .add("owner_id = ?", ownerId)
                .add("source = ?", source)
                .add("application = ?", application)
                .add("region = ?", region)
                .inProject(projectId, SCOPE)
                .within(scope, SCOPE);
        return q == null
                ? where
                : where.raw("id IN (SELECT kernel.search_incident(" + where.next(Rows.containing(q)) + ", "
                        + where.projects(scope, projectId) + ", 10000))");
    }
}
