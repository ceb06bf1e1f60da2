package io.opencoc.todo;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;

/**
 * A to-do as a client gets it.
 *
 * @param overdue whether it is open past its deadline
 * @param actions what this client may do with it in its state
 */
record TodoAnswer(@JsonUnwrapped Todo todo, boolean overdue, List<TodoAction> actions) {

    static TodoAnswer of(Todo todo, TodoFilter.Viewer viewer, Instant now) {
        return new TodoAnswer(
                todo,
                todo.isOverdue(now),
                TodoLifecycle.allowed(todo, viewer.actor(), Relation.of(todo, viewer.actor(), viewer.me())));
    }
}
