package io.opencoc.kernel.state;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A state machine as data: which action leads from which state to which. Services ask it, clients get the allowed actions from it,
 * documentation draws it, a test walks the whole grid. Immutable.
 *
 * @param <S> states
 * @param <A> actions
 */
public final class Lifecycle<S extends Enum<S>, A extends Enum<A>> {

    /** One arrow. */
    public record Transition<S, A>(S from, A action, S to) {}

    private final Map<S, Map<A, S>> arrows;
    private final List<Transition<S, A>> transitions;

    private Lifecycle(Class<S> states, Class<A> actions, List<Transition<S, A>> transitions) {
        this.transitions = List.copyOf(transitions);
        this.arrows = new EnumMap<>(states);
        for (Transition<S, A> t : transitions) {
            if (arrows.computeIfAbsent(t.from, s -> new EnumMap<>(actions)).put(t.action, t.to) != null) {
                throw new IllegalArgumentException(t.from + " has two arrows for " + t.action);
            }
        }
    }

    /** An arrow from one state to another. */
    public static <S, A> Transition<S, A> transition(S from, A action, S to) {
        return new Transition<>(from, action, to);
    }

    /** The machine of these arrows; a state has at most one arrow for an action. */
    @SafeVarargs
    public static <S extends Enum<S>, A extends Enum<A>> Lifecycle<S, A> of(
            Class<S> states, Class<A> actions, Transition<S, A>... transitions) {
        return new Lifecycle<>(states, actions, List.of(transitions));
    }

    /** Where the action leads; empty when the state does not allow it. */
    public Optional<S> next(S from, A action) {
        return Optional.ofNullable(arrows.getOrDefault(from, Map.of()).get(action));
    }

    /** What the state allows, in the order of the declaration. */
    public Set<A> allowed(S from) {
        Set<A> allowed = new LinkedHashSet<>();
        for (Transition<S, A> t : transitions) {
            if (t.from == from) {
                allowed.add(t.action);
            }
        }
        return allowed;
    }

    /** All arrows, in the order of the declaration. */
    public List<Transition<S, A>> transitions() {
        return transitions;
    }
}
