package io.opencoc.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.Reply;
import io.opencoc.api.SampleRequest;
import io.opencoc.integration.HookAnswer;
import io.opencoc.integration.HookEntry;
import io.opencoc.integration.IntegrationModule;
import io.opencoc.integration.KeyedIntegration;
import io.opencoc.integration.Rejection;
import io.opencoc.integration.SourceReader;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.plugin.AlarmSourceRuntime;
import io.opencoc.kernel.plugin.PluginCallException;
import io.opencoc.kernel.reactive.Reactive;
import io.opencoc.kernel.settings.SettingsValues;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** From a complete request to its answer: parse, store, count; what is refused is kept for inspection. Safe for all threads. */
final class Hooks implements HookEntry, SourceReader {
    /** Larger bodies are parsed away from the event loop; this one takes some 5 ms. */
    private static final int SMALL = 512 << 10;

    private final Clock clock;
    private final Lanes lanes;
    private final IntegrationModule integrations;
    private final Map<String, AlarmSourceRuntime> sources;
    private final WorkerExecutor workers;
    private final Counter refused;

    Hooks(
            Vertx vertx,
            Clock clock,
            MeterRegistry metrics,
            Lanes lanes,
            IntegrationModule integrations,
            Map<String, AlarmSourceRuntime> sources) {
        this.clock = clock;
        this.lanes = lanes;
        this.integrations = integrations;
        this.sources = sources;
        this.workers = vertx.createSharedWorkerExecutor("ingest-parse", 2);
        this.refused = Counter.builder("coc.ingest.rejected")
                .description("Requests refused")
                .register(metrics);
    }

    /**
     * What came of a request.
     *
     * @param headers of the answer
     */
    record Outcome(Reply reply, int stored, Map<String, String> headers) {}

    /**
     * Takes a request.
     *
     * @param read called when its body is not needed any more
     * @return the answer, after the commit; fails with a {@link Problem}
     */
    Uni<Outcome> take(KeyedIntegration integration, HookRequest request, String remote, Runnable read) {
        return request.method().equals("OPTIONS")
                ? shakeHands(integration, request, remote, read)
                : take(integration, request, remote, read, AlarmSourceRuntime::receive);
    }

    /** A sender asks whether it may send; a source that knows no such question treats it as any request. */
    private Uni<Outcome> shakeHands(KeyedIntegration integration, HookRequest request, String remote, Runnable read) {
        AlarmSourceRuntime source = sources.get(integration.source());
        if (source == null) {
            return Uni.createFrom().failure(notInstalled(integration.source()));
        }
        return source.handshake(request)
                .onFailure()
                .transform(f -> refusal(integration, request, remote, f))
                .chain(headers -> headers.isEmpty()
                        ? take(integration, request, remote, read, AlarmSourceRuntime::receive)
                        : Uni.createFrom().item(new Outcome(Reply.OK, 0, headers)));
    }

    private Uni<Outcome> take(
            KeyedIntegration integration,
            HookRequest request,
            String remote,
            Runnable read,
            BiFunction<AlarmSourceRuntime, HookRequest, Uni<ParsedRequest>> reader) {
        AlarmSourceRuntime source = sources.get(integration.source());
        if (source == null) {
            return Uni.createFrom().failure(notInstalled(integration.source()));
        }
        // A stranger's source reads on threads of its own: it must not hold those that all others share.
        boolean here = request.body().length <= SMALL || !source.bundled();
        Uni<ParsedRequest> parsed = here ? reader.apply(source, request) : aside(() -> reader.apply(source, request));
        Instant receivedAt = request.receivedAt();
        return parsed.onFailure()
                .transform(f -> refusal(integration, request, remote, f))
                .chain(p -> {
                    if (p.problems().isEmpty()) {
                        read.run();
                        return store(integration, p, receivedAt);
                    }
                    return store(integration, p, receivedAt)
                            .invoke(() -> reject(integration, request, remote, String.join("; ", p.problems())));
                });
    }

    private static Problem notInstalled(String source) {
        return Problem.unavailable(
                "The plug-in of source '" + source + "' is not installed, or disabled.", Duration.ofSeconds(30));
    }

    private Uni<ParsedRequest> aside(Supplier<Uni<ParsedRequest>> read) {
        return Reactive.uni(() -> aside(() -> read.get().await().atMost(Duration.ofSeconds(30))));
    }

