package io.opencoc.kernel.plugin;

import io.micrometer.core.instrument.MeterRegistry;
import io.opencoc.api.HttpPort;
import io.opencoc.api.MailPort;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plug-ins of this server: the bundled ones, and the jars of a folder, which is watched. What is put there serves within two seconds; what takes the
 * place of another version serves from one moment to the next, and calls that the old one has begun it also ends. A jar that cannot be used is reported
 * with its reason and hurts nobody.
 *
 * <p>Threading: {@link #start}, {@link #open} and {@link #close} block and belong on a worker thread; the rest may be called from any thread. One thread
 * loads and unloads; calls never wait for it.
 */
public final class PluginHost implements AutoCloseable {
    /** The version of {@code io.opencoc.api}, which {@code Plugin-Requires} is checked against. */
    public static final String API_VERSION = "1.0.0";

    private static final Logger log = LoggerFactory.getLogger(PluginHost.class);
    private static final long LOOK_MILLIS = 400;
    private static final Duration CLOSING = Duration.ofSeconds(15);

    private final ScheduledThreadPoolExecutor worker;
    private final Extensions extensions = new Extensions();
    private final Retired retired;
    private final PluginSet plugins;
    private final PluginFolder folder;
    private final Inspection inspection;
    private volatile List<Supplier<PluginReport>> reports = List.of();
    private volatile @Nullable Thread thread;
    private volatile Runnable listener = () -> {};

    /** What the host takes from the server. */
    public record Server(
            Vertx vertx, MeterRegistry meters, HttpPort http, MailPort mail, Clock clock, PluginLimits limits) {}

    /**
     * Where jars are.
     *
     * @param work the host's own, for unpacked jars; made if absent
     * @param plugins with jars besides the bundled ones; null for none; may be absent
     * @param trust whose signatures count
     */
    public record Folders(Path work, @Nullable Path plugins, JarTrust trust) {}

    private PluginHost(Server server, Folders folders) throws IOException {
        worker = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = Thread.ofPlatform().daemon().name("plugins").unstarted(task);
            thread = made;
            return made;
        });
        worker.setRemoveOnCancelPolicy(true);
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        inspection = new Inspection(folders.work().resolve("loaded-plugins"), folders.trust());
        retired = new Retired(worker, extensions, this::tell);
        plugins = new PluginSet(new Loading(server, extensions), extensions, retired);
        folder = new PluginFolder(folders.plugins(), plugins, inspection);
    }

    /** Loads all plug-ins, and watches the folder: {@link #start(Server, ClassLoader, Folders)} and {@link #open} with nothing disabled. */
    public static PluginHost start(
            Server server, ClassLoader bundledFrom, Path workFolder, @Nullable Path pluginsFolder) throws IOException {
        PluginHost host = start(server, bundledFrom, new Folders(workFolder, pluginsFolder, JarTrust.NOBODY));
        host.open(Set.of());
        return host;
    }

    /**
     * Loads the bundled plug-ins; the others wait until {@link #open}, when it is known which of them must not run.
     *
     * @param server what plug-ins are lent and held to
     * @param bundledFrom whose resources hold the bundled plug-ins
     * @throws IOException if the work folder cannot be used
     */
    public static PluginHost start(Server server, ClassLoader bundledFrom, Folders folders) throws IOException {
        Path unpacked = folders.work().resolve("bundled-plugins");
        List<BundledPlugins.Unpacked> bundled = BundledPlugins.unpack(bundledFrom, unpacked);
        PluginHost host = new PluginHost(server, folders);
        host.wait(() -> {
            host.folder.putBundled(bundled);
            host.plugins.settle();
            return true;
        });
        return host;
    }

    /** Loads the jars of the folder, except those that are disabled, by name, and looks after them from now on. */
    public void open(Set<String> disabled) {
        wait(() -> {
            plugins.disable(disabled);
            folder.readAll();
            plugins.settle();
            return true;
        });
        worker.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            if (folder.look()) {
                plugins.settle();
                tell();
            }
        } catch (Exception | Error e) { // else it would be the last look
            log.warn("The folder of plug-ins could not be looked at: {}", e.toString());
        }
    }

    /** What became of each jar: bundled ones first, then by name, then those that are ending. */
    public List<PluginReport> reports() {
        return reports.stream().map(Supplier::get).toList();
    }

    /** The alarm sources by the id of their descriptor, at any time as they are then. */
    public Map<String, AlarmSourceRuntime> alarmSources() {
        return extensions.sources();
    }

    /** The notification channels by the id of their descriptor, at any time as they are then. */
    public Map<String, NotificationChannelRuntime> notificationChannels() {
        return extensions.channels();
    }

    /** Calls back whenever {@link #reports} may have changed, on any thread; must not block. */
    public void onChange(Runnable changed) {
        listener = changed;
    }

    /** Says which plug-ins must not run. Done when that is so. */
    public CompletableFuture<Void> disable(Set<String> ids) {
        return submit(() -> {
                    plugins.disable(ids);
                    plugins.settle();
                    return true;
                })
                .thenApply(done -> null);
    }

    /**
     * Puts a jar into the folder, when it can be loaded, and lets it serve.
     *
     * @param jar of any name; is not changed
     * @param replace whether a plug-in of the same id may be there
     * @return what came of it; fails with {@link PluginRefusal}
     */
    public CompletableFuture<PluginReport> install(Path jar, boolean replace) {
        return submit(() -> {
            String file = folder.install(jar, replace);
            plugins.settle();
            publish();
            return reports().stream()
                    .filter(r -> r.file().equals(file))
                    .findFirst()
                    .orElseThrow();
        });
    }

    /**
     * Takes a plug-in's jars out of the folder and unloads it.
     *
     * @param id of the plug-in, or the name of a file that has none
     * @return fails with {@link PluginRefusal}
     */
    public CompletableFuture<Void> remove(String id) {
        return submit(() -> {
                    folder.remove(id);
                    plugins.settle();
                    return true;
                })
                .thenApply(done -> null);
    }

    private <T> CompletableFuture<T> submit(Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            worker.execute(() -> {
                try {
                    T done = task.call();
                    tell();
                    result.complete(done);
                } catch (Exception | Error e) {
                    publish();
                    result.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(new PluginRefusal(PluginRefusal.Kind.CLOSED, "the server is stopping"));
        }
        return result;
    }

    private void wait(Callable<Boolean> task) {
        try {
            submit(task).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void publish() {
        reports = plugins.reports();
        inspection.keepOnly(plugins.copies());
    }

    private void tell() {
        if (Thread.currentThread() == thread) {
            publish();
            listener.run();
        } else if (!worker.isShutdown()) {
            try {
                worker.execute(this::tell);
            } catch (RejectedExecutionException e) {
                log.debug("It is the end: nobody is told");
            }
        }
    }

    /** Closes the plug-ins, last one first, and their class loaders. */
    @Override
    public void close() {
        try {
            submit(() -> {
                        plugins.close();
                        retired.close();
                        return true;
                    })
                    .get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            log.warn("The plug-ins did not end well: {}", e.toString());
        }
        worker.shutdownNow();
    }
}
