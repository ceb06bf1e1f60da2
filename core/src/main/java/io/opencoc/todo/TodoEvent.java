package io.opencoc.todo;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.outbox.DomainEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to a to-do. In JSON, {@code type} tells which. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TodoEvent.Created.class, name = TodoEvent.CREATED),
    @JsonSubTypes.Type(value = TodoEvent.Updated.class, name = TodoEvent.UPDATED),
    @JsonSubTypes.Type(value = TodoEvent.Accepted.class, name = TodoEvent.ACCEPTED),
    @JsonSubTypes.Type(value = TodoEvent.Closed.class, name = TodoEvent.CLOSED),
    @JsonSubTypes.Type(value = TodoEvent.Cancelled.class, name = TodoEvent.CANCELLED),
    @JsonSubTypes.Type(value = TodoEvent.Overdue.class, name = TodoEvent.OVERDUE)
})
public sealed interface TodoEvent extends DomainEvent {
    String CREATED = "todo.created";
    String UPDATED = "todo.updated";
    String ACCEPTED = "todo.accepted";
    String CLOSED = "todo.closed";
    String CANCELLED = "todo.cancelled";
    String OVERDUE = "todo.overdue";

    /** The to-do after what happened. */
    Todo todo();

    /** When it happened. */
    Instant at();

    /** Who did it. */
    Person by();

    @Override
    default UUID aggregateId() {
        return todo().id();
    }

    @Override
    default long version() {
        return todo().version();
    }

    @Override
    default String type() {
        String name = getClass().getSimpleName();
        return "todo." + Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    record Created(UUID eventId, Todo todo, Instant at, Person by) implements TodoEvent {}

    /**
     * It says something else.
     *
     * @param added owners that it did not have before
     */
    record Updated(UUID eventId, Todo todo, Instant at, Person by, List<Person> added) implements TodoEvent {}

    record Accepted(UUID eventId, Todo todo, Instant at, Person by) implements TodoEvent {}

    record Closed(
            UUID eventId,
            Todo todo,
            Instant at,
            Person by,
            @Nullable String comment) implements TodoEvent {}

    record Cancelled(
            UUID eventId,
            Todo todo,
            Instant at,
            Person by,
            @Nullable String comment) implements TodoEvent {}

    /** Its deadline passed while it was open. */
    record Overdue(UUID eventId, Todo todo, Instant at, Person by) implements TodoEvent {}
}
