package io.opencoc.kernel.plugin;

import io.opencoc.api.AlarmSource;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.Descriptor;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.PulledAlarms;
import io.opencoc.api.Reply;
import io.opencoc.api.SampleRequest;
import io.opencoc.api.Settings;
import io.opencoc.api.Text;
import io.opencoc.kernel.plugin.PluginCallException.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One alarm source and its guard. A bundled source is called on the caller's thread, the event loop; a stranger's on a few threads
 * of its own, with a time-out. Safe for use by many threads.
 */
public final class AlarmSourceRuntime {
    /** What a source may take to fetch what it needs for a request. */
    private static final Duration PREPARATION = Duration.ofSeconds(15);

    /** What a source may take to fetch alarms. */
    private static final Duration PULL = Duration.ofSeconds(60);

    private static final int MAX_CURSOR = 4096;
    private static final BooleanSupplier ALWAYS = () -> true;

    private final PluginExtension<AlarmSource> source;
    private final CallLog calls;
    private final @Nullable ForeignPool pool;
    private final LentContext.Ports ports;
    private final boolean pulls;
    private final PluginUse use;
    private final Supplier<@Nullable AlarmSourceRuntime> current;

    /**
     * Creates the guard.
     *
     * @param pool null calls directly
     * @param current what serves under this id now
     */
    AlarmSourceRuntime(
            PluginExtension<AlarmSource> source,
            CallLog calls,
            @Nullable ForeignPool pool,
            LentContext.Ports ports,
            PluginUse use,
            Supplier<@Nullable AlarmSourceRuntime> current) {
        this.source = source;
        this.calls = calls;
        this.pool = pool;
        this.ports = ports;
        this.use = use;
        this.current = current;
        this.pulls = pulls(source.extension());
    }

    public Descriptor descriptor() {
        return source.descriptor();
    }

    public String pluginId() {
        return source.pluginId();
    }

    public boolean bundled() {
        return source.bundled();
    }

    /**
     * As {@link #parse}, for a request from outside: what the source needs for it is fetched first.
     *
     * @return fails also with an {@link IOException} when that could not be had
     */
    public Uni<ParsedRequest> receive(InboundRequest request) {
        return using(runtime -> runtime.prepareAndRead(request));
    }

    private Uni<ParsedRequest> prepareAndRead(InboundRequest request) {
        Executor here = here();
        return call(
                        () -> {
                            LentContext context =
                                    new LentContext(request.settings(), source.descriptor(), source.pluginId(), ports);
                            Uni<Void> preparing = source.extension().prepare(request, context);
                            // Most sources need nothing: one call for both then.
                            return preparing == null
                                    ? Uni.createFrom()
                                            .item(AlarmLimits.check(
                                                    source.extension().parse(request)))
                                    : prepared(preparing).emitOn(here).chain(() -> read(request));
                        },
                        true)
                .chain(parsed -> parsed);
    }

    private Uni<Void> prepared(Uni<Void> preparing) {
        return preparing
                .ifNoItem()
                .after(PREPARATION)
                .failWith(() -> new IOException(calls.name() + " could not read this in time"))
                .onFailure(f -> !(f instanceof IOException) && !(f instanceof BadPayloadException))
                .transform(f -> defect(ForeignCode.reason(f)));
    }

    private PluginCallException defect(String reason) {
        calls.defect(System.nanoTime(), reason);
        return new PluginCallException(Kind.DEFECT, calls.name() + " failed: " + reason);
    }

    /**
     * Reads one request and checks what came of it.
     *
     * @return fails with {@link BadPayloadException}, by fault of the sender, or with {@link PluginCallException}
     */
    public Uni<ParsedRequest> parse(InboundRequest request) {
        return using(runtime -> runtime.read(request));
    }

    private Uni<ParsedRequest> read(InboundRequest request) {
        return call(() -> AlarmLimits.check(source.extension().parse(request)), true);
    }

    /**
     * Asks what to answer to OPTIONS.
     *
     * @return headers; empty when the source does not know such requests. Fails as {@link #parse}
     */
    public Uni<Map<String, String>> handshake(InboundRequest request) {
        return using(runtime -> runtime.call(
                () -> AlarmLimits.checkHandshake(runtime.source.extension().handshake(request))));
    }

    /** Whether the source may fetch alarms at all. */
    public boolean pulls() {
        return pulls;
    }

    private static boolean pulls(AlarmSource source) {
        try {
            return source.getClass().getMethod("pullEvery", Settings.class).getDeclaringClass() != AlarmSource.class;
        } catch (ReflectiveOperationException | LinkageError e) {
            return false;
        }
    }

    /** How often alarms are to be fetched with these settings; null for never. Fails with {@link PluginCallException}. */
    public Uni<@Nullable Duration> pullEvery(Settings settings) {
        return using(runtime -> runtime.call(
                        () -> Optional.ofNullable(runtime.source.extension().pullEvery(settings))))
                .map(every -> every.orElse(null));
    }

    /**
     * Fetches alarms, for a minute at most, and checks what came of it.
     *
     * @param cursor of the last call; null at first
     * @return fails with an {@link IOException} or {@link BadPayloadException}, by fault of the other system, or with {@link PluginCallException}
     */
    public Uni<PulledAlarms> pull(@Nullable String cursor, Settings settings) {
        return using(runtime -> runtime.fetch(cursor, settings));
    }

