package io.opencoc.plugin;

import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.http.BodyFile;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.plugin.Inspection;
import io.opencoc.kernel.reactive.Reactive;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes a jar from the network into a temporary file, no faster than the disk writes it, then to the host. */
final class PluginUpload implements Api.Stream {
    private static final int MOST_AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final BodyFile.Limits LIMITS = new BodyFile.Limits(
            Inspection.MOST_BYTES,
            PATIENCE,
            Problem.of(Problem.Kind.TOO_LARGE, "A jar has at most " + (Inspection.MOST_BYTES >> 20) + " MiB."));

    /** For loading it, on top of receiving it. */
    private static final Duration LOADING = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final PluginService service;
    private final Path folder;
    private final AtomicInteger running = new AtomicInteger();

    /** Temporary files are kept in the folder, which is made when it is missing. */
    PluginUpload(Vertx vertx, PluginService service, Path folder) {
        this.vertx = vertx;
        this.service = service;
        this.folder = folder;
    }

    @Override
    public Duration patience() {
        return PATIENCE.plus(LOADING);
    }

    @Override
    public Uni<Void> serve(RoutingContext context, Call call) {
        check(context.request());
        if (running.incrementAndGet() > MOST_AT_ONCE) {
            running.decrementAndGet();
            throw Problem.unavailable(MOST_AT_ONCE + " uploads are running.", Duration.ofSeconds(10));
        }
        return Reactive.uni(() -> vertx.fileSystem().mkdirs(folder.toString()).compose(v -> vertx.fileSystem()
                        .createTempFile(folder.toString(), "upload-", ".jar", "rw-------")))
                .chain(file -> Reactive.uni(() -> BodyFile.receive(vertx, context.request(), file, LIMITS, piece -> {}))
                        .chain(() ->
                                service.upload(call.who(), Path.of(file), Boolean.TRUE.equals(call.flag("replace"))))
                        .onTermination()
                        .invoke(() -> vertx.fileSystem().delete(file)))
                .onTermination()
                .invoke(running::decrementAndGet)
                .invoke(plugin -> context.response()
                        .setStatusCode(201)
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Cache-Control", "no-store")
                        .end(Buffer.buffer(Json.MAPPER.writeValueAsBytes(plugin))))
                .replaceWithVoid();
    }

    private static void check(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).split(";")[0].strip().equals("application/java-archive")) {
            throw Problem.of(Problem.Kind.UNSUPPORTED_TYPE, "Send application/java-archive.");
        }
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Problem.of(Problem.Kind.UNSUPPORTED_TYPE, "Send the body as it is, without a Content-Encoding.");
        }
        LIMITS.check(request);
    }
}
