package io.opencoc.plugin;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.Loop;
import io.opencoc.kernel.plugin.PluginHost;
import io.opencoc.kernel.reactive.Reactive;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Makes the host follow what the database says is disabled: at once on the node where it was changed, within a second on others. Tells live views that
 * the plug-ins have changed.
 */
final class DisabledPlugins {
    static final String TOPIC = "plugin";
    private static final String CHANGES = "coc.plugin.disabled";
    private static final Duration AGE = Duration.ofSeconds(1);

    private final Kernel kernel;
    private final PluginHost host;
    private final PluginRepository repository = new PluginRepository();
    private final Loop loop;
    private final MessageConsumer<String> consumer;
    private final AtomicBoolean opened = new AtomicBoolean();
    private volatile Set<String> known = Set.of();
    private volatile @Nullable UUID operator;

    DisabledPlugins(Kernel kernel, PluginHost host) {
        this.kernel = kernel;
        this.host = host;
        this.loop = new Loop(kernel.vertx(), "look at disabled plug-ins", AGE, () -> follow().replaceWith(false));
        this.consumer = kernel.vertx().eventBus().consumer(CHANGES, message -> loop.wake());
        host.onChange(this::tell);
    }

    /** Lets the host load what is not disabled, and looks each second from then on. Done when all has been loaded. */
    Future<Void> start() {
        return Reactive.future(follow()).<Void>mapEmpty().onSuccess(v -> loop.start());
    }

    Future<Void> stop() {
        consumer.unregister();
        return loop.stop();
    }

    boolean has(String id) {
        return known.contains(id);
    }

    /** Reads what is disabled, and has the host do so. */
    Uni<Void> follow() {
        return kernel.database()
                .withoutTenant(tx -> repository
                        .operator(tx)
                        .invoke(tenant -> operator = tenant)
                        .chain(() -> repository.disabled(tx)))
                .chain(this::apply);
    }

    private Uni<Void> apply(Set<String> disabled) {
        if (opened.get() && disabled.equals(known)) {
            return Uni.createFrom().voidItem();
        }
        if (opened.compareAndSet(false, true)) {
            return Reactive.uni(() -> kernel.vertx()
                            .<Void>executeBlocking(
                                    () -> {
                                        host.open(disabled);
                                        return null;
                                    },
                                    false))
                    .invoke(() -> known = disabled);
        }
        return Uni.createFrom().completionStage(() -> host.disable(disabled)).invoke(() -> known = disabled);
    }

    /** Says, after its commit, that something was disabled or enabled. */
    void changed() {
        kernel.vertx().eventBus().publish(CHANGES, "");
    }

    private void tell() {
        UUID tenant = operator;
        if (tenant != null) {
            kernel.bus().changed(tenant, TOPIC, Ids.named("plugins"), null);
        }
    }
}
