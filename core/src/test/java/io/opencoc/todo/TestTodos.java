package io.opencoc.todo;

import io.opencoc.attachment.AttachmentLimits;
import io.opencoc.attachment.AttachmentModule;
import io.opencoc.engineer.EngineerService;
import io.opencoc.kernel.Kernel;
import io.opencoc.project.Placement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** To-dos for tests of other features, with files in a folder of their own. */
public final class TestTodos {
    private TestTodos() {}

    public static TodoModule create(Kernel kernel, Placement placement, EngineerService engineers) {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "attachments");
            return TodoModule.create(
                    kernel,
                    placement,
                    engineers,
                    AttachmentModule.create(kernel, folder, AttachmentLimits.standard(1 << 30)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
