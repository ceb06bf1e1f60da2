package io.opencoc.todo;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.timer.Timers;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Notes and tells once when the deadline of an open to-do passes. */
final class TodoDeadlines {
    private static final String KIND = "todo.deadline";
    private static final Person SYSTEM = new Person(null, "System");

    private final Timers timers;
    private final Clock clock;
    private final TodoRepository repository = new TodoRepository();
    private final TodoHistory history = new TodoHistory();

    TodoDeadlines(Timers timers, Clock clock) {
        this.timers = timers;
        this.clock = clock;
        timers.on(KIND, this::fire);
    }

    /** In the transaction that creates the to-do or moves its deadline. */
    Uni<Void> set(Tx tx, Todo todo) {
        return timers.set(tx, KIND, todo.id().toString(), todo.deadline(), Map.of());
    }

    /** In the transaction that ends it. */
    Uni<Void> cancel(Tx tx, Todo todo) {
        return timers.cancel(tx, KIND, todo.id().toString());
    }

    private Uni<Void> fire(Tx tx, Timers.Timer timer) {
        return repository.lock(tx, UUID.fromString(timer.ref())).chain(todo -> {
            Instant now = clock.instant();
            if (todo == null || !todo.state().open() || todo.deadline().isAfter(now)) {
                return Uni.createFrom().voidItem();
            }
            TodoHistoryEntry entry =
                    new TodoHistoryEntry(Ids.at(now), now, TodoHistoryEntry.Kind.OVERDUE, SYSTEM, null, null, null);
            tx.changed(TodoService.TOPIC, todo.id(), todo.projectId());
            return repository
                    .move(tx, todo, todo.state(), now, "")
                    .map(TodoService::present)
                    .chain(after -> history.insert(tx, after.id(), entry)
                            .chain(() -> tx.publish(new TodoEvent.Overdue(Ids.at(now), after, now, SYSTEM))));
        });
    }
}
