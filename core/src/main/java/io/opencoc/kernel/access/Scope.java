package io.opencoc.kernel.access;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The things to which somebody may do an action: those that one of {@code allowed} means and none of {@code denied}. Lists and counts ask for
 * these alone, see {@link io.opencoc.kernel.sql.Where#within}. Immutable.
 */
public record Scope(List<Clause> allowed, List<Clause> denied) {
    public static final Scope ALL = new Scope(List.of(new Clause(List.of(), List.of())), List.of());

    public Scope {
        allowed = List.copyOf(allowed);
        denied = List.copyOf(denied);
    }

    /**
     * Some things.
     *
     * @param ids of which one must match; empty for all
     * @param conditions that must all hold
     */
    public record Clause(List<Glob> ids, List<Condition.OfTarget> conditions) {
        public Clause {
            ids = List.copyOf(ids);
            conditions = List.copyOf(conditions);
        }

        public boolean isAll() {
            return ids.isEmpty() && conditions.isEmpty();
        }

        /** Whether it asks for nothing but the project. */
        boolean isOfProjects() {
            return ids.isEmpty() && conditions.stream().allMatch(Condition.Project.class::isInstance);
        }

        boolean projectHolds(Target target) {
            return conditions.stream()
                    .filter(Condition.Project.class::isInstance)
                    .allMatch(c -> c.holds(target));
        }

        /** The projects of the first condition that names some; null when none does. */
        @Nullable
        Set<UUID> projects() {
            for (Condition.OfTarget c : conditions) {
                if (c instanceof Condition.Project p && p.in()) {
                    return Set.copyOf(p.projects());
                }
            }
            return null;
        }

        boolean holds(Target target) {
            return (ids.isEmpty()
                            || (target.id() != null
                                    && ids.stream()
                                            .anyMatch(g -> g.matches(target.id().toString()))))
                    && conditions.stream().allMatch(c -> c.holds(target));
        }
    }

    /** Whether there may be things of this project among them, as far as conditions on the project say. */
    public boolean reaches(UUID project) {
        Target target = Target.of(project, null);
        return allowed.stream().anyMatch(c -> c.projectHolds(target))
                && denied.stream().noneMatch(c -> c.isOfProjects() && c.projectHolds(target));
    }

    /** The projects outside of which nothing is among them; null when there is no such bound. */
    public @Nullable Set<UUID> projects() {
        Set<UUID> all = new LinkedHashSet<>();
        for (Clause clause : allowed) {
            Set<UUID> some = clause.projects();
            if (some == null) {
                return null;
            }
            all.addAll(some);
        }
        return all;
    }

    /** Whether it is everything. */
    public boolean isAll() {
        return denied.isEmpty() && allowed.stream().anyMatch(Clause::isAll);
    }

    /** Whether it is nothing for certain. */
    public boolean isNone() {
        return allowed.isEmpty() || denied.stream().anyMatch(Clause::isAll);
    }

    /** Whether the thing is among them. */
    public boolean has(Target target) {
        return allowed.stream().anyMatch(c -> c.holds(target))
                && denied.stream().noneMatch(c -> c.holds(target));
    }
}
