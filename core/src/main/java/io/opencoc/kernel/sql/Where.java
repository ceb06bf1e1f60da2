package io.opencoc.kernel.sql;

import io.opencoc.kernel.access.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a list, of which a client gives some: only the given ones get into the SQL, so that each combination has a plan of its
 * own. Conditions are constants of the code, values are parameters. For one statement and one thread.
 */
public final class Where {
    private final List<String> conditions = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    /** Without a condition. */
    public Where() {}

    /** Without a condition, after the values of another one, whose text goes into one of its conditions. */
    public Where(Where inner) {
        values.addAll(inner.values);
    }

    /** Adds a condition, with {@code ?} where the value goes; nothing when there is no value. */
    public Where add(String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition.replace("?", next(value)));
        }
        return this;
    }

    /** Adds a condition that takes no further value. */
    public Where raw(String condition) {
        conditions.add(condition);
        return this;
    }

    /** Adds a condition on a set of texts, as {@code state = ANY (?)}; nothing when it is empty. */
    public Where any(String condition, Collection<String> set) {
        return add(condition, set.isEmpty() ? null : Rows.array(set));
    }

    /**
     * Only the things of a scope.
     *
     * @param columns where project, id and tags of a thing are
     */
    public Where within(Scope scope, ScopeColumns columns) {
        return scope.isAll() ? this : raw(new ScopeSql(this, columns).of(scope));
    }

    /** Whether a thing is in a scope, as a condition for one of this list's conditions. */
    public String isWithin(Scope scope, ScopeColumns columns) {
        return scope.isAll() ? "true" : "(" + new ScopeSql(this, columns).of(scope) + ")";
    }

    /** Only the things of one enterprise project; nothing when there is none. */
    public Where inProject(@Nullable UUID project, ScopeColumns columns) {
        return project == null ? this : raw(columns.in(this, List.of(project)));
    }

    /**
     * The placeholder of the projects that a search is to look in, as a {@code uuid[]}: NULL for all, when neither a project is wanted nor the scope
     * has a bound. Not all there is to a scope: {@link #within} follows.
     */
    public String projects(Scope scope, @Nullable UUID wanted) {
        Collection<UUID> projects = wanted == null ? scope.projects() : List.of(wanted);
        return projects == null ? "NULL::uuid[]" : next(projects.toArray(UUID[]::new)) + "::uuid[]";
    }

    /** The placeholder of a further value, as {@code $3}. */
    public String next(Object value) {
        values.add(value);
        return "$" + values.size();
    }

    /** {@code WHERE …} with a space before it, or nothing. */
    public String sql() {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    /** The values, in the order of their placeholders. */
    public @Nullable Object[] values() {
        return values.toArray();
    }
}
