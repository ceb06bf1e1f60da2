package io.opencoc.kernel.plugin;

import io.opencoc.api.AlarmSource;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.Descriptor;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.SampleRequest;
import io.opencoc.api.Settings;
import io.opencoc.api.Text;
import io.opencoc.kernel.plugin.PluginCallException.Kind;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One alarm source and its guard. A bundled source is called on the caller's thread, the event loop; a stranger's on a few threads
 * of its own, with a time-out. Safe for use by many threads.
 */
public final class AlarmSourceRuntime {
    /** What a source may take to fetch what it needs for a request. */
    private static final Duration PREPARATION = Duration.ofSeconds(15);

    private final PluginExtension<AlarmSource> source;
    private final CallLog calls;
    private final @Nullable ForeignPool pool;
    private final LentContext.Ports ports;

    /** Creates the guard; {@code pool} null calls directly. */
    AlarmSourceRuntime(
            PluginExtension<AlarmSource> source, CallLog calls, @Nullable ForeignPool pool, LentContext.Ports ports) {
        this.source = source;
        this.calls = calls;
        this.pool = pool;
        this.ports = ports;
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
        return call(() -> {
                    LentContext context =
                            new LentContext(request.settings(), source.descriptor(), source.pluginId(), ports);
                    Uni<Void> preparing = source.extension().prepare(request, context);
                    // Most sources need nothing: one call for both then.
                    return preparing == null
                            ? Uni.createFrom()
                                    .item(AlarmLimits.check(source.extension().parse(request)))
                            : prepared(preparing).chain(() -> parse(request));
                })
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
        return call(() -> AlarmLimits.check(source.extension().parse(request)));
    }

    /** How to connect a system; fails with {@link PluginCallException}. */
    public Uni<Text> instructions(IntegrationPoint point) {
        return call(
                () -> Objects.requireNonNull(source.extension().instructions(point), "instructions() returned null"));
    }

    /** Whether settings of an integration are right; fails with {@link BadPayloadException}, or with {@link PluginCallException}. */
    public Uni<Void> check(Settings settings) {
        return call(() -> {
                    source.extension().check(settings);
                    return true;
                })
                .replaceWithVoid();
    }

    /** A request as such a system sends it; fails with {@link PluginCallException}. */
    public Uni<SampleRequest> sample(IntegrationPoint point, Settings settings, String name, boolean firing) {
        return call(() -> Objects.requireNonNull(
                source.extension().sample(point, settings, name, firing), "sample() returned null"));
    }

    public ExtensionHealth health() {
        return calls.health();
    }

    private <T> Uni<T> call(Callable<T> call) {
        ForeignPool threads = pool;
        return Uni.createFrom().deferred(() -> {
            Duration off = calls.off();
            if (off != null) {
                calls.turnedAway();
                return Uni.createFrom()
                        .failure(new PluginCallException(
                                Kind.TRIPPED,
                                calls.name() + " is switched off for " + off.toSeconds()
                                        + " s after repeated failures"));
            }
            return threads == null ? direct(call) : threads.call(() -> guarded(call), calls);
        });
    }

    private <T> Uni<T> direct(Callable<T> call) {
        try {
            return Uni.createFrom().item(guarded(call));
        } catch (Exception e) {
            return Uni.createFrom().failure(e);
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private <T> T guarded(Callable<T> call) throws Exception {
        long start = System.nanoTime();
        try {
            T result = ForeignCode.inside(source.loader(), call);
            calls.succeeded(start);
            return result;
        } catch (BadPayloadException e) {
            calls.refused(start, String.valueOf(e.getMessage()));
            throw e;
        } catch (Throwable e) { // whatever a plug-in throws, StackOverflowError too, ends here
            String reason = ForeignCode.reason(e);
            calls.defect(start, reason);
            throw new PluginCallException(Kind.DEFECT, calls.name() + " failed: " + reason);
        }
    }
}
