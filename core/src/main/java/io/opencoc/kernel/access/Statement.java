package io.opencoc.kernel.access;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a policy, as somebody has it. Immutable.
 *
 * @param allows whether it allows or denies
 * @param actions of which one must match
 * @param things of which one must match what the action is done to
 * @param conditions of which all must hold
 * @param origin where it comes from
 */
public record Statement(
        boolean allows, List<Glob> actions, List<Thing> things, List<Condition> conditions, Origin origin) {

    /** All things. */
    public static final List<Thing> ALL_THINGS = List.of(new Thing(new Glob("*"), new Glob("*")));

    public Statement {
        actions = List.copyOf(actions);
        things = List.copyOf(things);
        conditions = List.copyOf(conditions);
    }

    /**
     * Things by type and id, as {@code coc:*:*:incident:*} names them.
     *
     * @param type as in actions
     * @param id of the thing
     */
    public record Thing(Glob type, Glob id) {
        boolean matches(String resource, @Nullable UUID thing) {
            // What has no id yet is only meant by those that mean all.
            return type.matches(resource) && (id.isAny() || (thing != null && id.matches(thing.toString())));
        }
    }

    /**
     * Where a statement comes from, for people.
     *
     * @param policy its name
     * @param policyId null for what belongs to no policy, as the scope of a token
     * @param index of the statement in the policy, from 0
     * @param group through which the user has it; null when it is attached to the user
     */
    public record Origin(
            String policy,
            @Nullable UUID policyId,
            int index,
            @Nullable String group) {}

    boolean meansAction(String action) {
        for (Glob glob : actions) {
            if (glob.matches(action)) {
                return true;
            }
        }
        return false;
    }

    /** The first condition on the request that does not hold, or null. */
    @Nullable
    Condition failing(Caller caller) {
        for (Condition c : conditions) {
            if (c instanceof Condition.OfRequest r && !r.holds(caller)) {
                return c;
            }
        }
        return null;
    }

    /** The first condition on the target that does not hold, or null. */
    @Nullable
    Condition failing(Target target) {
        for (Condition c : conditions) {
            if (c instanceof Condition.OfTarget t && !t.holds(target)) {
                return c;
            }
        }
        return null;
    }

    boolean meansThing(String resource, @Nullable UUID id) {
        for (Thing thing : things) {
            if (thing.matches(resource, id)) {
                return true;
            }
        }
        return false;
    }

    boolean applies(String resource, Caller caller, Target target) {
        // What is cheap to find out first: most statements are about other projects.
        return meansThing(resource, target.id()) && failing(target) == null && failing(caller) == null;
    }

    /** What it asks of things of this type, or null when it does not mean them now. */
    Scope.@Nullable Clause clause(String resource, Caller caller) {
        if (failing(caller) != null) {
            return null;
        }
        List<Glob> ids = new ArrayList<>();
        for (Thing thing : things) {
            if (thing.type().matches(resource)) {
                ids.add(thing.id());
            }
        }
        if (ids.isEmpty()) {
            return null;
        }
        List<Condition.OfTarget> ofTarget = new ArrayList<>();
        for (Condition c : conditions) {
            if (c instanceof Condition.OfTarget t) {
                ofTarget.add(t);
            }
        }
        return new Scope.Clause(ids.stream().anyMatch(Glob::isAny) ? List.of() : ids, ofTarget);
    }
}
