package io.opencoc.todo;

import io.opencoc.attachment.AttachmentModule;
import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Reply;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** To-dos over HTTP. */
final class TodoRoutes {
    private final TodoService service;
    private final TodoSteps steps;
    private final TodoFiles files;
    private final AttachmentModule attachments;
    private final Clock clock;

    TodoRoutes(TodoService service, TodoSteps steps, TodoFiles files, AttachmentModule attachments, Clock clock) {
        this.service = service;
        this.steps = steps;
        this.files = files;
        this.attachments = attachments;
        this.clock = clock;
    }

    private record Ending(@Nullable String comment) {
        @Nullable
        String text() {
            return comment == null || comment.isBlank() ? null : comment.strip();
        }
    }

    private record Remark(String text) {}

    void bind(Api api) {
        api
                .on("listTodos", this::list)
                .on("createTodo", call -> service.create(
                                call.who(), call.newId(clock.instant()), call.body(TodoInput.class))
                        .map(Reply::of))
                .on("getTodo", call -> service.get(call.who(), call.id()).map(Reply::of))
                .on("updateTodo", call -> steps.update(call.who(), call.id(), call.body(TodoInput.class))
                        .map(Reply::of))
                .on("getTodoHistory", call -> service.history(call.who(), call.id())
                        .map(items -> Reply.of(Map.of("items", items))))
                .on("acceptTodo", call -> steps.accept(call.who(), call.id()).map(Reply::of))
                .on("closeTodo", call -> steps.close(
                                call.who(), call.id(), call.body(Ending.class).text())
                        .map(Reply::of))
                .on("cancelTodo", call -> steps.cancel(
                                call.who(), call.id(), call.body(Ending.class).text())
                        .map(Reply::of))
                .on("remarkTodo", call -> steps.remark(
                                call.who(),
                                call.id(),
                                call.body(Remark.class).text().strip())
                        .map(Reply::of))
                .on("listTodoAttachments", call -> files.list(call.who(), call.id())
                        .map(items -> Reply.of(Map.of("items", items))))
                .on("deleteTodoAttachment", this::removeFile)
                .stream(
                        "uploadTodoAttachment",
                        // Who has just added it removes it, too.
                        attachments.upload(files, (actor, attachment) -> new TodoFiles.View(attachment, true)))
                .stream("downloadTodoAttachment", attachments.download(files));
    }

    private Uni<Reply> list(Call call) {
        return service.page(call.who(), TodoFilter.of(call), call.textOf("sort"), call.offset(), call.number("size"))
                .map(Reply::of);
    }

    private Uni<Reply> removeFile(Call call) {
        UUID attachment = Objects.requireNonNull(call.uuid("attachmentId"));
        return attachments
                .service()
                .remove(call.who(), files, call.id(), attachment)
                .map(v -> Reply.empty());
    }
}
