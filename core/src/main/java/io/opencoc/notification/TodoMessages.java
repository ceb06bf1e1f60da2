package io.opencoc.notification;

import io.opencoc.api.ContactMethod;
import io.opencoc.engineer.Engineer;
import io.opencoc.engineer.EngineerService;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.outbox.Subscriber;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.todo.Todo;
import io.opencoc.todo.TodoEvent;
import io.opencoc.todo.TodoNotification;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Tells the people of a to-do, over the channels that it asks for: its owners that it is theirs, was cancelled or is overdue; its creator, when
 * that is an engineer, that it was accepted, closed, cancelled or is overdue. Nobody is told of what they did themselves.
 */
final class TodoMessages {
    private final EngineerService engineers;
    private final Drafts drafts;

    TodoMessages(EngineerService engineers, Drafts drafts) {
        this.engineers = engineers;
        this.drafts = drafts;
    }

    Subscriber<TodoEvent> subscriber() {
        return new Subscriber<>(
                "notification-todo",
                Set.of(
                        TodoEvent.CREATED,
                        TodoEvent.UPDATED,
                        TodoEvent.ACCEPTED,
                        TodoEvent.CLOSED,
                        TodoEvent.CANCELLED,
                        TodoEvent.OVERDUE),
                TodoEvent.class,
                false,
                this::tell);
    }

    private Uni<Void> tell(Tx tx, TodoEvent event) {
        if (event.todo().notification() == TodoNotification.NONE) {
            return Uni.createFrom().voidItem();
        }
        return recipients(tx, event)
                .onItem()
                .transformToMulti(all -> Multi.createFrom().iterable(all))
                .onItem()
                .transformToUniAndConcatenate(engineer -> drafts.write(
                        tx,
                        engineer,
                        About.todo(event.eventId(), kind(event), event.aggregateId()),
                        TodoTexts.of(event, engineer.language()),
                        over(event.todo().notification())))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<List<Engineer>> recipients(Tx tx, TodoEvent event) {
        Collection<UUID> owners = ownersTold(event).stream()
                .map(Person::id)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        UUID creator = tellsCreator(event) ? event.todo().createdBy().id() : null;
        UUID actor = event.by().id();
        return engineers
                .find(tx, Set.copyOf(owners))
                .chain(found -> engineers.ofUser(tx, creator).map(maker -> {
                    List<Engineer> all = new ArrayList<>();
                    owners.stream()
                            .map(found::get)
                            .filter(Objects::nonNull)
                            .map(Objects::requireNonNull)
                            .forEach(all::add);
                    if (maker != null && all.stream().noneMatch(e -> e.id().equals(maker.id()))) {
                        all.add(maker);
                    }
                    all.removeIf(e -> actor != null && actor.equals(e.userId()));
                    return all;
                }));
    }

    static List<Person> ownersTold(TodoEvent event) {
        Todo todo = event.todo();
        return switch (event) {
            case TodoEvent.Created e -> todo.owners();
            case TodoEvent.Updated e -> e.added();
            case TodoEvent.Cancelled e -> todo.owners();
            case TodoEvent.Overdue e -> todo.owners();
            default -> List.of();
        };
    }

    static boolean tellsCreator(TodoEvent event) {
        return !(event instanceof TodoEvent.Created || event instanceof TodoEvent.Updated);
    }

    static Predicate<ContactMethod> over(TodoNotification notification) {
        return switch (notification) {
            case DEFAULT -> method -> true;
            case SMS -> ContactMethod.MOBILE::equals;
            case WECOM -> ContactMethod.WECOM::equals;
            case DINGTALK -> ContactMethod.DINGTALK::equals;
            case EMAIL -> ContactMethod.EMAIL::equals;
            case NONE -> method -> false;
        };
    }

    private static NotificationEvent kind(TodoEvent event) {
        return switch (event) {
            case TodoEvent.Created e -> NotificationEvent.TODO_CREATED;
            case TodoEvent.Updated e -> NotificationEvent.TODO_UPDATED;
            case TodoEvent.Accepted e -> NotificationEvent.TODO_ACCEPTED;
            case TodoEvent.Closed e -> NotificationEvent.TODO_CLOSED;
            case TodoEvent.Cancelled e -> NotificationEvent.TODO_CANCELLED;
            case TodoEvent.Overdue e -> NotificationEvent.TODO_OVERDUE;
        };
    }
}
