package io.opencoc.attachment;

import io.opencoc.kernel.Loop;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes now and then, and at the start, what crashes have left in this server's store. */
public final class AttachmentSweep {
    private static final Logger LOG = LoggerFactory.getLogger(AttachmentSweep.class);
    private static final Duration PAUSE = Duration.ofHours(1);
    /** Longer than an upload can take. */
    static final Duration AGE = Duration.ofHours(1);

    private final AttachmentService service;
    private final AttachmentStore store;
    private final Loop loop;

    AttachmentSweep(Vertx vertx, AttachmentService service, AttachmentStore store) {
        this.service = service;
        this.store = store;
        this.loop = new Loop(vertx, "sweep of attachments", PAUSE, () -> once().replaceWith(false));
    }

    /** Goes through the store once; gives how many files were deleted. */
    Uni<Integer> once() {
        return store.sweep(AGE, service::known).invoke(n -> {
            if (n > 0) {
                LOG.info("{} files of uploads that were cut off, or of removed attachments, were deleted", n);
            }
        });
    }

    public void start() {
        loop.start();
    }

    public Future<Void> stop() {
        return loop.stop();
    }
}
