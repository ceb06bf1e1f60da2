package io.opencoc.plugin;

import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.plugin.PluginHost;
import io.opencoc.kernel.plugin.PluginRefusal;
import io.opencoc.kernel.plugin.PluginReport;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows and changes the plug-ins of this server, for the users of the tenant that runs the installation. */
final class PluginService {
    private final Kernel kernel;
    private final PluginHost host;
    private final DisabledPlugins disabled;
    private final PluginRepository repository = new PluginRepository();

    PluginService(Kernel kernel, PluginHost host, DisabledPlugins disabled) {
        this.kernel = kernel;
        this.host = host;
        this.disabled = disabled;
    }

    List<PluginView> all(Actor actor) {
        require(actor, "coc:plugin:list");
        return host.reports().stream().map(PluginView::of).toList();
    }

    /**
     * Takes in a jar that has been uploaded.
     *
     * @return after it stands in the trail; fails with a {@link Problem}
     */
    Uni<PluginView> upload(Actor actor, Path jar, boolean replace) {
        require(actor, "coc:plugin:upload");
        return ask(() -> host.install(jar, replace)).chain(report -> {
            Map<String, Object> given = new java.util.LinkedHashMap<>();
            given.put("file", report.file());
            given.put("version", String.valueOf(report.manifest().version()));
            given.put("signer", report.signer() == null ? "" : report.signer());
            return kernel.attempts()
                    .done(actor, Trace.Thing.of(String.valueOf(report.id()), report.id()), given)
                    .replaceWith(() -> PluginView.of(report));
        });
    }

    Uni<Void> delete(Actor actor, String id) {
        require(actor, "coc:plugin:delete");
        return ask(() -> host.remove(id));
    }

    /** Disables a plug-in, or enables it again. */
    Uni<PluginView> disable(Actor actor, String id, boolean off) {
        require(actor, off ? "coc:plugin:disable" : "coc:plugin:enable");
        PluginReport known = find(id);
        if (known == null && !(disabled.has(id) && !off)) {
            return Uni.createFrom().failure(Problem.notFound("plug-in"));
        }
        return kernel.database()
                .in(actor, tx -> repository
                        .disable(tx, id, off ? kernel.clock().instant() : null)
                        .invoke(changed -> {
                            if (changed) {
                                tx.trace(Trace.Thing.of(id, id), new State(off), new State(!off));
                                tx.afterCommit(disabled::changed);
                            } else {
                                tx.unchanged();
                            }
                        }))
                .chain(disabled::follow)
                .map(v -> {
                    PluginReport now = find(id);
                    if (now == null) {
                        throw Problem.notFound("plug-in");
                    }
                    return PluginView.of(now);
                });
    }

    /** What the trail compares. */
    private record State(boolean enabled) {}

    /** What serves of this id, else any jar of it. */
    private @Nullable PluginReport find(String id) {
        List<PluginReport> all = host.reports().stream()
                .filter(r -> id.equals(r.id()) && r.state() != PluginReport.State.STOPPING)
                .toList();
        return all.stream().filter(PluginReport::loaded).findFirst().orElse(all.isEmpty() ? null : all.getFirst());
    }

    private static void require(Actor actor, String action) {
        actor.require(action);
        actor.requireOperator();
    }

    private static <T> Uni<T> ask(Supplier<CompletionStage<T>> host) {
        return Uni.createFrom()
                .completionStage(host)
                .onFailure(f -> f instanceof PluginRefusal || f instanceof CompletionException)
                .transform(f -> f.getCause() == null ? f : f.getCause())
                .onFailure(PluginRefusal.class)
                .transform(f -> problem((PluginRefusal) f));
    }

    private static Problem problem(PluginRefusal refusal) {
        String message = String.valueOf(refusal.getMessage());
        return switch (refusal.kind()) {
            case BROKEN -> Problem.invalid("body", message);
            case CONFLICT -> Problem.conflict(message);
            case EXISTS -> Problem.of(Problem.Kind.PLUGIN_EXISTS, message);
            case UNKNOWN -> Problem.notFound("plug-in");
            case FOLDER -> Problem.of(Problem.Kind.INTERNAL, message);
            case CLOSED -> Problem.unavailable(message, Duration.ofSeconds(10));
        };
    }
}
