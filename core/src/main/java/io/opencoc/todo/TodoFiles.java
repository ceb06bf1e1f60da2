package io.opencoc.todo;

import io.opencoc.attachment.Attachment;
import io.opencoc.attachment.AttachmentHost;
import io.opencoc.attachment.AttachmentService;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.todo.TodoFilter.Viewer;
import io.opencoc.todo.TodoHistoryEntry.Kind;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Who may do what with the files of to-dos: who sees a to-do downloads them, who may attach adds some while it is open, and who added one, or
 * made the to-do, removes it.
 */
final class TodoFiles implements AttachmentHost {
    private final Database database;
    private final AttachmentService attachments;
    private final TodoService service;
    private final TodoSteps steps;
    private final TodoRepository repository = new TodoRepository();

    TodoFiles(Database database, AttachmentService attachments, TodoService service, TodoSteps steps) {
        this.database = database;
        this.attachments = attachments;
        this.service = service;
        this.steps = steps;
    }

    /**
     * A file as a client gets it.
     *
     * @param removable whether this client may remove it now
     */
    record View(
            @com.fasterxml.jackson.annotation.JsonUnwrapped Attachment attachment, boolean removable) {}

    Uni<List<View>> list(Actor actor, UUID id) {
        return database.in(
                actor, tx -> service.viewer(tx, actor).chain(viewer -> service.seen(viewer, repository.find(tx, id))
                        .chain(todo -> attachments.of(tx, type(), id).map(all -> all.stream()
                                .map(a -> new View(a, isRemovable(todo, viewer, a)))
                                .toList()))));
    }

    private static boolean isRemovable(Todo todo, Viewer viewer, Attachment attachment) {
        Actor actor = viewer.actor();
        return TodoLifecycle.ARROWS.next(todo.state(), TodoAction.ATTACH).isPresent()
                && actor.may(TodoAction.ATTACH.permission(), todo.target())
                && removes(todo, actor, attachment);
    }

    private static boolean removes(Todo todo, Actor actor, Attachment attachment) {
        UUID user = actor.id();
        return user != null
                && (user.equals(attachment.createdBy().id())
                        || Objects.equals(user, todo.createdBy().id()));
    }

    @Override
    public String type() {
        return "todo";
    }

    private static Thing thing(Todo todo) {
        return new Thing(todo.id(), todo.number(), todo.projectId());
    }

    @Override
    public Uni<Thing> toRead(Tx tx, Actor actor, UUID id) {
        return service.viewer(tx, actor)
                .chain(viewer -> service.seen(viewer, repository.find(tx, id)))
                .map(TodoFiles::thing);
    }

    @Override
    public Uni<Thing> toAdd(Tx tx, Actor actor, UUID id) {
        return steps.hold(tx, actor, id, TodoAction.ATTACH).map(held -> thing(held.before()));
    }

    @Override
    public Uni<Thing> toRemove(Tx tx, Actor actor, UUID id, Attachment attachment) {
        return steps.hold(tx, actor, id, TodoAction.ATTACH).map(held -> {
            if (!removes(held.before(), actor, attachment)) {
                throw Problem.of(
                                Problem.Kind.FORBIDDEN,
                                "The file is removed by who added it, or by the creator of the to-do.")
                        .about(held.before().number());
            }
            return thing(held.before());
        });
    }

    @Override
    public Uni<Void> added(Tx tx, Actor actor, Thing thing, Attachment attachment) {
        return note(tx, actor, thing, Kind.ATTACHED, attachment);
    }

    @Override
    public Uni<Void> removed(Tx tx, Actor actor, Thing thing, Attachment attachment) {
        return note(tx, actor, thing, Kind.DETACHED, attachment);
    }

    private Uni<Void> note(Tx tx, Actor actor, Thing thing, Kind kind, Attachment attachment) {
        return steps.hold(tx, actor, thing.id(), TodoAction.ATTACH)
                .chain(held -> steps.note(tx, held, kind, attachment.name()))
                .replaceWithVoid();
    }
}
