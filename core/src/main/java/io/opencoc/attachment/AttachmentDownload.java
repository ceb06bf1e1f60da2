package io.opencoc.attachment;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.reactive.Reactive;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the content of a file, from the disk to the network, as something to be saved and never shown. */
final class AttachmentDownload implements Api.Stream {
    private static final Logger LOG = LoggerFactory.getLogger(AttachmentDownload.class);

    private final Vertx vertx;
    private final AttachmentService service;
    private final AttachmentStore store;
    private final AttachmentHost host;
    private final Turns turns;

    AttachmentDownload(
            Vertx vertx, AttachmentService service, AttachmentStore store, AttachmentHost host, Turns turns) {
        this.vertx = vertx;
        this.service = service;
        this.store = store;
        this.host = host;
        this.turns = turns;
    }

    @Override
    public Uni<Void> serve(RoutingContext context, Call call) {
        Actor actor = call.who();
        Runnable over = turns.take(actor);
        return service.download(actor, host, call.id(), Objects.requireNonNull(call.uuid("attachmentId")))
                .call(attachment -> present(actor, attachment))
                .onFailure()
                .invoke(over)
                .onCancellation()
                .invoke(over)
                .invoke(attachment -> send(context.response(), actor, attachment, over))
                .replaceWithVoid();
    }

    private Uni<Void> present(Actor actor, Attachment attachment) {
        return Reactive.uni(() -> vertx.fileSystem().exists(store.file(actor.tenant(), attachment.id())))
                .map(there -> {
                    if (!there) {
                        LOG.error(
                                "The content of attachment {} of tenant {} is missing",
                                attachment.id(),
                                actor.tenant());
                        throw Problem.notFound("content any more");
                    }
                    return null;
                });
    }

    private void send(HttpServerResponse response, Actor actor, Attachment attachment, Runnable over) {
        response.putHeader("Content-Type", attachment.mediaType())
                .putHeader("Content-Disposition", FileName.disposition(attachment.name()))
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "sandbox; default-src 'none'")
                .putHeader("Cache-Control", "private, no-store")
                .sendFile(store.file(actor.tenant(), attachment.id()))
                .onComplete(sent -> {
                    over.run();
                    if (sent.failed() && !response.closed()) {
                        LOG.warn("A download was cut off: {}", sent.cause().toString());
                        response.reset();
                    }
                });
    }
}
