package io.opencoc.kernel.sql;

import io.opencoc.kernel.access.Condition;
import io.opencoc.kernel.access.Glob;
import io.opencoc.kernel.access.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a scope as a condition of SQL. A condition on what a row does not have is false, as with {@link Scope#has}. */
final class ScopeSql {
    private final Where where;
    private final ScopeColumns columns;

    ScopeSql(Where where, ScopeColumns columns) {
        this.where = where;
        this.columns = columns;
    }

    String of(Scope scope) {
        if (scope.isNone()) {
            return "false";
        }
        String allowed = either(scope.allowed());
        return scope.denied().isEmpty() ? allowed : allowed + " AND NOT " + either(scope.denied());
    }

    private String either(List<Scope.Clause> clauses) {
        return clauses.stream().map(this::clause).collect(Collectors.joining(" OR ", "(", ")"));
    }

    private String clause(Scope.Clause clause) {
        List<String> all = new ArrayList<>();
        if (!clause.ids().isEmpty()) {
            all.add(like(columns.id() + "::text", clause.ids()));
        }
        clause.conditions().forEach(c -> all.add(condition(c)));
        return all.isEmpty() ? "true" : all.stream().collect(Collectors.joining(" AND ", "(", ")"));
    }

    private String condition(Condition.OfTarget condition) {
        return switch (condition) {
            case Condition.Project p -> (p.in() ? "" : "NOT ") + columns.in(where, p.projects());
            case Condition.Tag t ->
                columns.tags() == null
                        ? String.valueOf(!t.in())
                        : sign(
                                t.in(),
                                like("(" + columns.tags() + " ->> " + where.next(t.key()) + "::text)", t.values()));
        };
    }

    private static String sign(boolean positive, String condition) {
        return positive ? "coalesce(" + condition + ", false)" : "NOT coalesce(" + condition + ", false)";
    }

    private String like(String text, List<Glob> globs) {
        if (globs.stream().allMatch(Glob::isLiteral)) {
            return text + " = ANY ("
                    + where.next(Rows.array(globs.stream().map(Glob::pattern).toList())) + "::text[])";
        }
        return text + " LIKE ANY ("
                + where.next(Rows.array(globs.stream().map(ScopeSql::pattern).toList())) + "::text[])";
    }

    private static String pattern(Glob glob) {
        return glob.pattern()
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
                .replace('*', '%');
    }
}
