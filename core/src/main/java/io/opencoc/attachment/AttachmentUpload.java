package io.opencoc.attachment;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.http.BodyFile;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.reactive.Reactive;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BiFunction;

/** Takes a file from the network to its place, and then writes its row. Asks the feature before the body is read, and again with the row. */
final class AttachmentUpload implements Api.Stream {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Vertx vertx;
    private final Clock clock;
    private final AttachmentService service;
    private final AttachmentStore store;
    private final AttachmentHost host;
    private final Turns turns;
    private final BodyFile.Limits limits;
    private final BiFunction<Actor, Attachment, Object> answer;

    AttachmentUpload(
            Vertx vertx,
            Clock clock,
            AttachmentService service,
            AttachmentStore store,
            AttachmentHost host,
            Turns turns,
            long mostBytes,
            BiFunction<Actor, Attachment, Object> answer) {
        this.vertx = vertx;
        this.clock = clock;
        this.service = service;
        this.store = store;
        this.host = host;
        this.turns = turns;
        this.answer = answer;
        this.limits = new BodyFile.Limits(
                mostBytes, PATIENCE, Problem.of(Problem.Kind.TOO_LARGE, "A file has at most " + mostBytes + " bytes."));
    }

    @Override
    public Duration patience() {
        return PATIENCE.plusMinutes(1);
    }

    @Override
    public Uni<Void> serve(RoutingContext context, Call call) {
        Actor actor = call.who();
        String name = FileName.checked(call.textOf("name"));
        Runnable over = turns.take(actor);
        return service.mayAdd(actor, host, call.id())
                .invoke(() -> check(context.request()))
                .chain(() -> receive(context.request(), actor, call.id(), name))
                .onTermination()
                .invoke(over)
                .invoke(attachment -> context.response()
                        .setStatusCode(201)
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Cache-Control", "no-store")
                        .end(Buffer.buffer(Json.MAPPER.writeValueAsBytes(answer.apply(actor, attachment)))))
                .replaceWithVoid();
    }

    private void check(HttpServerRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Problem.of(Problem.Kind.UNSUPPORTED_TYPE, "Send the body as it is, without a Content-Encoding.");
        }
        limits.check(request);
    }

    private Uni<Attachment> receive(HttpServerRequest request, Actor actor, UUID thing, String name) {
        // New each time: content never takes the place of other content.
        UUID id = Ids.at(clock.instant());
        return store.incoming().chain(file -> {
            ContentCheck check = new ContentCheck();
            return Reactive.uni(() -> BodyFile.receive(vertx, request, file, limits, check::add))
                    .map(size -> attachment(id, name, size, check, actor))
                    .chain(attachment -> store.keep(file, actor.tenant(), id)
                            .chain(() -> service.add(actor, host, thing, attachment))
                            .onFailure(Problem.class)
                            // Nothing was committed. After other failures it may have been: the sweep finds out.
                            .call(() -> store.delete(actor.tenant(), id)))
                    .onTermination()
                    // It is in its place, or of no use.
                    .call(() -> store.discard(file).onFailure().recoverWithNull());
        });
    }

    private Attachment attachment(UUID id, String name, long size, ContentCheck check, Actor actor) {
        if (size == 0) {
            throw Problem.invalid("body", "is empty: send the file");
        }
        FileType type = check.type(name);
        return new Attachment(id, name, size, type.mediaType, check.sha256(), clock.instant(), Person.of(actor));
    }
}
