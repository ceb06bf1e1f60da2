package io.opencoc.todo;

import static io.opencoc.kernel.state.Lifecycle.transition;
import static io.opencoc.todo.TodoAction.ACCEPT;
import static io.opencoc.todo.TodoAction.ATTACH;
import static io.opencoc.todo.TodoAction.CANCEL;
import static io.opencoc.todo.TodoAction.CLOSE;
import static io.opencoc.todo.TodoAction.REMARK;
import static io.opencoc.todo.TodoAction.UPDATE;
import static io.opencoc.todo.TodoState.CANCELLED;
import static io.opencoc.todo.TodoState.CLOSED;
import static io.opencoc.todo.TodoState.PENDING;
import static io.opencoc.todo.TodoState.PROCESSING;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.state.Lifecycle;
import java.util.List;
import java.util.Set;

/** The states of a to-do, as data. */
public final class TodoLifecycle {
    /** All arrows; those that lead back to where they start change the to-do, not its state. */
    public static final Lifecycle<TodoState, TodoAction> ARROWS = Lifecycle.of(
            TodoState.class,
            TodoAction.class,
            transition(PENDING, ACCEPT, PROCESSING),
            transition(PENDING, UPDATE, PENDING),
            transition(PENDING, CANCEL, CANCELLED),
            transition(PENDING, REMARK, PENDING),
            transition(PENDING, ATTACH, PENDING),
            transition(PROCESSING, CLOSE, CLOSED),
            transition(PROCESSING, REMARK, PROCESSING),
            transition(PROCESSING, ATTACH, PROCESSING));

    private TodoLifecycle() {}

    /** What the state allows and the actor, who is this to the to-do, may do with it. */
    static List<TodoAction> allowed(Todo todo, Actor actor, Set<Relation> relations) {
        return ARROWS.allowed(todo.state()).stream()
                .filter(a -> a.isFor(relations) && actor.may(a.permission(), todo.target()))
                .toList();
    }
}