    /** Does work that is too much for an event loop, and comes back to the caller's. */
    @SuppressWarnings("NullAway") // Vert.x allows null results; work returns none
    <T> Future<T> aside(Callable<T> work) {
        return workers.executeBlocking(work, false);
    }

    /** What came is not kept until it is committed, only its bytes: of what waits there may be much. */
    private Uni<Outcome> store(KeyedIntegration integration, ParsedRequest parsed, Instant receivedAt) {
        Origin origin = new Origin(integration.tenant(), integration.id(), integration.source());
        int count = parsed.alarms().size();
        Reply accepted = parsed.accepted();
        Future<Void> storing = lanes.store(origin, parsed.alarms(), receivedAt);
        return Reactive.uni(() -> storing).map(stored -> {
            if (count > 0) {
                integrations.traffic().received(integration, count, receivedAt);
            }
            return new Outcome(accepted, count, Map.of());
        });
    }

    private Throwable refusal(KeyedIntegration integration, HookRequest request, String remote, Throwable failure) {
        Throwable cause = failure instanceof java.util.concurrent.CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        if (cause instanceof BadPayloadException bad) {
            reject(integration, request, remote, String.valueOf(bad.getMessage()));
            Reply answer = bad.answer();
            if (answer != null) {
                return new RefusedReply(answer);
            }
            return Problem.of(Problem.Kind.INVALID, String.valueOf(bad.getMessage()));
        }
        if (cause instanceof PluginCallException plugin) {
            reject(integration, request, remote, String.valueOf(plugin.getMessage()));
            return Problem.unavailable(
                    "The source's plug-in could not read this: " + plugin.getMessage(), Duration.ofSeconds(30));
        }
        if (cause instanceof IOException outside) {
            reject(integration, request, remote, String.valueOf(outside.getMessage()));
            return Problem.unavailable("This cannot be read now: " + outside.getMessage(), Duration.ofSeconds(30));
        }
        return cause;
    }

    /** Counts and keeps a refused request. */
    void reject(KeyedIntegration integration, HookRequest request, String remote, String reason) {
        refused.increment();
        integrations.traffic().rejected(integration, reason, request.receivedAt());
        integrations
                .rejected()
                .keep(
                        integration,
                        new Rejection(
                                request.receivedAt(),
                                reason,
                                remote,
                                request.path(),
                                request.header("Content-Type"),
                                request.body(),
                                request.body().length));
    }

    HookRequest request(
            KeyedIntegration integration, String method, String path, MultiMap headers, MultiMap queries, byte[] body) {
        return new HookRequest(method, path, headers, queries, integration.settings(), body, now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public Uni<HookAnswer> post(
            KeyedIntegration integration, String path, String contentType, byte[] body, String remote) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", contentType);
        HookRequest request = request(integration, "POST", path, headers, MultiMap.caseInsensitiveMultiMap(), body);
        // It is the server's own: there is nobody outside to be asked about it.
        return take(integration, request, remote, () -> {}, AlarmSourceRuntime::parse)
                .map(o ->
                        new HookAnswer(o.reply().status(), o.stored(), o.reply().body()))
                .onFailure(RefusedReply.class)
                .recoverWithItem(f -> new HookAnswer(
                        ((RefusedReply) f).reply().status(),
                        0,
                        ((RefusedReply) f).reply().body()))
                .onFailure(Problem.class)
                .recoverWithItem(f -> answer((Problem) f));
    }

    @Override
    public Uni<ParsedRequest> read(
            String source, SettingsValues settings, Map<String, String> headers, SampleRequest request) {
        AlarmSourceRuntime runtime = sources.get(source);
        if (runtime == null) {
            return Uni.createFrom().failure(notInstalled(source));
        }
        MultiMap all = MultiMap.caseInsensitiveMultiMap().addAll(headers).set("Content-Type", request.contentType());
        byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
        String[] path = request.path().split("\\?", 2);
        MultiMap queries = MultiMap.caseInsensitiveMultiMap();
        if (path.length == 2) {
            new QueryStringDecoder(request.path()).parameters().forEach(queries::add);
        }
        return runtime.parse(new HookRequest("POST", path[0], all, queries, settings, body, now()))
                .onFailure(PluginCallException.class)
                .transform(f -> Problem.unavailable(String.valueOf(f.getMessage()), Duration.ofSeconds(30)));
    }

    private static HookAnswer answer(Problem problem) {
        return new HookAnswer(problem.status(), 0, text(problem.getMessage()));
    }

    private static String text(@Nullable String message) {
        return message == null ? "" : message;
    }
}
