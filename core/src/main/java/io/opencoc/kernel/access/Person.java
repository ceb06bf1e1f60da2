package io.opencoc.kernel.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did or owns something, in answers and events: a name that stays readable when the person is gone.
 *
 * @param id of the user, engineer or thing; null when there is none
 * @param name for people
 */
public record Person(@Nullable UUID id, String name) {

    /** The actor. */
    public static Person of(Actor actor) {
        return new Person(actor.id(), actor.name());
    }

    /**
     * A name that tells namesakes apart, as {@code Anna Li (anna)}.
     *
     * @param login the name that they sign in with; null for who has none
     */
    public static String label(String name, @Nullable String login) {
        return login == null || login.equals(name) ? name : name + " (" + login + ")";
    }

    /** Of two columns; null when there is no name. */
    public static @Nullable Person ofNullable(@Nullable UUID id, @Nullable String name) {
        return name == null ? null : new Person(id, name);
    }
}
