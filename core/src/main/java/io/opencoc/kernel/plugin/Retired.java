package io.opencoc.kernel.plugin;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plug-ins that do not serve any more, until their last call has ended; a minute at most, then they are ended all the same. */
final class Retired {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Logger log = LoggerFactory.getLogger(Retired.class);

    private final ScheduledExecutorService timer;
    private final Extensions extensions;
    private final Runnable changed;
    private final Map<LoadedPlugin, Future<?>> ending = new ConcurrentHashMap<>();

    /**
     * Nobody is retired yet.
     *
     * @param timer lets go of what is cancelled
     * @param changed told when one has ended, on any thread
     */
    Retired(ScheduledExecutorService timer, Extensions extensions, Runnable changed) {
        this.timer = timer;
        this.extensions = extensions;
        this.changed = changed;
    }

    List<LoadedPlugin> all() {
        return List.copyOf(ending.keySet());
    }

    /** Ends a plug-in with its last call. */
    void add(LoadedPlugin plugin) {
        Runnable end = () -> {
            Thread.ofPlatform().daemon().name("plugin-end-" + plugin.id()).start(() -> end(plugin));
        };
        ending.put(
                plugin,
                timer.schedule(
                        () -> {
                            int left = plugin.use().count();
                            if (plugin.use().force()) {
                                log.warn(
                                        "plug-in {} {} is ended with {} calls under way",
                                        plugin.id(),
                                        plugin.jar().manifest().version(),
                                        left);
                                end.run();
                            }
                        },
                        PATIENCE.toMillis(),
                        TimeUnit.MILLISECONDS));
        plugin.use().retire(end);
    }

    private void end(LoadedPlugin plugin) {
        try {
            plugin.end();
            forgetMeters(plugin);
        } finally {
            Future<?> force = ending.remove(plugin);
            if (force != null) {
                force.cancel(false);
            }
            changed.run();
        }
    }

    /** Those of what nobody brings any more. */
    private void forgetMeters(LoadedPlugin plugin) {
        if (plugin.sources().keySet().stream().noneMatch(extensions.sources()::containsKey)
                && plugin.channels().keySet().stream().noneMatch(extensions.channels()::containsKey)) {
            plugin.calls().forEach(CallLog::forget);
        }
    }

    /** Ends a plug-in now, whatever is under way. Blocks. */
    void endNow(LoadedPlugin plugin) {
        if (plugin.use().force()) {
            plugin.end();
        }
    }

    /** Ends all that have not ended. Blocks. */
    void close() {
        ending.keySet().forEach(this::endNow);
    }
}
