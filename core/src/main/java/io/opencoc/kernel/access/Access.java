package io.opencoc.kernel.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may do: all statements that they have. A denial goes before every allowance, and what no statement allows is refused.
 * Decides in microseconds; immutable to its users and safe for all threads.
 */
public final class Access {
    private static final int MOST_REMEMBERED = 1_000;

    /** Everything. */
    public static final Access ALL = patterns(List.of("*"));

    /** Nothing. */
    public static final Access NONE = new Access(List.of(), null);

    private final List<Statement> statements;
    private final @Nullable List<Glob> limit;
    /** The statements that mean an action, by action: most requests ask for the same few. */
    private final Map<String, Relevant> relevant = new ConcurrentHashMap<>();

    private record Relevant(Statement[] denials, Statement[] allowances) {}

    /**
     * A decision.
     *
     * @param by the statement that decided; null when none does
     */
    public record Decision(boolean allowed, @Nullable Statement by) {}

    /** What came of one statement, for people who ask why. */
    public enum Outcome {
        ALLOWS,
        DENIES,
        OTHER_ACTION,
        OTHER_THING,
        CONDITION_FAILS
    }

    /**
     * A statement that was looked at.
     *
     * @param failing the condition that does not hold; null for other outcomes
     */
    public record Consideration(
            Statement statement, Outcome outcome, @Nullable Condition failing) {}

    private Access(List<Statement> statements, @Nullable List<Glob> limit) {
        this.statements = List.copyOf(statements);
        this.limit = limit;
    }

    public static Access of(List<Statement> statements) {
        return new Access(statements, null);
    }

    /** Allows the actions of these patterns, without conditions. */
    public static Access patterns(List<String> patterns) {
        Statement.Origin origin = new Statement.Origin("", null, 0, null);
        return of(List.of(new Statement(
                true, patterns.stream().map(Glob::new).toList(), Statement.ALL_THINGS, List.of(), origin)));
    }

    /** The same, but only for actions of these patterns: the scope of a token. */
    public Access within(List<String> patterns) {
        return new Access(statements, patterns.stream().map(Glob::new).toList());
    }

    public List<Statement> statements() {
        return statements;
    }

    private Relevant relevant(String action) {
        Relevant known = relevant.get(action);
        if (known != null) {
            return known;
        }
        List<Statement> denials = new ArrayList<>();
        List<Statement> allowances = new ArrayList<>();
        if (limit == null || limit.stream().anyMatch(g -> g.matches(action))) {
            for (Statement s : statements) {
                if (s.meansAction(action)) {
                    (s.allows() ? allowances : denials).add(s);
                }
            }
        }
        Relevant found = new Relevant(denials.toArray(Statement[]::new), allowances.toArray(Statement[]::new));
        if (relevant.size() < MOST_REMEMBERED) {
            relevant.put(action, found);
        }
        return found;
    }

    /** Decides about an action on a thing. */
    public Decision decide(String action, Caller caller, Target target) {
        Relevant r = relevant(action);
        String resource = resource(action);
        for (Statement s : r.denials) {
            if (s.applies(resource, caller, target)) {
                return new Decision(false, s);
            }
        }
        for (Statement s : r.allowances) {
            if (s.applies(resource, caller, target)) {
                return new Decision(true, s);
            }
        }
        return new Decision(false, null);
    }

    /** Whether there may be things to which the action may be done. Who asks decides about each thing later. */
    public boolean some(String action, Caller caller) {
        return !scope(action, caller).isNone();
    }

    /** The things to which the action may be done. */
    public Scope scope(String action, Caller caller) {
        Relevant r = relevant(action);
        String resource = resource(action);
        return new Scope(clauses(r.allowances, resource, caller), clauses(r.denials, resource, caller));
    }

    private static List<Scope.Clause> clauses(Statement[] statements, String resource, Caller caller) {
        List<Scope.Clause> out = new ArrayList<>(statements.length);
        for (Statement s : statements) {
            Scope.Clause clause = s.clause(resource, caller);
            if (clause != null) {
                if (clause.isAll()) {
                    return List.of(clause);
                }
                out.add(clause);
            }
        }
        return out;
    }

    /** What each statement says about it, in their order. */
    public List<Consideration> explain(String action, Caller caller, Target target) {
        String resource = resource(action);
        List<Consideration> out = new ArrayList<>();
        for (Statement s : statements) {
            out.add(consider(s, action, resource, caller, target));
        }
        return out;
    }

    private static Consideration consider(Statement s, String action, String resource, Caller caller, Target target) {
        if (!s.meansAction(action)) {
            return new Consideration(s, Outcome.OTHER_ACTION, null);
        }
        if (!s.meansThing(resource, target.id())) {
            return new Consideration(s, Outcome.OTHER_THING, null);
        }
        Condition ofRequest = s.failing(caller);
        Condition failing = ofRequest == null ? s.failing(target) : ofRequest;
        return failing == null
                ? new Consideration(s, s.allows() ? Outcome.ALLOWS : Outcome.DENIES, null)
                : new Consideration(s, Outcome.CONDITION_FAILS, failing);
    }

    /** The middle of {@code service:resource:verb}. */
    private static String resource(String action) {
        int first = action.indexOf(':');
        int second = action.indexOf(':', first + 1);
        return second < 0 ? "" : action.substring(first + 1, second);
    }
}
