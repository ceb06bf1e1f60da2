package io.opencoc.audit;

import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams the trail as a file, some hundred lines at a time and no faster than the client reads: memory is bounded whatever the trail's length. That
 * it was taken stands in the trail before the first byte leaves.
 */
final class TraceExport {
    private static final Logger LOG = LoggerFactory.getLogger(TraceExport.class);
    private static final int MOST = 8;
    private static final int PAGE = 500;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Kernel kernel;
    private final TraceService service;
    private final AtomicInteger running = new AtomicInteger();

    TraceExport(Kernel kernel, TraceService service) {
        this.kernel = kernel;
        this.service = service;
    }

    /** What one export goes by. */
    private record Running(
            Actor actor, TraceFilter filter, HttpServerResponse response, Function<TraceLine, String> write) {}

    /** Done when the first byte is on its way; before that it fails with a problem. */
    Uni<Void> serve(RoutingContext context, Call call) {
        TraceFilter filter = TraceFilter.of(call);
        String format = call.textOf("format");
        boolean csv = format.equals("csv");
        if (running.incrementAndGet() > MOST) {
            running.decrementAndGet();
            throw Problem.unavailable(MOST + " exports of the trail are running.", Duration.ofSeconds(30));
        }
        Map<String, Object> given = filter.given();
        given.put("format", format);
        Function<TraceLine, String> write = csv ? TraceCsv::line : line -> Json.write(TraceView.detail(line)) + "\n";
        Running export = new Running(call.who(), filter, context.response(), write);
        return kernel.attempts()
                .done(call.who(), new Trace.Thing(null, null, null), given)
                // The first page before the head of the answer: what fails at once is told as a problem.
                .chain(() -> service.lines(export.actor, filter, null, PAGE))
                .onFailure()
                .invoke(running::decrementAndGet)
                .onCancellation()
                .invoke(running::decrementAndGet)
                .invoke(first -> begin(export, format, csv ? TraceCsv.header() : "", first))
                .replaceWithVoid();
    }

    private void begin(Running export, String format, String header, List<TraceLine> first) {
        String name = "trail-" + TIME.format(kernel.clock().instant()) + "." + format;
        export.response
                .setChunked(true)
                .putHeader(
                        "Content-Type",
                        format.equals("csv") ? "text/csv; charset=utf-8; header=present" : "application/x-ndjson")
                .putHeader("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        send(export, header, first);
    }

    /** Sends a page, then the next one, until the end or until the client has gone. Each begins on a new stack. */
    private void send(Running export, String header, List<TraceLine> page) {
        UUID last = page.size() < PAGE ? null : page.getLast().id();
        write(export, header + text(export, page))
                .chain(() -> last == null || export.response.closed()
                        ? Uni.createFrom().<@Nullable List<TraceLine>>nullItem()
                        : service.lines(export.actor, export.filter, last, PAGE))
                .subscribe()
                .with(
                        next -> {
                            if (next == null) {
                                end(export);
                            } else {
                                send(export, "", next);
                            }
                        },
                        failure -> {
                            running.decrementAndGet();
                            LOG.warn("An export of the trail was cut off: {}", failure.toString());
                            export.response.reset();
                        });
    }

    private void end(Running export) {
        running.decrementAndGet();
        if (!export.response.ended() && !export.response.closed()) {
            export.response.end();
        }
    }

    private static String text(Running export, List<TraceLine> page) {
        StringBuilder text = new StringBuilder();
        page.forEach(line -> text.append(export.write.apply(line)));
        return text.toString();
    }

    private static Uni<Void> write(Running export, String text) {
        HttpServerResponse response = export.response;
        if (text.isEmpty() || response.closed()) {
            return Uni.createFrom().voidItem();
        }
        response.write(text);
        if (!response.writeQueueFull()) {
            return Uni.createFrom().voidItem();
        }
        Promise<Void> drained = Promise.promise();
        response.drainHandler(v -> drained.tryComplete());
        response.closeHandler(v -> drained.tryComplete());
        return io.opencoc.kernel.reactive.Reactive.uni(drained::future);
    }
}
