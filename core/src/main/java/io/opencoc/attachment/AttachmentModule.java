package io.opencoc.attachment;

import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Api;
import java.nio.file.Path;
import java.util.function.BiFunction;

/** Builds the room. */
public final class AttachmentModule {
    private static final int MOST_UPLOADS = 32;
    private static final int MOST_DOWNLOADS = 64;
    private static final int MOST_OF_ONE = 4;

    private final Kernel kernel;
    private final AttachmentStore store;
    private final AttachmentLimits limits;
    private final AttachmentService service;
    private final AttachmentSweep sweep;
    private final Turns uploads = new Turns(MOST_UPLOADS, MOST_OF_ONE, "uploads");
    private final Turns downloads = new Turns(MOST_DOWNLOADS, MOST_OF_ONE, "downloads");

    private AttachmentModule(Kernel kernel, AttachmentStore store, AttachmentLimits limits) {
        this.kernel = kernel;
        this.store = store;
        this.limits = limits;
        this.service = new AttachmentService(kernel.database(), kernel.clock(), store, limits);
        this.sweep = new AttachmentSweep(kernel.vertx(), service, store);
    }

    /**
     * Creates it.
     *
     * @param folder for the content; made when it is missing
     */
    public static AttachmentModule create(Kernel kernel, Path folder, AttachmentLimits limits) {
        return new AttachmentModule(kernel, new DiskStore(kernel.vertx(), folder, kernel.clock()), limits);
    }

    public AttachmentService service() {
        return service;
    }

    /** To be started when everything is built, and stopped before the kernel. */
    public AttachmentSweep sweep() {
        return sweep;
    }

    /**
     * What serves an operation that adds a file to the thing {@code id}, with the parameter {@code name}.
     *
     * @param answer what the client gets of the new file
     */
    public Api.Stream upload(AttachmentHost host, BiFunction<Actor, Attachment, Object> answer) {
        return new AttachmentUpload(
                kernel.vertx(), kernel.clock(), service, store, host, uploads, limits.mostBytes(), answer);
    }

    /** What serves an operation that downloads the file {@code attachmentId} of the thing {@code id}. */
    public Api.Stream download(AttachmentHost host) {
        return new AttachmentDownload(kernel.vertx(), service, store, host, downloads);
    }
}
