package io.opencoc.todo;

import io.opencoc.kernel.access.Actor;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody is to a to-do. */
public enum Relation {
    /** The user who made it. */
    CREATOR,
    /** An engineer whose it is. */
    OWNER,
    /** Neither. */
    OTHER;

    /**
     * Of the actor to the to-do; never empty.
     *
     * @param me the engineer who the actor is; null for none
     */
    static Set<Relation> of(Todo todo, Actor actor, @Nullable UUID me) {
        EnumSet<Relation> relations = EnumSet.noneOf(Relation.class);
        if (actor.id() != null && actor.id().equals(todo.createdBy().id())) {
            relations.add(CREATOR);
        }
        if (me != null && todo.owners().stream().anyMatch(o -> me.equals(o.id()))) {
            relations.add(OWNER);
        }
        return relations.isEmpty() ? EnumSet.of(OTHER) : relations;
    }
}