    private Uni<PulledAlarms> fetch(@Nullable String cursor, Settings settings) {
        return Uni.createFrom().deferred(() -> {
            Executor here = here();
            LentContext context = new LentContext(settings, source.descriptor(), source.pluginId(), ports);
            // Subscribed where the source may block, for until then it has done nothing.
            return call(() -> Objects.requireNonNull(source.extension().pull(cursor, context), "pull() returned null")
                            .subscribeAsCompletionStage())
                    .chain(fetching -> Uni.createFrom()
                            .completionStage(fetching)
                            .ifNoItem()
                            .after(PULL)
                            .failWith(() ->
                                    new IOException(calls.name() + " did not answer within " + PULL.toSeconds() + " s"))
                            .onTermination()
                            .invoke(() -> fetching.cancel(true)))
                    .onItem()
                    .transformToUni(this::checked)
                    .onFailure(f -> !isExpected(f))
                    .transform(f -> defect(ForeignCode.reason(f)))
                    .emitOn(here);
        });
    }

    private Uni<PulledAlarms> checked(@Nullable PulledAlarms pulled) {
        if (pulled == null || (pulled.cursor() != null && pulled.cursor().length() > MAX_CURSOR)) {
            return Uni.createFrom()
                    .failure(defect(
                            pulled == null
                                    ? "pull() gave nothing"
                                    : "its cursor is longer than " + MAX_CURSOR + " characters"));
        }
        try {
            ParsedRequest fitting = AlarmLimits.check(new ParsedRequest(pulled.alarms(), pulled.problems(), Reply.OK));
            return Uni.createFrom()
                    .item(new PulledAlarms(fitting.alarms(), fitting.problems(), pulled.cursor(), pulled.more()));
        } catch (BadPayloadException e) {
            return Uni.createFrom().failure(e);
        }
    }

    private static boolean isExpected(Throwable f) {
        return f instanceof IOException || f instanceof BadPayloadException || f instanceof PluginCallException;
    }

    /** A source's work may end on any thread; the caller goes on where it was. */
    private static Executor here() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(v -> task.run());
    }

    /** How to connect a system; fails with {@link PluginCallException}. */
    public Uni<Text> instructions(IntegrationPoint point) {
        return using(runtime -> runtime.call(() -> Objects.requireNonNull(
                runtime.source.extension().instructions(point), "instructions() returned null")));
    }

    /** Whether settings of an integration are right; fails with {@link BadPayloadException}, or with {@link PluginCallException}. */
    public Uni<Void> check(Settings settings) {
        return using(runtime -> runtime.call(() -> {
                    runtime.source.extension().check(settings);
                    return true;
                }))
                .replaceWithVoid();
    }

    /** A request as such a system sends it; fails with {@link PluginCallException}. */
    public Uni<SampleRequest> sample(IntegrationPoint point, Settings settings, String name, boolean firing) {
        return using(runtime -> runtime.call(() -> Objects.requireNonNull(
                runtime.source.extension().sample(point, settings, name, firing), "sample() returned null")));
    }

    /** What this version's calls came to. */
    public ExtensionHealth health() {
        return calls.health();
    }

    /** Holds the plug-in for a call: this version, or the one that has taken its place since the caller found this one. */
    private <T> Uni<T> using(Function<AlarmSourceRuntime, Uni<T>> call) {
        return Uni.createFrom().deferred(() -> {
            AlarmSourceRuntime runtime = this;
            while (!runtime.use.enter()) {
                AlarmSourceRuntime next = current.get();
                if (next == null || next == runtime) {
                    return Uni.createFrom()
                            .failure(
                                    new PluginCallException(Kind.GONE, calls.name() + " has been removed or disabled"));
                }
                runtime = next;
            }
            return runtime.held(call);
        });
    }

    private <T> Uni<T> held(Function<AlarmSourceRuntime, Uni<T>> call) {
        calls.begun();
        return call.apply(this).onTermination().invoke(() -> {
            calls.ended();
            use.exit();
        });
    }

    private <T> Uni<T> call(Callable<T> call) {
        return call(call, false);
    }

    /** @param proves whether it does with a request what all the others will cost too */
    private <T> Uni<T> call(Callable<T> call, boolean proves) {
        ForeignPool threads = pool;
        return Uni.createFrom().deferred(() -> {
            Duration off = calls.admit();
            if (off != null) {
                calls.turnedAway();
                return Uni.createFrom()
                        .failure(new PluginCallException(
                                Kind.TRIPPED,
                                calls.name() + " is switched off for " + off.toSeconds()
                                        + " s after repeated failures"));
            }
            return threads == null ? direct(call) : threads.call(ending -> guarded(call, ending), calls, proves);
        });
    }

    private <T> Uni<T> direct(Callable<T> call) {
        try {
            return Uni.createFrom().item(guarded(call, ALWAYS));
        } catch (Exception e) {
            return Uni.createFrom().failure(e);
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private <T> T guarded(Callable<T> call, BooleanSupplier ending) throws Exception {
        long start = System.nanoTime();
        try {
            T result = ForeignCode.inside(source.loader(), call);
            if (ending.getAsBoolean()) {
                calls.succeeded(start);
            }
            return result;
        } catch (BadPayloadException e) {
            if (ending.getAsBoolean()) {
                calls.refused(start, ForeignCode.message(e));
            }
            throw e;
        } catch (Throwable e) { // whatever a plug-in throws, StackOverflowError too, ends here
            String reason = ForeignCode.reason(e);
            if (ending.getAsBoolean()) {
                calls.defect(start, reason);
            }
            throw new PluginCallException(Kind.DEFECT, calls.name() + " failed: " + reason);
        }
    }
}
