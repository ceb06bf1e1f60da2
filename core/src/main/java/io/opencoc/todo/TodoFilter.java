package io.opencoc.todo;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.ScopeColumns;
import io.opencoc.kernel.sql.Where;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which to-dos a list shows: those that meet all that is given.
 *
 * @param tab {@code all}, {@code pending}, {@code handled} or {@code created}
 */
record TodoFilter(
        @Nullable String q,
        @Nullable UUID projectId,
        String tab,
        List<String> states,
        List<String> severities,
        List<String> types,
        @Nullable UUID ownerId,
        @Nullable String label,
        @Nullable Boolean overdue) {

    static final ScopeColumns SCOPE = ScopeColumns.of("project_id", "id");
    private static final String OWNED =
            "EXISTS (SELECT 1 FROM todo_owner o WHERE o.todo_id = todo.id AND o.engineer_id = ?)";

    /**
     * Who looks.
     *
     * @param me the engineer who the actor is; null for none
     */
    record Viewer(Actor actor, @Nullable UUID me) {}

    static TodoFilter of(Call call) {
        return new TodoFilter(
                call.text("q"),
                call.uuid("projectId"),
                call.textOf("tab"),
                call.texts("state"),
                call.texts("severity"),
                call.texts("type"),
                call.uuid("ownerId"),
                call.text("label"),
                call.flag("overdue"));
    }

    /** Those that wait for the viewer to accept them. */
    static TodoFilter pending(@Nullable UUID project) {
        return new TodoFilter(null, project, "pending", List.of(), List.of(), List.of(), null, null, null);
    }

    Where where(Viewer viewer, Instant now) {
        Scope scope = viewer.actor().scope("coc:todo:list");
        Where where = new Where()
                .any("state = ANY (?)", states)
                .any("severity = ANY (?)", severities)
                .any("type = ANY (?)", types)
                .add(OWNED, ownerId)
                .add("? = ANY (labels)", label)
                .inProject(projectId, SCOPE)
                .within(scope, SCOPE);
        if (overdue != null) {
            where.raw((overdue ? "" : "NOT ") + "(state IN ('pending', 'processing') AND deadline < " + where.next(now)
                    + ")");
        }
        seen(where, viewer);
        return q == null
                ? where
                : where.raw("id IN (SELECT kernel.search_todo(" + where.next(Rows.containing(q)) + ", "
                        + where.projects(scope, projectId) + ", 10000))");
    }

    /** Those of the tab; none that is not the viewer's own, unless they may see all. */
    private void seen(Where where, Viewer viewer) {
        switch (tab) {
            case "pending" -> where.raw("state = 'pending'").raw(owned(where, viewer));
            case "handled" -> where.raw(own(where, "accepted_by_id", viewer.me()));
            case "created" ->
                where.raw(own(where, "created_by_id", viewer.actor().id()));
            default -> {
                Scope all = viewer.actor().scope("coc:todo:listAll");
                if (!all.isAll()) {
                    String own = own(where, "created_by_id", viewer.actor().id()) + " OR " + owned(where, viewer);
                    where.raw("(" + own + " OR " + where.isWithin(all, SCOPE) + ")");
                }
            }
        }
    }

    private static String owned(Where where, Viewer viewer) {
        return viewer.me() == null ? "false" : OWNED.replace("?", where.next(viewer.me()));
    }

    private static String own(Where where, String column, @Nullable UUID id) {
        return id == null ? "false" : column + " = " + where.next(id);
    }
}
