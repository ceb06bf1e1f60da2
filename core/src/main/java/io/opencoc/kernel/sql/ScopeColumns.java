package io.opencoc.kernel.sql;

import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * SQL expressions of what a scope asks for. Constants of the code.
 *
 * @param project uuid of the enterprise project; or a condition that is never null, with {@code = ANY (?)} where the projects go
 * @param id uuid of the thing
 * @param tags jsonb object of texts; null for things without tags
 */
public record ScopeColumns(
        String project, String id, @Nullable String tags) {
    private static final String PLACE = "= ANY (?)";

    /** Things without tags whose project stands in a column that is never null: its index can be used. */
    public static ScopeColumns of(String column, String id) {
        return new ScopeColumns(column + " " + PLACE, id, null);
    }

    /** Things without tags whose project other rows say: a condition that is never null, with {@code = ANY (?)} where the projects go. */
    public static ScopeColumns where(String condition, String id) {
        return new ScopeColumns(condition, id, null);
    }

    /** Whether a thing is in one of the projects, as a condition that is never null. */
    String in(Where where, Collection<UUID> projects) {
        if (!project.contains(PLACE)) {
            return "coalesce(" + project + " = ANY (" + where.next(projects.toArray(UUID[]::new)) + "::uuid[]), false)";
        }
        // One project alone keeps the order of an index that begins with it.
        return "("
                + (projects.size() == 1
                        ? project.replace(
                                PLACE, "= " + where.next(projects.iterator().next()))
                        : project.replace(PLACE, "= ANY (" + where.next(projects.toArray(UUID[]::new)) + "::uuid[])"))
                + ")";
    }
}
