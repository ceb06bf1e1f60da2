package io.opencoc.todo;

import io.opencoc.attachment.AttachmentModule;
import io.opencoc.engineer.EngineerService;
import io.opencoc.kernel.Kernel;
import io.opencoc.project.Placement;

/** Builds the feature. */
public record TodoModule(TodoService service) {

    public static TodoModule create(
            Kernel kernel, Placement placement, EngineerService engineers, AttachmentModule attachments) {
        TodoDeadlines deadlines = new TodoDeadlines(kernel.timers(), kernel.clock());
        TodoService service = new TodoService(kernel.database(), kernel.clock(), placement, engineers, deadlines);
        TodoSteps steps = new TodoSteps(kernel.database(), kernel.clock(), placement, service, deadlines);
        TodoFiles files = new TodoFiles(kernel.database(), attachments.service(), service, steps);
        new TodoRoutes(service, steps, files, attachments, kernel.clock()).bind(kernel.api());
        return new TodoModule(service);
    }
}
