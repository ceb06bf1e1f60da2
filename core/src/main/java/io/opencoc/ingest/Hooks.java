package io.opencoc.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.Reply;
import io.opencoc.integration.HookAnswer;
import io.opencoc.integration.HookEntry;
import io.opencoc.integration.IntegrationModule;
import io.opencoc.integration.KeyedIntegration;
import io.opencoc.integration.Rejection;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.plugin.AlarmSourceRuntime;
import io.opencoc.kernel.plugin.PluginCallException;
import io.opencoc.kernel.reactive.Reactive;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** From a complete request to its answer: parse, store, count; what is refused is kept for inspection. Safe for all threads. */
final class Hooks implements HookEntry {
    /** Larger bodies are parsed away from the event loop. */
    private static final int SMALL = 256 << 10;

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

    /** What came of a request. */
    record Outcome(Reply reply, int stored) {}

    /**
     * Takes a request.
     *
     * @return the answer, after the commit; fails with a {@link Problem}
     */
    Uni<Outcome> take(KeyedIntegration integration, HookRequest request, String remote) {
        AlarmSourceRuntime source = sources.get(integration.source());
        if (source == null) {
            return Uni.createFrom()
                    .failure(Problem.unavailable(
                            "The plug-in of source '" + integration.source() + "' is not installed.",
                            Duration.ofMinutes(1)));
        }
        Uni<ParsedRequest> parsed = request.body().length <= SMALL ? source.parse(request) : aside(source, request);
        return parsed.chain(p -> store(integration, request, p, remote))
                .onFailure()
                .transform(f -> refusal(integration, request, remote, f));
    }

    private Uni<ParsedRequest> aside(AlarmSourceRuntime source, HookRequest request) {
        return Reactive.uni(() -> aside(() -> source.parse(request).await().atMost(Duration.ofSeconds(30))));
    }

    /** Does work that is too much for an event loop, and comes back to the caller's. */
    @SuppressWarnings("NullAway") // Vert.x allows null results; work returns none
    <T> Future<T> aside(Callable<T> work) {
        return workers.executeBlocking(work, false);
    }

    private Uni<Outcome> store(KeyedIntegration integration, HookRequest request, ParsedRequest parsed, String remote) {
        Origin origin = new Origin(integration.tenant(), integration.id(), integration.source());
        int count = parsed.alarms().size();
        return Reactive.uni(() -> lanes.store(origin, parsed.alarms(), request.receivedAt()))
                .map(stored -> {
                    if (count > 0) {
                        integrations.traffic().received(integration, count, request.receivedAt());
                    }
                    if (!parsed.problems().isEmpty()) {
                        reject(integration, request, remote, String.join("; ", parsed.problems()));
                    }
                    return new Outcome(parsed.accepted(), count);
                });
    }

    private Throwable refusal(KeyedIntegration integration, HookRequest request, String remote, Throwable failure) {
        Throwable cause = failure instanceof java.util.concurrent.CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        if (cause instanceof BadPayloadException bad) {
            reject(integration, request, remote, String.valueOf(bad.getMessage()));
            return Problem.of(Problem.Kind.INVALID, String.valueOf(bad.getMessage()));
        }
        if (cause instanceof PluginCallException plugin) {
            reject(integration, request, remote, String.valueOf(plugin.getMessage()));
            return Problem.unavailable(
                    "The source's plug-in could not read this: " + plugin.getMessage(), Duration.ofSeconds(30));
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

    HookRequest request(String method, String path, MultiMap headers, MultiMap queries, byte[] body) {
        return new HookRequest(method, path, headers, queries, body, now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public Uni<HookAnswer> post(
            KeyedIntegration integration, String path, String contentType, byte[] body, String remote) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", contentType);
        HookRequest request = request("POST", path, headers, MultiMap.caseInsensitiveMultiMap(), body);
        return take(integration, request, remote)
                .map(o ->
                        new HookAnswer(o.reply().status(), o.stored(), o.reply().body()))
                .onFailure(Problem.class)
                .recoverWithItem(f -> answer((Problem) f));
    }

    private static HookAnswer answer(Problem problem) {
        return new HookAnswer(problem.status(), 0, text(problem.getMessage()));
    }

    private static String text(@Nullable String message) {
        return message == null ? "" : message;
    }
}
